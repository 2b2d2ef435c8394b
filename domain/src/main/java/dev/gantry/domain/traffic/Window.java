package dev.gantry.domain.traffic;

import java.util.List;

/**
 * Traffic on one segment over one window, as it stood at some moment.
 *
 * @param segment segment
 * @param site site of the segment; empty when not known
 * @param startUs start in event time, inclusive, microseconds
 * @param endUs end, exclusive
 * @param state how settled it is
 * @param revision changes it rests on; 0 when nobody was there
 * @param sums what happened; the occupied time is, pane by pane, that of the camera that saw most
 * @param limitMps speed limit, m/s; 0 for none
 * @param cameras cameras that contributed, sorted
 * @param incomplete whether it was closed while a camera was silent with vehicles in view
 * @param replay whether event times are replayed
 * @param inputs records it rests on, at most one run a partition, and at most 16
 */
public record Window(
    String segment,
    String site,
    long startUs,
    long endUs,
    State state,
    int revision,
    PaneSums sums,
    double limitMps,
    List<String> cameras,
    boolean incomplete,
    boolean replay,
    List<InputRun> inputs) {

  private static final double SECONDS_PER_HOUR = 3600;
  private static final double MICROS = 1_000_000;
  private static final double METRES_PER_KM = 1_000;

  public Window {
    cameras = List.copyOf(cameras);
    inputs = List.copyOf(inputs);
  }

  /** How settled a window is. */
  public enum State {
    EARLY,
    FINAL,
    CORRECTED
  }

  /** Vehicles an hour, of some or all of its vehicles. */
  public double flowPerHour(VehicleSums vehicles) {
    return vehicles.vehicles() * SECONDS_PER_HOUR * MICROS / (endUs - startUs);
  }

  /** Mean number of vehicles on the segment at one time, of some or all of its vehicles. */
  public double density(VehicleSums vehicles) {
    return (double) vehicles.presence().us() / (endUs - startUs);
  }

  /**
   * Vehicles per kilometre of road, of some or all of its vehicles: their time over time and road
   * (Edie 1963, see {@link Presence#spaceMeanMps}).
   *
   * @param lengthM length of the road that is seen, metres; 0 when not known
   * @return 0 when the length is not known
   */
  public double densityPerKm(VehicleSums vehicles, double lengthM) {
    return lengthM > 0 ? density(vehicles) / lengthM * METRES_PER_KM : 0;
  }

  /** Share of the time with a vehicle on the segment, 0 to 1. */
  public double occupancy() {
    return (double) sums.occupiedUs() / (endUs - startUs);
  }
}
