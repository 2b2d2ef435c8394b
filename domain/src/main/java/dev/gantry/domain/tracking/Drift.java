package dev.gantry.domain.tracking;

import java.nio.ByteBuffer;

/**
 * Whether an object goes somewhere or only trembles: a straight line through the middles of its
 * boxes over time, fitted as they come, older ones fading.
 */
final class Drift {

  /** Time in which the weight of a sighting falls to 1/e, seconds. */
  private static final double MEMORY = 1.0;

  private float weight;

  /** Weighted mean time, seconds after the latest sighting: 0 or negative. */
  private float meanT;

  private float meanX;
  private float meanY;
  private float tt;
  private float tx;
  private float ty;

  /** Weighted scatter of the middles, x and y together. */
  private float scatter;

  /**
   * Takes in a sighting.
   *
   * @param elapsed seconds since the sighting before
   */
  void add(double elapsed, double x, double y) {
    double fade = StrictMath.exp(-elapsed / MEMORY);
    double before = weight * fade;
    double total = before + 1;
    double shift = before / total;
    double dt = -(meanT - elapsed);
    double dx = x - meanX;
    double dy = y - meanY;
    tt = (float) (fade * tt + shift * dt * dt);
    tx = (float) (fade * tx + shift * dt * dx);
    ty = (float) (fade * ty + shift * dt * dy);
    scatter = (float) (fade * scatter + shift * (dx * dx + dy * dy));
    meanT = (float) (meanT - elapsed + dt / total);
    meanX = (float) (meanX + dx / total);
    meanY = (float) (meanY + dy / total);
    weight = (float) total;
  }

  /** Share of the scatter that steady movement explains, 0 to 1. */
  double steadiness() {
    return tt > 0 && scatter > 0
        ? Math.min(1, ((double) tx * tx + (double) ty * ty) / tt / scatter)
        : 0;
  }

  void write(StateWriter to) {
    to.put(weight).put(meanT).put(meanX).put(meanY).put(tt).put(tx).put(ty).put(scatter);
  }

  static Drift read(ByteBuffer from) {
    Drift drift = new Drift();
    drift.weight = from.getFloat();
    drift.meanT = from.getFloat();
    drift.meanX = from.getFloat();
    drift.meanY = from.getFloat();
    drift.tt = from.getFloat();
    drift.tx = from.getFloat();
    drift.ty = from.getFloat();
    drift.scatter = from.getFloat();
    return drift;
  }
}
