package dev.gantry.topologies.processor.alerting;

import dev.gantry.domain.time.Micros;
import dev.gantry.schemas.records.Signal;
import dev.gantry.schemas.records.SignalKind;
import dev.gantry.schemas.records.TimeMode;
import dev.gantry.topologies.port.PartitionCounts;
import dev.gantry.topologies.processor.alerting.Reached.Left;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How far each stream has come, as MATCH tells it.
 *
 * <p>Cameras tell the time themselves, each for itself, see {@link HeardCameras}. Of other streams
 * a partition is as far as its newest record, live some seconds less, since not all that write to
 * it are equally quick; and a partition of which MATCH says that nothing is left to read is as far
 * as the clock, or in a replay as far as the others. A partition of which nothing is heard at all
 * is not waited for. Not thread-safe.
 *
 * <p>Kept in memory: within some seconds all of it is heard anew. What waited before a restart
 * waits for that: a partition's cameras each tell at least once a second, and one that carries
 * records of today and of a replay may tell of either first.
 */
final class HeardStreams {

  /** Live records of a partition may come so long after later ones. */
  private static final long LIVE_SLACK_US = 2_000_000;

  /** And so long after what they tell of happened. */
  private static final long LIVE_DELAY_US = 3_000_000;

  /** Within so long all cameras of a partition tell, of which one has told. */
  private static final long ALL_TELL_MS = 2_000;

  private final PartitionCounts counts;
  private final String camerasTopic;
  private final HeardCameras cameras;
  private final Silence silence;
  private final boolean resumed;
  private final Silence.Moment start;
  private final Map<Source, Heard> heard = new HashMap<>();

  private record Source(String topic, int partition) {}

  private static final class Heard {
    private final Map<TimeMode, Long> newestUs = new EnumMap<>(TimeMode.class);
    private Optional<Silence.Moment> first = Optional.empty();
    private Silence.Moment last;

    /** Until when all has been read; 0 while there may be something. */
    private long quietUntilUs;

    private Heard(Silence.Moment last) {
      this.last = last;
    }

    private void hearAt(Silence.Moment now) {
      first = first.or(() -> Optional.of(now));
      last = now;
    }
  }

  /**
   * @param camerasTopic full name of the topic in which cameras tell the time
   * @param resumed whether something has waited since before a restart
   */
  HeardStreams(
      PartitionCounts counts,
      String camerasTopic,
      HeardCameras cameras,
      Silence silence,
      boolean resumed) {
    this.counts = counts;
    this.camerasTopic = camerasTopic;
    this.cameras = cameras;
    this.silence = silence;
    this.resumed = resumed;
    this.start = silence.now();
  }

  /** Takes note of a signal. */
  void hear(Signal signal) {
    Silence.Moment now = silence.hear();
    int partition = signal.getSourcePartition();
    signal
        .getQuietTopics()
        .forEach(
            (topic, untilUs) -> {
              Heard quiet = find(topic, partition);
              quiet.hearAt(now);
              quiet.quietUntilUs = untilUs;
            });
    if (signal.getSourceTopic().isEmpty()) {
      return;
    }
    Heard source = find(signal.getSourceTopic(), partition);
    source.hearAt(now);
    source.quietUntilUs = 0;
    source.newestUs.merge(signal.getTimeMode(), newestUs(signal), Math::max);
    if (signal.getSourceTopic().equals(camerasTopic)) {
      cameras.hear(signal, now);
    }
  }

  private static long newestUs(Signal signal) {
    return signal.getKind() == SignalKind.MATCH
        ? signal.getWatermarkUs()
        : signal.getWatermarks().values().stream()
            .mapToLong(Long::longValue)
            .reduce(signal.getEventTimeUs(), Math::max);
  }

  private Heard find(String topic, int partition) {
    return heard.computeIfAbsent(new Source(topic, partition), s -> new Heard(silence.now()));
  }

  /** How far all have come. */
  Reached reached(WaitsFor waits) {
    Least least = new Least();
    for (WaitsFor.Part part : waits.parts()) {
      if (part.topic().equals(camerasTopic)) {
        cameras.addTo(least, waits.mode(), part);
        awaitAny(least, part);
      } else {
        add(least, waits.mode(), part);
      }
    }
    return least.reached();
  }

  /**
   * Waits for a word of each partition, and after a restart of all its cameras: the first signals
   * are those of whoever was quicker, and which cameras there are is not known before theirs.
   */
  private void awaitAny(Least least, WaitsFor.Part part) {
    for (int partition = 0; partition < counts.partitions(part.topic()); partition++) {
      Heard source = find(part.topic(), partition);
      if (!isHeardOut(source) && !silence.isSilent(source.last)) {
        least.add(Instant.MIN);
      }
    }
  }

  private boolean isHeardOut(Heard source) {
    return source.first.isPresent()
        && (!resumed || silence.isPast(source.first.get(), ALL_TELL_MS));
  }

  /** Whether a partition that tells of the other time only may still tell of this one. */
  private boolean mayTellOfBoth() {
    return resumed && !silence.isSilent(start);
  }

  private void add(Least least, TimeMode mode, WaitsFor.Part part) {
    for (int partition = 0; partition < counts.partitions(part.topic()); partition++) {
      Heard source = find(part.topic(), partition);
      Optional<Long> newest = Optional.ofNullable(source.newestUs.get(mode));
      newest.ifPresent(us -> least.seen(Micros.toInstant(us)));
      long slackUs = mode == TimeMode.LIVE ? LIVE_SLACK_US : 0;
      if (silence.isSilent(source.last)) {
        String name = "partition " + partition + " of " + part.topic();
        least.leave(name, newest.map(Micros::toInstant).orElse(Instant.MIN), part.absence());
      } else if (source.quietUntilUs > 0 && mode == TimeMode.REPLAY) {
        least.quiet();
      } else if (source.quietUntilUs > 0) {
        long until = source.quietUntilUs - LIVE_DELAY_US;
        least.add(Micros.toInstant(Math.max(until, newest.map(us -> us - slackUs).orElse(until))));
      } else if (newest.isPresent()) {
        least.add(Micros.toInstant(newest.get() - slackUs));
      } else if (source.newestUs.isEmpty() || mayTellOfBoth()) {
        least.add(Instant.MIN);
      } else {
        least.quiet();
      }
    }
  }

  /** The least of several times. */
  static final class Least {

    private final List<Left> left = new ArrayList<>();
    private Instant least = Instant.MAX;
    private Instant newest = Instant.MIN;
    private boolean isAnyQuiet;

    /** One has come so far. */
    void add(Instant at) {
      least = at.isBefore(least) ? at : least;
    }

    /** One has been so far, whatever has become of it. */
    void seen(Instant at) {
      newest = at.isAfter(newest) ? at : newest;
    }

    /** One has nothing to read, and does not say how far that is. */
    void quiet() {
      isAnyQuiet = true;
    }

    /**
     * One is not waited for.
     *
     * @param matters whether what it might have said matters
     */
    void leave(String what, Instant until, boolean matters) {
      if (matters) {
        left.add(new Left(what, until));
      }
    }

    /** Where none says how far it is, time has come to what was seen, and stands there. */
    private Reached reached() {
      boolean stands = least.equals(Instant.MAX) && isAnyQuiet;
      Instant until = stands && !newest.equals(Instant.MIN) ? newest.plusNanos(1_000) : least;
      return new Reached(stands && newest.equals(Instant.MIN) ? Instant.MIN : until, left);
    }
  }
}
