package dev.gantry.domain.traffic;

import dev.gantry.domain.time.Micros;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;

/**
 * Windows of one length: tumbling, each beginning where the one before ends, or hopping, beginning
 * more often and overlapping. Their starts are aligned to the epoch.
 *
 * @param length how long each lasts, above 0
 * @param every how far apart their starts are, above 0; {@code length} is a multiple of it
 */
public record WindowSpan(Duration length, Duration every) {

  /** Each window changes with each of its panes, and so does each that overlaps it. */
  public static final int MOST_OVERLAPPING = 60;

  public WindowSpan {
    long lengthUs = Micros.of(length);
    long everyUs = Micros.of(every);
    if (everyUs < 1
        || lengthUs < everyUs
        || lengthUs % everyUs != 0
        || lengthUs / everyUs > MOST_OVERLAPPING) {
      throw new IllegalArgumentException(
          "expected a length that is 1 to "
              + MOST_OVERLAPPING
              + " times as long as what lies between two starts, found "
              + length
              + " every "
              + every);
    }
  }

  /** Windows that follow each other. */
  public static WindowSpan tumbling(Duration length) {
    return new WindowSpan(length, length);
  }

  /** The windows that hold a time, in the order of their ends. */
  List<WindowKey> holding(long us) {
    long lengthUs = Micros.of(length);
    long everyUs = Micros.of(every);
    long lastStart = Math.floorDiv(us, everyUs) * everyUs;
    return LongStream.rangeClosed(1, lengthUs / everyUs)
        .mapToObj(n -> new WindowKey(lastStart + n * everyUs, lengthUs))
        .toList();
  }

  /** Whether a window ends after one time and no later than another. */
  boolean endsBetween(long afterUs, long upToUs) {
    long everyUs = Micros.of(every);
    return Math.floorDiv(upToUs, everyUs) > Math.floorDiv(afterUs, everyUs);
  }

  /** The windows that end after one time and no later than another, in order. */
  List<WindowKey> ending(long afterUs, long upToUs) {
    long everyUs = Micros.of(every);
    long lengthUs = Micros.of(length);
    return LongStream.rangeClosed(
            Math.floorDiv(afterUs, everyUs) + 1, Math.floorDiv(upToUs, everyUs))
        .mapToObj(n -> new WindowKey(n * everyUs, lengthUs))
        .toList();
  }

  /** End of the last window that holds a time. */
  long lastEnd(long us) {
    long everyUs = Micros.of(every);
    return Math.floorDiv(us, everyUs) * everyUs + Micros.of(length);
  }
}
