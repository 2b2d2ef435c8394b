package dev.gantry.ingest.city;

import dev.gantry.domain.geometry.Box;
import dev.gantry.ingest.city.camera.ActorGrid;
import dev.gantry.ingest.city.camera.CameraView;
import dev.gantry.ingest.city.camera.CityCamera;
import dev.gantry.ingest.city.camera.Sighting;
import dev.gantry.ingest.city.render.ActorBoxes;
import dev.gantry.ingest.city.render.Sight;
import dev.gantry.ingest.city.road.Pose;
import dev.gantry.ingest.city.road.RoadNetwork;
import dev.gantry.ingest.city.traffic.Actor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one camera sees, as exactly as it is drawn: the boxes around what the renderer paints, less
 * what houses, trees and posts hide.
 */
final class Seeing {

  /** Of whom less is to be seen counts as hidden. */
  private static final double LEAST_VISIBLE = .05;

  private final CameraView view;
  private final ActorBoxes boxes;
  private final Sight sight;
  private final Map<Place, Double> free = new HashMap<>();
  private final double carriageway;
  private final String own;
  private final String opposite;

  Seeing(RoadNetwork network, CityCamera camera, long seed) {
    this.view = new CameraView(camera);
    this.boxes = new ActorBoxes(camera);
    this.sight = new Sight(network, camera, seed);
    this.carriageway = camera.link().kerbOffset();
    this.own = camera.link().id();
    this.opposite = network.opposite(camera.link()).id();
  }

  CityCamera camera() {
    return view.camera();
  }

  /** All that can be seen of the actors, the nearest first. */
  List<Sighting> look(ActorGrid actors) {
    List<Sighting> seen = new ArrayList<>();
    for (Sighting roughly : view.look(actors)) {
      double visible = roughly.visible() * free(roughly.actor());
      Optional<Box> box =
          visible >= LEAST_VISIBLE ? boxes.boxOf(roughly.actor()) : Optional.empty();
      if (box.isPresent()) {
        seen.add(new Sighting(roughly.actor(), box.get(), roughly.depth(), visible));
      }
    }
    return seen;
  }

  /** Nothing stands between a camera over a carriageway and whoever is on it. */
  private double free(Actor actor) {
    boolean isBelow =
        Math.abs(camera().right(actor.pose().x(), actor.pose().y())) < carriageway
            && (actor.linkId().equals(own) || actor.linkId().equals(opposite));
    return isBelow
        ? 1
        : free.computeIfAbsent(Place.of(actor), place -> sight.free(place.middle(actor)));
  }

  /**
   * Where an actor is, roughly: what stands hides all those alike that are of one shape at one
   * place, so that it need be found out once.
   */
  private record Place(Actor.Shape shape, int decimetres, int column, int row, int turn) {

    private static final double SIZE_METRES = 1;
    private static final int TURNS = 8;

    static Place of(Actor actor) {
      Pose pose = actor.pose();
      double turns = pose.heading() / (2 * StrictMath.PI) * TURNS;
      return new Place(
          actor.shape(),
          (int) Math.round(10 * actor.height()),
          (int) Math.floor(pose.x() / SIZE_METRES),
          (int) Math.floor(pose.y() / SIZE_METRES),
          actor.isPerson() ? 0 : Math.floorMod(Math.round(turns), TURNS));
    }

    /** The actor, moved to the middle of the place. */
    Actor middle(Actor actor) {
      var pose =
          new Pose(
              (column + .5) * SIZE_METRES,
              (row + .5) * SIZE_METRES,
              turn * 2 * StrictMath.PI / TURNS);
      return actor.at(pose).withHeight(decimetres / 10.0);
    }
  }
}
