package dev.gantry.ingest.city.truth;

import dev.gantry.domain.geometry.Box;
import dev.gantry.domain.geometry.Speeds;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Scores what was made of a simulated city against its truth, fed as results come.
 *
 * <ul>
 *   <li><b>Detection recall</b>: of the objects that {@link TrueObject#isExpected} and move, the
 *       share with a detection of their own at an IoU of .5, in every frame fed of a camera with
 *       which nothing is wrong.
 *   <li><b>Speed error</b>: of every track that has ended and was of one vehicle for {@value
 *       #LEAST_FRAMES} frames or more, its last speed against the vehicle's mean speed over these
 *       frames.
 *   <li><b>Alerts</b>: right when an incident of that kind was true at the time, up to {@value
 *       #TOLD_WITHIN_SECONDS} s after its end, seen by the alert's camera, and the alert's track,
 *       where it names one, was of whoever the incident is about. A second alert for one incident
 *       and camera is wrong.
 * </ul>
 *
 * <p>Used by one thread at a time.
 */
public final class CityScorer {

  private static final int LEAST_FRAMES = 8;
  private static final double TOLD_WITHIN_SECONDS = 12;
  private static final double AHEAD_SECONDS = 3;

  /** Frames in which a track must be of somebody to be about him. */
  private static final int LEAST_FRAMES_ABOUT = 3;

  private final CityTruth truth;
  private final Set<String> rules;
  private final Map<Integer, BitSet> fed = new HashMap<>();
  private final Map<String, Fit> fits = new HashMap<>();
  private final List<Double> speedErrors = new ArrayList<>();
  private final List<RaisedAlert> alerts = new ArrayList<>();
  private long boxesExpected;
  private long boxesFound;

  private record RaisedAlert(String rule, String camera, String track, double at) {}

  /** Whom a track is of, frame by frame. */
  private static final class Fit {
    private final Map<String, Integer> frames = new HashMap<>();
    private final Map<String, Double> speeds = new HashMap<>();

    void add(TrueObject object) {
      frames.merge(object.actorId(), 1, Integer::sum);
      speeds.merge(object.actorId(), object.speedMps(), Double::sum);
    }

    Optional<String> mostly() {
      return frames.entrySet().stream()
          .max(
              Map.Entry.<String, Integer>comparingByValue()
                  .thenComparing(Map.Entry.comparingByKey()))
          .filter(most -> most.getValue() >= LEAST_FRAMES)
          .map(Map.Entry::getKey);
    }

    double meanSpeed(String actor) {
      return speeds.getOrDefault(actor, 0.0) / frames.getOrDefault(actor, 1);
    }

    boolean isAbout(String actor) {
      return frames.getOrDefault(actor, 0) >= LEAST_FRAMES_ABOUT;
    }
  }

  /**
   * @param truth what is true
   * @param rules names of the rules that watch the city: kinds of incident
   */
  public CityScorer(CityTruth truth, Set<String> rules) {
    this.truth = truth;
    this.rules = Set.copyOf(rules);
  }

  /** Takes the detections of a frame in; a repeated frame, or one of another city, is ignored. */
  public void detections(String cameraId, long seq, List<Box> boxes) {
    Optional<Integer> camera = truth.camera(cameraId);
    if (camera.isEmpty()) {
      return;
    }
    BitSet seen = fed.computeIfAbsent(camera.get(), index -> new BitSet());
    if (seen.get((int) seq)) {
      return;
    }
    seen.set((int) seq);
    if (truth.fault(camera.get(), seq).isEmpty()) {
      List<TrueObject> expected =
          truth.frame(camera.get(), seq).stream().filter(CityScorer::isJudged).toList();
      boxesExpected += expected.size();
      boxesFound += Matching.of(expected, boxes).size();
    }
  }

  private static boolean isJudged(TrueObject object) {
    return object.isExpected() && object.speedMps() >= TrueObject.STANDING_MPS;
  }

  /** Takes in where a track was seen in a frame. */
  public void trackBox(String cameraId, long seq, String trackId, Box box) {
    truth.camera(cameraId).ifPresent(camera -> fit(camera, seq, trackId, box));
  }

  private void fit(int camera, long seq, String trackId, Box box) {
    truth.frame(camera, seq).stream()
        .filter(object -> object.box().iou(box) >= Matching.LEAST_IOU)
        .max(Comparator.comparingDouble(object -> object.box().iou(box)))
        .ifPresent(object -> fits.computeIfAbsent(trackId, id -> new Fit()).add(object));
  }

  /** Takes in the speed with which a track ended, m/s. */
  public void trackEnd(String trackId, double speedMps) {
    Fit fit = fits.get(trackId);
    if (fit != null) {
      fit.mostly()
          .ifPresent(
              actor -> speedErrors.add(Math.abs(Speeds.toKmh(speedMps - fit.meanSpeed(actor)))));
    }
  }

  /**
   * Takes an alert in, once for its whole life.
   *
   * @param rule its name, that of a kind of incident
   * @param cameraId camera it is about; empty when none in particular
   * @param trackId track it is about; empty when none
   * @param seconds when it began, since the city's beginning
   */
  public void alert(String rule, String cameraId, String trackId, double seconds) {
    alerts.add(new RaisedAlert(rule, cameraId, trackId, seconds));
  }

  /** The score so far. */
  public CityScore score() {
    long frames = fed.values().stream().mapToLong(BitSet::cardinality).sum();
    OptionalDouble error = speedErrors.stream().mapToDouble(Double::doubleValue).average();
    return new CityScore(frames, boxesExpected, boxesFound, speedErrors.size(), error, byKind());
  }

  private Map<String, KindScore> byKind() {
    int last = fed.values().stream().mapToInt(BitSet::length).max().orElse(0);
    double until = truth.scenario().secondsOf(last);
    List<TrueIncident> incidents = truth.incidentsUntil(last);
    Set<String> right = new HashSet<>();
    Set<String> found = new HashSet<>();
    Map<String, KindScore> kinds = new HashMap<>();
    for (RaisedAlert alert : alerts) {
      Optional<TrueIncident> reason =
          incidents.stream().filter(incident -> isAbout(alert, incident)).findFirst();
      boolean first = reason.isPresent() && right.add(reason.get().id() + "@" + alert.camera);
      reason.ifPresent(incident -> found.add(incident.id()));
      kinds.merge(
          alert.rule,
          new KindScore(rules.contains(alert.rule), 0, 0, 1, first ? 1 : 0),
          CityScorer::sum);
    }
    for (TrueIncident incident : incidents) {
      boolean isFound = found.contains(incident.id());
      if (isFound || (!incident.cameras().isEmpty() && incident.ends() <= until)) {
        kinds.merge(
            incident.kind(),
            new KindScore(rules.contains(incident.kind()), 1, isFound ? 1 : 0, 0, 0),
            CityScorer::sum);
      }
    }
    return kinds;
  }

  private static KindScore sum(KindScore a, KindScore b) {
    return new KindScore(
        a.watched(),
        a.incidents() + b.incidents(),
        a.found() + b.found(),
        a.alerts() + b.alerts(),
        a.right() + b.right());
  }

  private boolean isAbout(RaisedAlert alert, TrueIncident incident) {
    boolean then =
        alert.at >= incident.begins() - AHEAD_SECONDS
            && alert.at <= incident.ends() + TOLD_WITHIN_SECONDS;
    return then
        && alert.rule.equals(incident.kind())
        && (alert.camera.isEmpty() || incident.cameras().contains(alert.camera))
        && isSame(alert, incident);
  }

  private boolean isSame(RaisedAlert alert, TrueIncident incident) {
    Fit fit = fits.get(alert.track);
    return alert.track.isEmpty()
        || incident.who().isEmpty()
        || (fit != null && fit.isAbout(incident.who()));
  }
}
