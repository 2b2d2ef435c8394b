package dev.gantry.ingest.city.traffic;

import dev.gantry.ingest.city.Draws;
import dev.gantry.ingest.city.road.Junction;
import dev.gantry.ingest.city.road.Link;
import dev.gantry.ingest.city.road.Pose;
import dev.gantry.ingest.city.road.RoadNetwork;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * The people on foot: they stroll along the pavements and cross when the lights let them. Speeds
 * are normally distributed with mean 1.34 and deviation .26 m/s: Weidmann, Transporttechnik der
 * Fussgänger (1993); the slowest are left out, for whom the lights would be too quick.
 */
final class Walkers {

  private static final double MEAN_SPEED = 1.34;
  private static final double SPEED_DEVIATION = .26;
  private static final double SLOWEST = 1.1;
  private static final double PER_LINK = 2.5;

  private static final int[] CLOTHES = {
    0x2E3A4F, 0x7A2B2B, 0x3E5A3A, 0xC8B89A, 0x1C1C20, 0x5B5F66, 0xA8632D, 0xD8D8D0, 0x35557A
  };

  private final Kerbs kerbs;
  private final Crossings crossings;
  private final SplittableRandom random;
  private final List<Link> outskirts;
  private final List<Walker> walkers = new ArrayList<>();
  private final int wanted;
  private int count;

  Walkers(RoadNetwork network, Crossings crossings, double share, SplittableRandom random) {
    this.kerbs = new Kerbs(network);
    this.crossings = crossings;
    this.random = random;
    this.outskirts =
        network.links().stream()
            .filter(link -> link.from().isEmpty() || link.to().isEmpty())
            .toList();
    this.wanted = (int) Math.round(PER_LINK * share * network.links().size());
    for (int i = 0; i < wanted; i++) {
      Link link = network.links().get(random.nextInt(network.links().size()));
      walkers.add(walker(link, random.nextBoolean(), random.nextDouble(link.length())));
    }
  }

  void step(double now, double seconds) {
    for (Walker walker : walkers) {
      if (walker.isCrossing()) {
        cross(walker, seconds);
      } else {
        stroll(walker, now, seconds);
      }
    }
    walkers.removeIf(this::hasLeft);
    while (walkers.size() < wanted) {
      walkers.add(arrival());
    }
  }

  /** Everybody, as they are now. */
  void addTo(List<Actor> actors) {
    walkers.forEach(walker -> actors.add(walker.actor(from(walker), to(walker))));
  }

  private void stroll(Walker walker, double now, double seconds) {
    double end = kerbs.waiting(walker.link(), walker.forward());
    boolean atKerb = walker.forward() ? walker.along() >= end : walker.along() <= end;
    if (!atKerb) {
      walker.stroll(seconds);
    } else if (mayCross(walker, now)) {
      startCrossing(walker);
    } else {
      walker.await();
    }
  }

  private static boolean mayCross(Walker walker, double now) {
    Optional<Junction> junction = Kerbs.junction(walker.link(), walker.forward());
    return junction.isPresent() && junction.get().signal(now).isWalk();
  }

  private void startCrossing(Walker walker) {
    walker.startCrossing(Kerbs.distance(kerb(walker), kerbBeyond(walker)));
    countOnCarriageway(walker, 1);
  }

  private void cross(Walker walker, double seconds) {
    if (walker.cross(seconds)) {
      countOnCarriageway(walker, -1);
      Link next = kerbs.next(walker.link(), walker.forward()).orElseThrow();
      walker.arrive(next, kerbs.waiting(next, !walker.forward()));
    }
  }

  private void countOnCarriageway(Walker walker, int change) {
    Kerbs.junction(walker.link(), walker.forward())
        .ifPresent(junction -> crossings.walk(junction, change));
  }

  private Pose from(Walker walker) {
    return walker.isCrossing() ? kerb(walker) : walker.onPavement(walker.link(), walker.along());
  }

  private Pose to(Walker walker) {
    return walker.isCrossing() ? kerbBeyond(walker) : from(walker);
  }

  private Pose kerb(Walker walker) {
    return walker.onPavement(walker.link(), kerbs.waiting(walker.link(), walker.forward()));
  }

  private Pose kerbBeyond(Walker walker) {
    Link next = kerbs.next(walker.link(), walker.forward()).orElseThrow();
    return walker.onPavement(next, kerbs.waiting(next, !walker.forward()));
  }

  private boolean hasLeft(Walker walker) {
    boolean outside = Kerbs.junction(walker.link(), walker.forward()).isEmpty();
    double end = kerbs.waiting(walker.link(), walker.forward());
    return outside && (walker.forward() ? walker.along() >= end : walker.along() <= end);
  }

  private Walker arrival() {
    Link link = outskirts.get(random.nextInt(outskirts.size()));
    boolean forward = link.from().isEmpty();
    return walker(link, forward, forward ? 0 : link.length());
  }

  private Walker walker(Link link, boolean forward, double along) {
    double speed = MEAN_SPEED + SPEED_DEVIATION * Draws.normal(random);
    return new Walker(
        count++,
        Math.max(SLOWEST, speed),
        1.55 + .35 * random.nextDouble(),
        CLOTHES[random.nextInt(CLOTHES.length)],
        forward,
        .6 + 2 * random.nextDouble(),
        link,
        along);
  }
}
