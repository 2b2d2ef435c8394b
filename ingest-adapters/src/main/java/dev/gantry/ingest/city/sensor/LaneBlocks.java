package dev.gantry.ingest.city.sensor;

import dev.gantry.ingest.city.truth.TrueIncident;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Says where vehicles stood or crept over the loop of a lane. Loops lie in the middle of links,
 * where on a usual day nobody waits for the lights: somebody has stopped, or a queue has grown so
 * far. What comes back within ten minutes is the same.
 */
final class LaneBlocks {

  static final String KIND = "lane_blocked";

  /** Share of the time between two readings in which somebody stood or crept there. */
  private static final double BLOCKED_SHARE = 1. / 10;

  /** The same where it has to be found. */
  private static final double CLEAR_SHARE = .5;

  private static final double OVER_SECONDS = 600;

  private final double interval;
  private final Map<Series, Block> latest = new HashMap<>();
  private final List<Block> blocks = new ArrayList<>();

  /**
   * Readings of one lane that tell of somebody who stood or crept there, and what lies between
   * them.
   */
  private static final class Block {
    private final Series series;
    private final boolean isFirst;
    private final double begins;
    private double ends;
    private double most;
    private boolean lasts;

    Block(Series series, boolean isFirst, double begins) {
      this.series = series;
      this.isFirst = isFirst;
      this.begins = begins;
    }
  }

  /**
   * @param interval seconds between two readings
   */
  LaneBlocks(double interval) {
    this.interval = interval;
  }

  /**
   * Takes what a loop felt before a reading that it gave.
   *
   * @param series a series of the loop
   * @param at when the reading was, seconds
   * @param slow time since the one before in which somebody stood or crept there, seconds
   */
  void felt(Series series, double at, double slow) {
    Block block = latest.get(series);
    if (slow < BLOCKED_SHARE * interval) {
      if (block != null) {
        block.lasts = false;
      }
      return;
    }
    if (block == null || at - block.ends > OVER_SECONDS) {
      block = new Block(series, isFirst(block), at - interval);
      latest.put(series, block);
      blocks.add(block);
    }
    block.lasts = true;
    block.ends = at;
    block.most = Math.max(block.most, slow);
  }

  /**
   * Whether the one after that is the first of its lane that has to be found, if it is so large.
   */
  private boolean isFirst(@Nullable Block before) {
    return before == null || (before.isFirst && !isLarge(before));
  }

  private boolean isLarge(Block block) {
    return block.most >= CLEAR_SHARE * interval;
  }

  /** What began by a moment. What a lane has seen before is no longer unusual there. */
  List<TrueIncident> until(double seconds) {
    return blocks.stream().filter(block -> block.begins <= seconds).map(this::incident).toList();
  }

  private TrueIncident incident(Block block) {
    Series series = block.series;
    return new TrueIncident(
        String.format(Locale.ROOT, "%s@%.0f-%s", series.sensorId(), block.begins, KIND),
        KIND,
        series.sensorId(),
        "",
        block.begins,
        block.lasts ? Double.POSITIVE_INFINITY : block.ends,
        series.cameras(),
        block.most,
        Map.of("series", series.ofSameSensor(), "segment", Set.of(series.linkId())),
        block.isFirst && isLarge(block),
        "");
  }
}
