package dev.gantry.ingest.city.traffic;

import dev.gantry.ingest.city.road.Link;
import dev.gantry.ingest.city.traffic.RoadIncident.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * What goes wrong when: one incident after the other at even intervals, of all kinds in turn, in an
 * order and in places that the seed decides, where somebody looks, never two at once on one link.
 */
final class IncidentPlan {

  /** From the beginning of a queue on a link until there may be another, seconds. */
  private static final double RECOVERY_SECONDS = 240;

  /** Light is held for one queue at a time for each so many stretches, or no traffic is left. */
  private static final int STRETCHES_A_QUEUE = 8;

  /** A camera's picture has come to rest before the first offender is in it. */
  private static final double UNTIL_IN_VIEW_SECONDS = 1.5;

  /** Nobody drives the wrong way faster than this share of the limit. */
  private static final double WRONG_WAY_SHARE = .9;

  /** What comes of other things too, and is told by who watches for it. */
  private static final Set<Kind> WATCHED = EnumSet.of(Kind.SPEEDING, Kind.QUEUE);

  private final List<Stretch> stage;
  private final Traffic traffic;
  private final SplittableRandom random;
  private final double every;
  private final List<Happening> happenings = new ArrayList<>();
  private final List<Kind> upcoming = new ArrayList<>();
  private final List<Double> plannedAt = new ArrayList<>();
  private double next;

  /**
   * @param stage where incidents happen
   * @param every seconds between two; infinite for none at all
   */
  IncidentPlan(List<Stretch> stage, Traffic traffic, double every, SplittableRandom random) {
    this.stage = List.copyOf(stage);
    this.traffic = traffic;
    this.every = every;
    this.random = random;
    this.next = Double.isInfinite(every) ? every : 0;
  }

  /**
   * Has somebody speed from the beginning on who soon comes before the eyes of a camera, where one
   * can be put: so something goes wrong within the first seconds.
   */
  void begin() {
    if (Double.isFinite(every)) {
      double share = speedingShare();
      slowestFirst().stream()
          .flatMap(place -> early(place, share).stream())
          .findFirst()
          .ifPresent(offender -> speedsFromTheBeginning(offender, share));
    }
  }

  /** Who speeds on a slow street is longer in view. */
  private List<Stretch> slowestFirst() {
    return stage.stream()
        .sorted(Comparator.comparingDouble(place -> place.link().limitMps()))
        .toList();
  }

  private Optional<Vehicle> early(Stretch place, double share) {
    double speed = share * place.link().limitMps();
    double start = place.from() - UNTIL_IN_VIEW_SECONDS * speed;
    double needed = Math.max(place.to() - start, Conduct.Speeding.brakingMetres(speed));
    return start < VehicleType.SALOON.length()
        ? Optional.empty()
        : traffic.put(place.link(), start, speed, needed);
  }

  private void speedsFromTheBeginning(Vehicle offender, double share) {
    var speeding = new SpeedingHappening(stage, traffic.occupancy(), share);
    speeding.tempt(offender);
    happenings.add(speeding);
    plannedAt.add(0.0);
    next = every;
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
        if (!happening.hasBegun() && now - plannedAt.get(i) > happening.patience()) {
          happening.giveUp(now);
          upcoming.add(0, happening.kind());
        }
      }
    }
  }

  /**
   * All that has begun, in the order of planning; but {@link SpeedWatch} tells who was too fast,
   * and {@link QueueWatch} of queues.
   */
  List<RoadIncident> incidents() {
    List<RoadIncident> incidents = new ArrayList<>();
    for (int i = 0; i < happenings.size(); i++) {
      if (!WATCHED.contains(happenings.get(i).kind())) {
        happenings.get(i).incident(i).ifPresent(incidents::add);
      }
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
      } else if (happenings.size() == 1) {
        upcoming.remove(Kind.SPEEDING);
      }
    }
    Kind kind = upcoming.remove(0);
    List<Stretch> free = freeStretches(kind, now);
    if (!free.isEmpty()) {
      happenings.add(happening(kind, free));
      plannedAt.add(now);
    }
  }

  private List<Stretch> freeStretches(Kind kind, double now) {
    return stage.stream()
        .filter(place -> isFree(place.link()) && suits(place.link(), kind))
        .filter(place -> kind != Kind.QUEUE || (isRoomForAQueue() && hasRecovered(place, now)))
        .toList();
  }

  private boolean isRoomForAQueue() {
    long queues =
        happenings.stream().filter(one -> one.kind() == Kind.QUEUE && !one.isOver()).count();
    return queues < Math.max(1, stage.size() / STRETCHES_A_QUEUE);
  }

  private boolean hasRecovered(Stretch place, double now) {
    return IntStream.range(0, happenings.size())
        .filter(i -> now - plannedAt.get(i) < RECOVERY_SECONDS)
        .mapToObj(happenings::get)
        .noneMatch(other -> other.kind() == Kind.QUEUE && other.link() == place.link());
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

  /**
   * @param free where it may be, not empty: of some kinds the first good moment decides
   */
  private Happening happening(Kind kind, List<Stretch> free) {
    Occupancy occupancy = traffic.occupancy();
    Crossings crossings = traffic.crossings();
    Stretch place = free.get(random.nextInt(free.size()));
    String extra = "x" + happenings.size();
    return switch (kind) {
      case SPEEDING -> new SpeedingHappening(free, occupancy, speedingShare());
      case STOPPED_VEHICLE ->
          new StoppedHappening(place, random.nextDouble(), occupancy, 30 + random.nextDouble(40));
      case WRONG_WAY ->
          new WrongWayHappening(
              place.link(), occupancy, crossings, extra, wrongWaySpeed(place.link()), colour());
      case QUEUE -> new QueueHappening(place, occupancy, crossings, 100 + random.nextDouble(20));
      case NEAR_MISS -> new NearMissHappening(free, occupancy);
      case PERSON_ON_CARRIAGEWAY ->
          new PersonHappening(
              place.link(),
              occupancy,
              extra,
              place.from() + place.metres() * (.2 + .6 * random.nextDouble()),
              8 + random.nextDouble(10),
              colour());
    };
  }

  /** Not also too fast: that would be another incident. */
  private double wrongWaySpeed(Link link) {
    return Math.min(8 + random.nextDouble(4), WRONG_WAY_SHARE * link.limitMps());
  }

  private double speedingShare() {
    return 1.5 + .3 * random.nextDouble();
  }

  private int colour() {
    return random.nextInt(0x1000000);
  }
}
