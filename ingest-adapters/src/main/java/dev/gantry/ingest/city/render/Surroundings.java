package dev.gantry.ingest.city.render;

import dev.gantry.ingest.city.Draws;
import dev.gantry.ingest.city.road.Junction;
import dev.gantry.ingest.city.road.Link;
import dev.gantry.ingest.city.road.Pose;
import dev.gantry.ingest.city.road.RoadNetwork;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What stands along the streets near a camera: buildings, hedges, trees, lamps, signals. */
final class Surroundings {

  private static final double DEPTH = 13;
  private static final double GARDEN = 4;
  private static final double LAMP_SPACING = 29;

  /** Height of a lamp's head, metres. */
  private static final double LAMP_METRES = 7.2;

  private static final double TREE_SPACING = 13;

  private static final Colour STEEL = Colour.of(0x5A5F62);
  private static final Colour DARK = Colour.of(0x26282A);
  private static final Colour BARK = Colour.of(0x5B4A3C);
  private static final Colour HEDGE = Colour.of(0x4E6638);

  private final long seed;
  private final List<Thing> things = new ArrayList<>();
  private final List<Vec> lamps = new ArrayList<>();

  Surroundings(RoadNetwork network, Predicate<Link> near, long seed) {
    this.seed = seed;
    network.links().stream().filter(near).forEach(this::line);
  }

  List<Thing> things() {
    return things;
  }

  /** Heads of the street lamps. */
  List<Vec> lamps() {
    return lamps;
  }

  /** What stands right of a link; what stands left of it belongs to the opposite one. */
  private void line(Link link) {
    addBuildings(link);
    addTrees(link);
    addLamps(link);
    link.to().ifPresent(junction -> addSignal(link));
  }

  private double random(Link link, int index, int what) {
    return Noise.cell(link.index(), index, Draws.mix(seed, what));
  }

  private void addBuildings(Link link) {
    double front = link.kerbOffset() + Link.PAVEMENT_METRES;
    double along = start(link, link.from());
    double end = link.length() - start(link, link.to());
    boolean shops = link.lanes() > 1;
    for (int i = 0; along < end - 6; i++) {
      double length = Math.min(end - along, 8 + 12 * random(link, i, 1));
      boolean gap = random(link, i, 2) < .16;
      if (!gap) {
        double back = front + (shops ? .2 : GARDEN);
        double height = 7 + 12 * random(link, i, 3);
        var facade = new Facade(Draws.mix(seed, 1000L * link.index() + i), length, shops);
        things.add(new Block(link.at(along, back), length, DEPTH, 0, height, facade));
      }
      if (!shops && random(link, i, 4) < .7) {
        addHedge(link, along + .6, length - 1.6, front + .35);
      }
      along += length;
    }
  }

  /** Streets that run north go up to the corner; the others leave it to them. */
  private static double start(Link link, Optional<Junction> junction) {
    if (junction.isEmpty()) {
      return -120;
    }
    double crossed = Street.crossedKerb(link, junction) + Link.PAVEMENT_METRES;
    double corner = crossed + (Street.runsNorth(link) ? 1 : DEPTH + GARDEN + 3);
    return corner - junction.get().setback();
  }

  private void addHedge(Link link, double along, double length, double right) {
    long layer = Draws.mix(seed, link.index());
    things.add(
        new Block(
            link.at(along, right),
            length,
            .7,
            0,
            1.1,
            (side, s, z, normal) ->
                new Look(HEDGE.times(.6 + .8 * Noise.smooth(7 * s, 7 * z, layer)), normal)));
  }

  private void addTrees(Link link) {
    double right = link.kerbOffset() + Link.PAVEMENT_METRES - (link.lanes() > 1 ? .35 : -1.9);
    for (int i = 0; (i + 1) * TREE_SPACING < link.length(); i++) {
      if (random(link, i, 5) < .55) {
        double along = (i + .5 + .4 * random(link, i, 6)) * TREE_SPACING;
        addTree(link.at(along, right), Draws.mix(seed, 7000L * link.index() + i));
      }
    }
  }

  private void addTree(Pose foot, long kind) {
    double height = 4.6 + 1.8 * Noise.cell(kind, 0, 1);
    things.add(post(foot, .24, 0, height - 1, BARK));
    for (int i = 0; i < 11; i++) {
      double aside = 1.15 * (2 * Noise.cell(kind, i, 2) - 1);
      double ahead = 1.15 * (2 * Noise.cell(kind, i, 3) - 1);
      double z = height - 1.1 + 2.2 * Noise.cell(kind, i, 4);
      Pose at = foot.moved(ahead, aside);
      things.add(new Crown(new Vec(at.x(), at.y(), z), .55 + .45 * Noise.cell(kind, i, 5), kind));
    }
  }

  private void addLamps(Link link) {
    double shift = link.index() % 2 == 0 ? .3 : .8;
    for (int i = 0; (i + shift) * LAMP_SPACING < link.length(); i++) {
      Pose foot = link.at((i + shift) * LAMP_SPACING, link.kerbOffset() + .55);
      things.add(post(foot, .14, 0, LAMP_METRES, STEEL));
      things.add(
          new Block(
              foot.moved(-.05, -1.7), .1, 1.7, LAMP_METRES - .1, LAMP_METRES, Block.plain(STEEL)));
      things.add(new Block(foot.moved(-.14, -2.1), .28, .7, LAMP_METRES, LAMP_METRES + .12, lit()));
      Pose head = foot.moved(0, -1.8);
      lamps.add(new Vec(head.x(), head.y(), LAMP_METRES));
    }
  }

  private static Block.Texture lit() {
    return (side, along, z, normal) -> new Look(STEEL, normal, new Colour(1, .93, .78));
  }

  private void addSignal(Link link) {
    for (Pose foot : SignalLights.feet(link)) {
      double top = SignalLights.topMetres();
      things.add(post(foot, .13, 0, top - SignalLights.HEAD_METRES, STEEL));
      things.add(post(foot, .38, top - SignalLights.HEAD_METRES, top, DARK));
    }
  }

  private static Thing post(Pose foot, double width, double bottom, double top, Colour colour) {
    return new Block(
        foot.moved(-width / 2, -width / 2), width, width, bottom, top, Block.plain(colour));
  }
}
