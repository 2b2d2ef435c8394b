package dev.gantry.ingest.city.traffic;

import dev.gantry.ingest.city.road.Link;
import dev.gantry.ingest.city.traffic.RoadIncident.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;

/**
 * What goes wrong when: one incident after the other at even intervals, of all kinds in turn, in an
 * order and in places that the seed decides, never two at once on one link.
 */
final class IncidentPlan {

  /** After so long without a good moment another place is tried. */
  private static final double PATIENCE_SECONDS = 100;

  private final List<Link> stage;
  private final Traffic traffic;
  private final SplittableRandom random;
  private final double every;
  private final List<Happening> happenings = new ArrayList<>();
  private final List<Kind> upcoming = new ArrayList<>();
  private final List<Double> plannedAt = new ArrayList<>();
  private double next;

  /**
   * @param stage links on which incidents happen
   * @param every seconds between two
   */
  IncidentPlan(List<Link> stage, Traffic traffic, double every, SplittableRandom random) {
    this.stage = List.copyOf(stage);
    this.traffic = traffic;
    this.every = every;
    this.random = random;
  }

  void step(double now, double seconds) {
    if (now >= next && !stage.isEmpty()) {
      next += every;
      plan(now);
    }
    for (int i = 0; i < happenings.size(); i++) {
      Happening happening = happenings.get(i);
      if (!happening.isOver()) {
        happening.step(now, seconds);
        if (!happening.hasBegun() && now - plannedAt.get(i) > PATIENCE_SECONDS) {
          happening.giveUp();
          upcoming.add(0, happening.kind());
        }
      }
    }
  }

  /** All that has begun, in the order of planning. */
  List<RoadIncident> incidents() {
    List<RoadIncident> incidents = new ArrayList<>();
    for (int i = 0; i < happenings.size(); i++) {
      happenings.get(i).incident(i).ifPresent(incidents::add);
    }
    return incidents;
  }

  void addTo(List<Actor> actors) {
    happenings.forEach(happening -> actors.addAll(happening.extras()));
  }

  private void plan(double now) {
    if (upcoming.isEmpty()) {
      upcoming.addAll(Arrays.asList(Kind.values()));
      Collections.shuffle(upcoming, new Random(random.nextLong()));
      if (happenings.isEmpty()) {
        upcoming.remove(Kind.SPEEDING);
        upcoming.add(0, Kind.SPEEDING);
      }
    }
    Kind kind = upcoming.remove(0);
    freeLink(kind)
        .ifPresent(
            link -> {
              happenings.add(happening(kind, link));
              plannedAt.add(now);
            });
  }

  private Optional<Link> freeLink(Kind kind) {
    List<Link> free = freeLinks(kind);
    return free.isEmpty() ? Optional.empty() : Optional.of(free.get(random.nextInt(free.size())));
  }

  private List<Link> freeLinks(Kind kind) {
    return stage.stream().filter(link -> isFree(link) && suits(link, kind)).toList();
  }

  private boolean isFree(Link link) {
    return happenings.stream().noneMatch(other -> !other.isOver() && other.link() == link);
  }

  private static boolean suits(Link link, Kind kind) {
    boolean between = link.from().isPresent() && link.to().isPresent();
    return switch (kind) {
      case SPEEDING, STOPPED_VEHICLE, NEAR_MISS, PERSON_ON_CARRIAGEWAY -> true;
      case WRONG_WAY -> between;
      case QUEUE -> link.to().isPresent();
    };
  }

  private Happening happening(Kind kind, Link link) {
    Occupancy occupancy = traffic.occupancy();
    Crossings crossings = traffic.crossings();
    String extra = "x" + happenings.size();
    return switch (kind) {
      case SPEEDING ->
          new SpeedingHappening(freeLinks(kind), occupancy, 1.5 + .3 * random.nextDouble());
      case STOPPED_VEHICLE -> new StoppedHappening(link, occupancy, 30 + random.nextDouble(40));
      case WRONG_WAY ->
          new WrongWayHappening(
              link, occupancy, crossings, extra, 8 + random.nextDouble(4), colour());
      case QUEUE -> new QueueHappening(link, occupancy, crossings, 30 + random.nextDouble(40));
      case NEAR_MISS -> new NearMissHappening(link, occupancy);
      case PERSON_ON_CARRIAGEWAY ->
          new PersonHappening(
              link,
              occupancy,
              extra,
              link.length() * (.35 + .3 * random.nextDouble()),
              8 + random.nextDouble(10),
              colour());
    };
  }

  private int colour() {
    return random.nextInt(0x1000000);
  }
}
