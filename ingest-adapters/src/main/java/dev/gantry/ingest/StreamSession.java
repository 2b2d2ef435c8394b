package dev.gantry.ingest;

import dev.gantry.domain.time.Micros;
import dev.gantry.ingest.FrameSource.Ending;
import dev.gantry.ingest.StreamPositions.StreamPosition;
import dev.gantry.schemas.records.CameraEvent;
import dev.gantry.schemas.records.CameraEventType;
import dev.gantry.schemas.records.Frame;
import dev.gantry.schemas.records.TimeMode;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run through footage: where to go on, the pace, the records, the events. Used by the thread of
 * the run, but for the pacer's stop.
 */
final class StreamSession {

  private static final Logger log = LoggerFactory.getLogger(StreamSession.class);

  private final StreamSettings settings;
  private final Footage footage;
  private final FramePublisher publisher;
  private final SourceProgress progress;
  private final LiveStats stats;
  private final Pacer pacer;
  private final Clock clock;

  private long epoch;
  private long resumeAt;
  private long nextSeq;
  private boolean online;
  private boolean begun;
  private boolean toldFailure;
  private long selected;
  private Duration position = Duration.ZERO;
  private long damagedFrames;
  private String damageReason = "";

  StreamSession(
      StreamSettings settings,
      Footage footage,
      FramePublisher publisher,
      SourceProgress progress,
      LiveStats stats,
      Pacer pacer,
      Clock clock) {
    this.settings = settings;
    this.footage = footage;
    this.publisher = publisher;
    this.progress = progress;
    this.stats = stats;
    this.pacer = pacer;
    this.clock = clock;
    this.epoch = StreamEpoch.withoutContent(settings.startTime());
  }

  /** Plays the footage to its end: whatever happens, Kafka is told and the caller too. */
  Ending run() {
    Ending ending;
    try {
      ending = runUnlessEnded();
    } catch (InterruptedException | InterruptException e) {
      boolean cleared = Thread.interrupted(); // else the event could not be sent
      log.debug("{} interrupted, flag {}", footage.name(), cleared);
      ending = stopped("interrupted");
      Thread.currentThread().interrupt();
    } catch (SourceException e) {
      tellFailure(e);
      throw e;
    }
    progress.finished(ending, stats);
    return ending;
  }

  private Ending runUnlessEnded() throws InterruptedException {
    byte[] hash = footage.contentHash(this::isStopped);
    if (pacer.isStopped()) {
      return Ending.STOPPED;
    }
    if (findPosition(hash)) {
      return Ending.ALREADY_ENDED;
    }
    footage.play(this);
    return pacer.isStopped() ? stopped("stopped") : ended();
  }

  private void tellFailure(SourceException failure) {
    if (toldFailure) {
      return;
    }
    try {
      event(CameraEventType.OFFLINE, String.valueOf(failure.getMessage()), nextSeq, 0);
    } catch (PublishException e) {
      failure.addSuppressed(e);
    }
  }

  /** Whether all frames of this stream are in Kafka; else sets where to go on. */
  private boolean findPosition(byte[] contentHash) {
    epoch = StreamEpoch.of(settings.startTime(), contentHash);
    StreamPosition latest =
        publisher.latest(settings.cameraId()).orElse(new StreamPosition(epoch, -1, false));
    if (latest.streamEpoch() > epoch) {
      throw new SourceException(
          ("%s: expected a later stream than the one camera %s has, found epoch %d below %d;"
                  + " give it a start time after %s")
              .formatted(
                  footage.name(),
                  settings.cameraId(),
                  epoch,
                  latest.streamEpoch(),
                  StreamEpoch.startTimeOf(latest.streamEpoch())));
    }
    if (latest.streamEpoch() == epoch) {
      resumeAt = latest.lastSeq() + 1;
      nextSeq = resumeAt;
      stats.reach(resumeAt);
      return latest.ended();
    }
    return false;
  }

  /** Says that frames are coming, when the first one is there. */
  private void online(Duration at) {
    if (!online) {
      online = true;
      position = at;
      event(CameraEventType.ONLINE, "", nextSeq, 0);
      if (!begun) {
        begun = true;
        progress.started(epoch, resumeAt);
      }
    }
  }

  boolean isStopped() {
    return pacer.isStopped();
  }

  /** Whether an earlier run has dealt with a frame; then it is counted and not wanted again. */
  boolean passOver(long seq, Duration at) {
    if (seq >= resumeAt) {
      return false;
    }
    position = at;
    stats.countAlreadySent();
    return true;
  }

  /** Counts a frame that is left out to keep to the frame rate asked for. */
  void leaveOut() {
    stats.countLeftOut();
  }

  /** Counts a frame towards those of the stream, sent now or before. */
  void select() {
    selected++;
  }

  /** Waits until the frame is due and sends it, unless stopped meanwhile. */
  void send(long seq, Duration at, int width, int height, byte[] jpeg) throws InterruptedException {
    pacer.awaitDue(at);
    if (pacer.isStopped()) {
      return;
    }
    online(at);
    publisher.frame(
        frame(seq, at, width, height, jpeg), () -> stats.countArrived(at, pacer.lag(at)));
    reach(seq, at);
    stats.countSent();
    progress.advanced(stats);
  }

  /** Waits until a frame is due that the camera did not deliver; says so at the first such. */
  void miss(long seq, Duration at, String reason) throws InterruptedException {
    pacer.awaitDue(at);
    if (pacer.isStopped()) {
      return;
    }
    reach(seq, at);
    if (online) {
      online = false;
      event(CameraEventType.OFFLINE, reason, seq, 0);
    }
  }

  private void reach(long seq, Duration at) {
    nextSeq = seq + 1;
    position = at;
    stats.reach(nextSeq);
  }

  private Frame frame(long seq, Duration at, int width, int height, byte[] jpeg) {
    long capturedAt = Micros.of(settings.startTime().plus(at));
    return FrameImage.jpeg(width, height, jpeg)
        .setCameraId(settings.cameraId())
        .setStreamEpoch(epoch)
        .setFrameSeq(seq)
        .setCapturedAtUs(capturedAt)
        .setCapturedAtRawUs(capturedAt)
        .setIngestedAtUs(Micros.of(clock.instant()))
        .setTimeMode(TimeMode.REPLAY)
        .setSource(footage.name())
        .build();
  }

  /** Takes a frame down that can't be decoded, to be told with those next to it. */
  void noteDamaged(long seq, Duration at, String reason) {
    stats.countUndecodable(1);
    if (seq < resumeAt) {
      return; // an earlier run has told
    }
    damagedFrames++;
    if (damagedFrames == 1) {
      damageReason = reason;
    }
    online(at);
    reach(seq, at);
  }

  /** Says which frames could not be decoded since the last time. */
  void tellDamaged() {
    if (damagedFrames > 0) {
      tellSkipped(damagedFrames, damageReason);
      damagedFrames = 0;
    }
  }

  /** Says that frames are missing, without knowing which. */
  void tellLost(long frames, String reason) {
    stats.countUndecodable(frames);
    tellSkipped(frames, reason);
  }

  private void tellSkipped(long frames, String reason) {
    event(CameraEventType.SKIPPED, reason, Math.max(0, nextSeq - 1), frames);
    progress.skipped(frames, reason);
  }

  /** The source broke off: what there was is sent, and there will be no more. */
  SourceException brokenOff(String reason) {
    event(CameraEventType.OFFLINE, reason, nextSeq, 0);
    event(CameraEventType.ENDED, reason, nextSeq, selected);
    toldFailure = true;
    return new SourceException(reason);
  }

  private Ending ended() {
    event(CameraEventType.ENDED, "", nextSeq, selected);
    return Ending.ENDED;
  }

  private Ending stopped(String reason) {
    if (online) {
      event(CameraEventType.OFFLINE, reason, nextSeq, 0);
    }
    return Ending.STOPPED;
  }

  /**
   * @param seq for SKIPPED the last frame left out, else the first frame that is still to come
   */
  private void event(CameraEventType type, String reason, long seq, long frames) {
    publisher.event(
        CameraEvent.newBuilder()
            .setCameraId(settings.cameraId())
            .setSite(settings.site())
            .setStreamEpoch(epoch)
            .setType(type)
            .setOccurredAtUs(Micros.of(settings.startTime().plus(position)))
            .setIngestedAtUs(Micros.of(clock.instant()))
            .setTimeMode(TimeMode.REPLAY)
            .setReason(reason)
            .setFrameSeq(seq)
            .setFrameCount(frames)
            .setSource(footage.name())
            .setOrigins(List.of())
            .build());
  }
}
