package dev.gantry.bench.anomaly;

import dev.gantry.domain.time.Micros;
import java.time.ZoneOffset;

/** A plain baseline: how far a reading lies in the normal tail of its own hour of the day. */
final class SeasonalZScore implements SeriesMethod {

  private static final int HOURS = 24;
  private static final int MIN_READINGS = 3;

  private final int[] counts = new int[HOURS];
  private final double[] means = new double[HOURS];
  private final double[] squares = new double[HOURS];

  @Override
  public double score(NabSeries.Reading reading) {
    int hour = Micros.toInstant(reading.atUs()).atZone(ZoneOffset.UTC).getHour();
    double offset = reading.value() - means[hour];
    double deviation = Math.sqrt(squares[hour] / Math.max(1, counts[hour] - 1));
    boolean known = counts[hour] >= MIN_READINGS && deviation > 0;
    double score = known ? 1 - 2 * Gaussian.beyond(Math.abs(offset) / deviation) : 0;
    counts[hour]++;
    means[hour] += offset / counts[hour];
    squares[hour] += offset * (reading.value() - means[hour]);
    return score;
  }
}
