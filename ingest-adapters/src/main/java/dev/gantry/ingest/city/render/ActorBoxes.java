package dev.gantry.ingest.city.render;

import dev.gantry.domain.geometry.Box;
import dev.gantry.ingest.city.camera.CityCamera;
import dev.gantry.ingest.city.render.Model.Wheel;
import dev.gantry.ingest.city.traffic.Actor;
import java.util.List;
import java.util.Optional;

/**
 * Where a camera sees actors: the boxes around exactly what the renderer draws of them, without
 * their shadows. Used by one thread at a time.
 */
public final class ActorBoxes {

  private final View view;
  private final Polygon outline = new Polygon();
  private double left;
  private double top;
  private double right;
  private double bottom;

  public ActorBoxes(CityCamera camera) {
    this.view = new View(camera);
  }

  /**
   * The box of the part of an actor that is within the image, whatever may hide it.
   *
   * @return empty when no part of it is
   */
  public Optional<Box> boxOf(Actor actor) {
    left = view.width();
    top = view.height();
    right = 0;
    bottom = 0;
    var placed = new PlacedActor(actor);
    if (!view.maySee(placed.middle(), placed.reach())) {
      return Optional.empty();
    }
    for (Solid solid : placed.model().solids()) {
      include(placed.toCity(solid.corners()));
    }
    for (Wheel wheel : placed.model().wheels()) {
      include(placed.tyre(wheel));
    }
    return left < right && top < bottom
        ? Optional.of(new Box(left, top, right - left, bottom - top))
        : Optional.empty();
  }

  private void include(List<Vec> body) {
    if (isWithin(body)) {
      for (Vec point : body) {
        include(view.u(point), view.v(point));
      }
      return;
    }
    view.outline(body, outline);
    outline.clip(view.width(), view.height());
    for (int i = 0; i < outline.size(); i++) {
      include(outline.x(i), outline.y(i));
    }
  }

  /** Whether all of a body is before the camera and in the image. */
  private boolean isWithin(List<Vec> body) {
    for (Vec point : body) {
      if (view.depth(point) < CityCamera.NEAREST
          || Math.abs(2 * view.u(point) - view.width()) > view.width()
          || Math.abs(2 * view.v(point) - view.height()) > view.height()) {
        return false;
      }
    }
    return true;
  }

  private void include(double u, double v) {
    left = Math.min(left, u);
    right = Math.max(right, u);
    top = Math.min(top, v);
    bottom = Math.max(bottom, v);
  }
}
