package dev.gantry.ingest.scene;

import dev.gantry.domain.geometry.Speeds;
import dev.gantry.ingest.city.Draws;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * Who drives when: an endless timetable, a pure function of the seed.
 *
 * <p>Time is cut into cycles of {@link #CYCLE_SECONDS}. Each has one speeding and one wrong-way
 * vehicle near its start, at times and in lanes from the seed, and lawful traffic wherever that
 * leaves room. Nothing is planned across the end of a cycle: lawful vehicles stop entering {@link
 * #GUARD_SECONDS} before it, in which the slowest of them outruns the fastest of the next cycle.
 */
final class Traffic {

  /** Length of a cycle: one speeding and one wrong-way vehicle each. */
  static final double CYCLE_SECONDS = 40;

  private static final double GUARD_SECONDS = 5.5;

  /** The road is empty before, so that a motion detector sees it so. */
  private static final double FIRST_ENTRY_SECONDS = 2.3;

  private static final double SPEEDER_SECONDS = 2.6;
  private static final double WRONG_WAY_SECONDS = 13.5;

  /** Metres between the middles of the two lanes and the centre line. */
  static final double LANE_X = 1.9;

  private static final double SLOWEST_KMH = 36;
  private static final double FASTEST_KMH = 46;

  /** Least gap between bumpers: no vehicle then hides another where they are large enough. */
  private static final double LEAST_GAP_METRES = 26;

  private static final int[] COLOURS = {
    0xE6E6E2, 0xC9CCD0, 0x23262B, 0xA3211F, 0x1F4E94, 0x2B2F6B, 0xD9A21B, 0x1D6B43, 0xB5541C
  };

  private final long seed;

  Traffic(long seed) {
    this.seed = seed;
  }

  /** The vehicles on the road at a moment, farthest first. */
  List<Vehicle> at(double seconds) {
    long cycle = (long) Math.floor(seconds / CYCLE_SECONDS);
    return Stream.concat(cycle > 0 ? plan(cycle - 1).stream() : Stream.of(), plan(cycle).stream())
        .filter(vehicle -> vehicle.isOnRoad(seconds))
        .sorted(Comparator.comparingDouble((Vehicle v) -> -v.middleY(seconds)))
        .toList();
  }

  /** The incidents that begin before a moment, in the order of their beginning. */
  List<Incident> incidentsBefore(double seconds) {
    List<Incident> incidents = new ArrayList<>();
    for (long cycle = 0; cycle * CYCLE_SECONDS < seconds; cycle++) {
      for (Vehicle vehicle : offenders(cycle)) {
        if (vehicle.enters() < seconds) {
          vehicle.incident().ifPresent(kind -> incidents.add(incident(kind, vehicle)));
        }
      }
    }
    return incidents;
  }

  private static Incident incident(Incident.Kind kind, Vehicle vehicle) {
    return new Incident(
        kind, vehicle.id(), vehicle.speedKmh(), time(vehicle.enters()), time(vehicle.leaves()));
  }

  private static Duration time(double seconds) {
    return Duration.ofMillis(Math.round(seconds * 1000));
  }

  /** Everybody who enters in a cycle. */
  List<Vehicle> plan(long cycle) {
    List<Vehicle> placed = new ArrayList<>(offenders(cycle));
    List<Vehicle> next = offenders(cycle + 1);
    var random = new SplittableRandom(Draws.mix(seed, 2 * cycle + 1));
    for (boolean northbound : new boolean[] {true, false}) {
      double entry = cycle == 0 ? FIRST_ENTRY_SECONDS : 0;
      entry += random.nextDouble(1.5);
      while (entry < CYCLE_SECONDS - GUARD_SECONDS) {
        double at = cycle * CYCLE_SECONDS + entry;
        Vehicle candidate = lawful(cycle, placed.size(), northbound, at, random);
        if (fits(candidate, placed) && fits(candidate, next)) {
          placed.add(candidate);
          entry += 2.6 + random.nextDouble(3);
        } else {
          entry += 0.4;
        }
      }
    }
    return placed;
  }

  private static Vehicle lawful(
      long cycle, int index, boolean northbound, double at, SplittableRandom random) {
    double kmh = SLOWEST_KMH + random.nextDouble(FASTEST_KMH - SLOWEST_KMH);
    double draw = random.nextDouble();
    VehicleShape shape =
        draw < .4
            ? VehicleShape.SALOON
            : draw < .75
                ? VehicleShape.HATCHBACK
                : draw < .9 ? VehicleShape.VAN : VehicleShape.LORRY;
    return new Vehicle(
        id(cycle, index),
        shape,
        COLOURS[random.nextInt(COLOURS.length)],
        northbound ? LANE_X : -LANE_X,
        northbound,
        Speeds.toMps(kmh),
        at,
        Optional.empty());
  }

  /** The speeding vehicle and the wrong-way vehicle of a cycle. */
  private List<Vehicle> offenders(long cycle) {
    var random = new SplittableRandom(Draws.mix(seed, 2 * cycle));
    double start = cycle * CYCLE_SECONDS;
    // The first ones drive away from the camera: they are large at once, and the alerts come soon.
    boolean speederNorthbound = random.nextBoolean() || cycle == 0;
    Vehicle speeder =
        new Vehicle(
            id(cycle, 0),
            random.nextBoolean() ? VehicleShape.SALOON : VehicleShape.HATCHBACK,
            COLOURS[random.nextInt(COLOURS.length)],
            speederNorthbound ? LANE_X : -LANE_X,
            speederNorthbound,
            Speeds.toMps(74 + random.nextDouble(8)),
            start + SPEEDER_SECONDS + random.nextDouble(.3),
            Optional.of(Incident.Kind.SPEEDING));
    boolean wrongWayNorthbound = random.nextBoolean() || cycle == 0;
    Vehicle wrongWay =
        new Vehicle(
            id(cycle, 1),
            random.nextBoolean() ? VehicleShape.SALOON : VehicleShape.HATCHBACK,
            COLOURS[random.nextInt(COLOURS.length)],
            wrongWayNorthbound ? -LANE_X : LANE_X,
            wrongWayNorthbound,
            Speeds.toMps(38 + random.nextDouble(8)),
            start + WRONG_WAY_SECONDS + random.nextDouble(.5),
            Optional.of(Incident.Kind.WRONG_WAY));
    return List.of(speeder, wrongWay);
  }

  private static boolean fits(Vehicle candidate, List<Vehicle> placed) {
    return placed.stream().allMatch(other -> keepApart(candidate, other));
  }

  /** Whether two vehicles never come too close: gaps change linearly, so both ends are enough. */
  private static boolean keepApart(Vehicle a, Vehicle b) {
    if (a.laneX() != b.laneX()) {
      return true;
    }
    double from = Math.max(a.enters(), b.enters());
    double until = Math.min(a.leaves(), b.leaves());
    if (until <= from) {
      return true;
    }
    if (a.northbound() != b.northbound()) {
      return false;
    }
    double gapAtFirst = a.middleY(from) - b.middleY(from);
    double gapAtLast = a.middleY(until) - b.middleY(until);
    double least = LEAST_GAP_METRES + (a.shape().length() + b.shape().length()) / 2;
    return gapAtFirst * gapAtLast > 0
        && Math.abs(gapAtFirst) >= least
        && Math.abs(gapAtLast) >= least;
  }

  private static String id(long cycle, int index) {
    return "v" + cycle + "-" + index;
  }
}
