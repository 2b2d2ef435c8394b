package dev.gantry.ingest;

import dev.gantry.domain.geometry.Box;
import dev.gantry.domain.time.Micros;
import dev.gantry.ingest.city.CityScenario;
import dev.gantry.ingest.city.truth.CityScore;
import dev.gantry.ingest.city.truth.CityScorer;
import dev.gantry.ingest.city.truth.CityTruth;
import dev.gantry.ingest.city.truth.RaisedAlert;
import dev.gantry.ingest.city.truth.TrueIncident;
import dev.gantry.ingest.city.truth.Truth;
import dev.gantry.schemas.records.Alert;
import dev.gantry.schemas.records.FrameDetections;
import dev.gantry.schemas.records.TrackState;
import dev.gantry.schemas.records.TrackUpdate;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/** Scores records that came of a simulated city against its truth. Used by one thread at a time. */
public final class CityRecordScorer {

  private static final double MICROS = 1e6;

  /** Alerts about a track come while it goes on, or a few seconds later. */
  private static final int FRAMES_BEHIND = 600;

  /** Frames kept at most, however far one camera's results are behind another's. */
  private static final int MOST_FRAMES = 3_000;

  private final CityScorer scorer;
  private final long startUs;
  private final OptionalLong epoch;
  private final Reached detections;
  private final Reached tracks;
  private final Set<String> alerts = new HashSet<>();

  /**
   * Of the records that Gantry made. Those of another city, which lie in the same topics where data
   * are kept, count for nothing: its frames and tracks are of another epoch.
   *
   * @param startTime event time of the city's beginning
   * @param rules names of the rules that watch it
   */
  public CityRecordScorer(CityScenario scenario, Instant startTime, Set<String> rules) {
    this(
        CityTruth.forScores(scenario, startTime),
        startTime,
        rules,
        OptionalLong.of(StreamEpoch.of(startTime, scenario)));
  }

  /**
   * Of the records that anybody made, whatever they say of epochs.
   *
   * @param startTime event time of the city's beginning
   * @param rules names of the rules that watch it
   */
  public CityRecordScorer(Truth truth, Instant startTime, Set<String> rules) {
    this(truth, startTime, rules, OptionalLong.empty());
  }

  private CityRecordScorer(Truth truth, Instant startTime, Set<String> rules, OptionalLong epoch) {
    this.scorer = new CityScorer(truth, rules);
    this.startUs = Micros.of(startTime);
    this.epoch = epoch;
    this.detections = new Reached(truth.cameraCount());
    this.tracks = new Reached(truth.cameraCount());
  }

  /**
   * As {@link #add(FrameDetections)}, of a city that may have been begun by an earlier run, of
   * which nothing is given: what was before the earliest frame counts for nothing.
   */
  public void addOfThisRun(FrameDetections frame) {
    if (!isOfAnotherCity(frame.getStreamEpoch())) {
      scorer.judgeFrom(frame.getFrameSeq());
    }
    add(frame);
  }

  /** Takes in the detections of a frame. */
  public void add(FrameDetections frame) {
    if (isOfAnotherCity(frame.getStreamEpoch())) {
      return;
    }
    detections.add(frame.getCameraId(), frame.getFrameSeq());
    scorer.detections(
        frame.getCameraId(),
        frame.getFrameSeq(),
        frame.getDetections().stream()
            .map(found -> new Box(found.getX(), found.getY(), found.getWidth(), found.getHeight()))
            .toList());
  }

  /** Judges alerts up to a frame, where no detections come. */
  public void reach(long seq) {
    scorer.judgeUntil(seq + 1);
  }

  /** Takes in a step of a track; those of one track in order. */
  public void add(TrackUpdate update) {
    if (isOfAnotherCity(update.getStreamEpoch())) {
      return;
    }
    tracks.add(update.getCameraId(), update.getFrameSeq());
    double mps = update.getSpeedMps();
    double sigma = update.getSpeedSigmaMps();
    String camera = update.getCameraId();
    if (update.getState() == TrackState.END) {
      if (update.getSpeedKnown()) {
        scorer.trackEnd(camera, update.getTrackId(), mps, sigma);
      }
      scorer.trackOver(camera, update.getTrackId(), update.getFrameSeq());
    } else if (update.getObserved()) {
      Box box = new Box(update.getX(), update.getY(), update.getWidth(), update.getHeight());
      scorer.trackBox(camera, update.getFrameSeq(), update.getTrackId(), box);
      if (update.getSpeedKnown()) {
        scorer.liveSpeed(camera, update.getFrameSeq(), update.getTrackId(), box, mps, sigma);
      }
    }
  }

  /** Takes in an alert; its later changes say nothing new. One without an id is one of its own. */
  public void add(Alert alert) {
    boolean isNew = alert.getAlertId().isEmpty() || alerts.add(alert.getAlertId());
    if (isNew && !isOfAnotherCity(alert)) {
      scorer.alert(
          new RaisedAlert(
              alert.getRule(),
              seconds(alert.getStartedAtUs()),
              seconds(Math.max(alert.getStartedAtUs(), alert.getFiredAtUs())),
              alert.getLabels()));
    }
  }

  private boolean isOfAnotherCity(long streamEpoch) {
    return epoch.isPresent() && epoch.getAsLong() != streamEpoch;
  }

  /**
   * Whether it names a track of another epoch; what else it may name is called alike everywhere.
   */
  private boolean isOfAnotherCity(Alert alert) {
    String track = alert.getLabels().getOrDefault("track", "");
    return epoch.isPresent() && !track.isEmpty() && !track.contains("-" + epoch.getAsLong() + "-");
  }

  private double seconds(long micros) {
    return (micros - startUs) / MICROS;
  }

  /**
   * Lets go of what is known of frames of which detections and tracks of all cameras have come, and
   * some more after them; and of those that are {@value #MOST_FRAMES} behind, whatever has come.
   */
  public void forgetWhatIsThrough() {
    long slowest = Math.min(detections.slowest(), tracks.slowest());
    long fastest = Math.max(detections.fastest(), tracks.fastest());
    forgetBefore(Math.max(slowest - FRAMES_BEHIND, fastest - MOST_FRAMES));
  }

  /** Lets go of what is known of the frames before one, of which no records come any more. */
  public void forgetBefore(long seq) {
    scorer.forgetBefore(seq);
  }

  /** The score so far. */
  public CityScore score() {
    return scorer.score();
  }

  /** Incidents that a rule watches for, and of which no alert told so far; in their order. */
  public List<TrueIncident> missed() {
    return scorer.missed();
  }
}
