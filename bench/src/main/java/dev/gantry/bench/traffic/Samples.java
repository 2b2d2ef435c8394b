package dev.gantry.bench.traffic;

import java.util.ArrayList;
import java.util.List;

/**
 * How far a run was when, and what it had used by then. Its steady part begins when the first half
 * of both outputs is there: class loading and most of the compiling lie before.
 */
final class Samples {

  /** Share of the outputs after which a run counts. */
  static final double WARM_UP = .5;

  private final List<Sample> samples = new ArrayList<>();

  /**
   * One look.
   *
   * @param nanos when, on the scale of {@link System#nanoTime()}
   * @param tracks steps of tracks committed by then
   * @param windows records of windows committed by then
   * @param cpuNanos processor time used by then, by contender and broker
   */
  record Sample(long nanos, long tracks, long windows, long cpuNanos) {}

  /**
   * What the steady part says.
   *
   * @param framesPerSecond detection records a second
   * @param cpuMicrosPerFrame processor time of contender and broker for a detection record
   */
  record Steady(double framesPerSecond, double cpuMicrosPerFrame) {}

  void add(Sample sample) {
    samples.add(sample);
  }

  /**
   * The steady part of a run that is over.
   *
   * @param frames detection records of the whole run
   */
  Steady steady(long frames) {
    Sample end = samples.get(samples.size() - 1);
    Sample begin =
        samples.stream().filter(sample -> share(sample, end) >= WARM_UP).findFirst().orElse(end);
    double made = frames * (1 - share(begin, end));
    if (made <= 0) {
      throw new IllegalStateException(
          "the run was over after "
              + (end.nanos - samples.get(0).nanos) / 1_000_000
              + " ms, before it was steady: expected a larger load");
    }
    return new Steady(
        made / ((end.nanos - begin.nanos) / 1e9), (end.cpuNanos - begin.cpuNanos) / 1e3 / made);
  }

  /** By the output that is behind: both must come to their end. */
  private static double share(Sample sample, Sample end) {
    return Math.min(share(sample.tracks, end.tracks), share(sample.windows, end.windows));
  }

  private static double share(long part, long all) {
    return all == 0 ? 1 : (double) part / all;
  }
}
