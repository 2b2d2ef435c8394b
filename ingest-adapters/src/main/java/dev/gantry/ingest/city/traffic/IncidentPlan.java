package dev.gantry.ingest.city.traffic;

import dev.gantry.ingest.city.road.Link;
import dev.gantry.ingest.city.traffic.RoadIncident.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;

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
  private final List<Planned> running = new ArrayList<>();

  /** Queues planned a short while ago, running or over. */
  private final List<Planned> recentQueues = new ArrayList<>();

  /** What is over, by its place in the order of planning. */
  private final NavigableMap<Integer, RoadIncident> ended = new TreeMap<>();

  private int planned;
  private boolean keeps = true;
  private final List<Kind> upcoming = new ArrayList<>();
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

  /** A happening, its place in the order of planning, and when it was planned, seconds. */
  private record Planned(int number, Happening happening, double at) {

    boolean isOver() {
      return happening.isOver();
    }

    boolean is(Kind kind) {
      return happening.kind() == kind;
    }

    /** Whether no good moment came for too long. */
    boolean isInVain(double now) {
      return !happening.hasBegun() && now - at > happening.patience();
    }
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
    add(speeding, 0);
    next = every;
  }

  void step(double now, double seconds) {
    if (now >= next && !stage.isEmpty()) {
      next += every;
      plan(now);
    }
    if (!running.isEmpty()) {
      goOn(now, seconds);
    }
  }

  private void goOn(double now, double seconds) {
    for (Planned one : running) {
      one.happening.step(now, seconds);
      if (one.isInVain(now)) {
        one.happening.giveUp(now);
        upcoming.add(0, one.happening.kind());
      }
    }
    if (keeps) {
      told(running.stream().filter(Planned::isOver)).forEach(ended::put);
    }
    running.removeIf(Planned::isOver);
  }

  /**
   * All that has begun, in the order of planning; but {@link SpeedWatch} tells who was too fast,
   * and {@link QueueWatch} of queues.
   */
  List<RoadIncident> incidents() {
    NavigableMap<Integer, RoadIncident> all = new TreeMap<>(ended);
    all.putAll(told(running.stream()));
    return List.copyOf(all.values());
  }

  /** Those of them that go on, in the same order. */
  List<RoadIncident> current() {
    return List.copyOf(told(running.stream()).values());
  }

  /** Keeps nothing from now on of what is over. */
  void keepNone() {
    keeps = false;
  }

  private static NavigableMap<Integer, RoadIncident> told(Stream<Planned> of) {
    NavigableMap<Integer, RoadIncident> told = new TreeMap<>();
    of.filter(one -> !WATCHED.contains(one.happening.kind()))
        .forEach(
            one ->
                one.happening
                    .incident(one.number)
                    .ifPresent(incident -> told.put(one.number, incident)));
    return told;
  }

  void addTo(List<Actor> actors) {
    running.forEach(one -> actors.addAll(one.happening.extras()));
  }

  private void add(Happening happening, double now) {
    var one = new Planned(planned, happening, now);
    planned++;
    running.add(one);
    if (one.is(Kind.QUEUE)) {
      recentQueues.add(one);
    }
  }

  private void plan(double now) {
    if (upcoming.isEmpty()) {
      upcoming.addAll(Arrays.asList(Kind.values()));
      Collections.shuffle(upcoming, new Random(random.nextLong()));
      if (planned == 0) {
        upcoming.remove(Kind.SPEEDING);
        upcoming.add(0, Kind.SPEEDING);
      } else if (planned == 1) {
        upcoming.remove(Kind.SPEEDING);
      }
    }
    Kind kind = upcoming.remove(0);
    List<Stretch> free = freeStretches(kind, now);
    if (!free.isEmpty()) {
      add(happening(kind, free), now);
    }
  }

  private List<Stretch> freeStretches(Kind kind, double now) {
    BitSet taken = links(running.stream());
    if (kind == Kind.QUEUE) {
      if (!isRoomForAQueue()) {
        return List.of();
      }
      taken.or(recovering(now));
    }
    return stage.stream()
        .filter(place -> !taken.get(place.link().index()) && suits(place.link(), kind))
        .toList();
  }

  private boolean isRoomForAQueue() {
    long queues = running.stream().filter(one -> one.is(Kind.QUEUE)).count();
    return queues < Math.max(1, stage.size() / STRETCHES_A_QUEUE);
  }

  /** Links where a queue was planned a short while ago. */
  private BitSet recovering(double now) {
    recentQueues.removeIf(one -> now - one.at >= RECOVERY_SECONDS);
    return links(recentQueues.stream());
  }

  private static BitSet links(Stream<Planned> of) {
    return of.mapToInt(one -> one.happening.link().index())
        .collect(BitSet::new, BitSet::set, BitSet::or);
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
    String extra = "x" + planned;
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
