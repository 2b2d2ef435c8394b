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
import java.util.function.ToDoubleFunction;

/**
 * Scores what was made of a simulated city against its truth, fed as results come.
 *
 * <ul>
 *   <li><b>Detection recall</b>: of the objects that {@link TrueObject#isExpected} and move, the
 *       share with a detection of their own at an IoU of .5, in every frame fed of a camera with
 *       which nothing is wrong.
 *   <li><b>Detection precision</b>: of the boxes in these frames, the share that are of an object
 *       of their own at that IoU, whatever its size, and whether it moves or not.
 *   <li><b>Speed error</b>: of every track that has ended and was of one object for some frames
 *       with a known speed, its last speed against the object's mean speed over these frames; see
 *       {@link TrackFits}. Tracks of cameras with which something was wrong meanwhile are left out.
 *   <li><b>Intervals</b>: the same, and every speed told meanwhile against the object's speed at
 *       that moment: whether the 95 % interval holds it.
 *   <li><b>Alerts</b>, those about roads and cameras as those about readings, tasks and accounts:
 *       right when what they tell of was so; see {@link AlertJudge}.
 * </ul>
 *
 * <p>Used by one thread at a time.
 */
public final class CityScorer {

  /** Overlap from which a track is about somebody on foot, whose shadow may be in its box. */
  private static final double LEAST_IOU_OF_PERSON = .3;

  /** The beginning of the city, where nobody says otherwise. */
  private static final long NOWHERE = Long.MAX_VALUE;

  private final Truth truth;
  private final Set<String> rules;
  private final Map<Integer, BitSet> fed = new HashMap<>();
  private final TrackFits fits = new TrackFits();

  /** As {@code fits}, in the frames in which the speed was known. */
  private final TrackFits timed = new TrackFits();

  private final Set<Track> misled = new HashSet<>();

  /** Last frames of tracks that are over, of which an alert may still come. */
  private final Map<Track, Long> over = new HashMap<>();

  /** Ids of tracks that alerts name. */
  private final Set<String> named = new HashSet<>();

  private int tracksTimed;
  private double speedErrors;
  private IntervalScore finalSpeeds = IntervalScore.NONE;
  private IntervalScore liveSpeeds = IntervalScore.NONE;
  private final List<RaisedAlert> alerts = new ArrayList<>();
  private long boxesExpected;
  private long boxesFound;
  private long boxesTold;
  private long boxesRight;
  private long judgedFrom = NOWHERE;
  private int judgedUntil;
  private long forgotten;

  /** Two cameras may give their tracks the same ids. */
  private record Track(String camera, String id) {}

  /**
   * @param truth what is true
   * @param rules names of the rules that watch the city: kinds of incident
   */
  public CityScorer(Truth truth, Set<String> rules) {
    this.truth = truth;
    this.rules = Set.copyOf(rules);
  }

  /**
   * Takes the detections of a frame in; a repeated frame, or one of a camera of no such id, is
   * ignored.
   */
  public void detections(String cameraId, long seq, List<Box> boxes) {
    Optional<Integer> camera = judged(cameraId, seq);
    if (camera.isEmpty()) {
      return;
    }
    BitSet seen = fed.computeIfAbsent(camera.get(), index -> new BitSet());
    if (seen.get((int) seq)) {
      return;
    }
    seen.set((int) seq);
    if (!truth.isFaulty(camera.get(), seq)) {
      List<TrueObject> all = truth.frame(camera.get(), seq);
      boxesTold += boxes.size();
      boxesRight += Matching.of(all, boxes).size();
      List<TrueObject> expected = all.stream().filter(CityScorer::isJudged).toList();
      boxesExpected += expected.size();
      boxesFound += Matching.of(expected, boxes).size();
    }
  }

  /** Index of a camera of the city, unless the frame is forgotten. */
  private Optional<Integer> judged(String cameraId, long seq) {
    return seq < forgotten ? Optional.empty() : truth.camera(cameraId);
  }

  private static boolean isJudged(TrueObject object) {
    return object.isExpected() && object.speedMps() >= TrueObject.STANDING_MPS;
  }

  /** Takes in where a track was seen in a frame. */
  public void trackBox(String cameraId, long seq, String trackId, Box box) {
    Optional<Integer> camera = judged(cameraId, seq);
    camera.ifPresent(
        index -> {
          find(index, seq, box, CityScorer::leastIouAbout)
              .ifPresent(object -> fits.add(cameraId, trackId, object));
          if (truth.isFaulty(index, seq)) {
            misled.add(new Track(cameraId, trackId));
          }
        });
  }

  /**
   * Takes in the speed told of a track in a frame.
   *
   * @param box where it was seen in that frame
   * @param mps m/s
   * @param sigmaMps its standard error, m/s
   */
  public void liveSpeed(
      String cameraId, long seq, String trackId, Box box, double mps, double sigmaMps) {
    judged(cameraId, seq)
        .filter(camera -> !truth.isFaulty(camera, seq))
        .flatMap(camera -> find(camera, seq, box, object -> Matching.LEAST_IOU))
        .ifPresent(
            object -> {
              timed.add(cameraId, trackId, object);
              liveSpeeds = liveSpeeds.plus(IntervalScore.of(mps, sigmaMps, object.speedMps()));
            });
  }

  private static double leastIouAbout(TrueObject object) {
    return object.label().equals("person") ? LEAST_IOU_OF_PERSON : Matching.LEAST_IOU;
  }

  private Optional<TrueObject> find(
      int camera, long seq, Box box, ToDoubleFunction<TrueObject> leastIou) {
    return truth.frame(camera, seq).stream()
        .filter(object -> object.box().iou(box) >= leastIou.applyAsDouble(object))
        .max(Comparator.comparingDouble(object -> object.box().iou(box)));
  }

  /**
   * Takes in the speed with which a track ended.
   *
   * @param mps m/s
   * @param sigmaMps its standard error, m/s
   */
  public void trackEnd(String cameraId, String trackId, double mps, double sigmaMps) {
    boolean isMisled = misled.remove(new Track(cameraId, trackId));
    OptionalDouble mean = isMisled ? OptionalDouble.empty() : timed.meanSpeed(cameraId, trackId);
    mean.ifPresent(
        truly -> {
          tracksTimed++;
          speedErrors += Math.abs(Speeds.toKmh(mps - truly));
          finalSpeeds = finalSpeeds.plus(IntervalScore.of(mps, sigmaMps, truly));
        });
  }

  /**
   * Judges alerts from a frame on, the earliest that was given, of a city that goes on: what
   * happened before it was told of before.
   */
  public void judgeFrom(long seq) {
    judgedFrom = Math.min(judgedFrom, seq);
  }

  private double from() {
    return judgedFrom == NOWHERE ? 0 : truth.secondsOf(judgedFrom);
  }

  /**
   * Judges alerts at least up to before a frame, though no detections of it come.
   *
   * @param seq what happened before it should have been told of
   */
  public void judgeUntil(long seq) {
    judgedUntil = (int) Math.max(judgedUntil, seq);
  }

  /**
   * Notes that a track is over; whom it was of is known until {@link #forgetBefore}.
   *
   * @param seq its last frame
   */
  public void trackOver(String cameraId, String trackId, long seq) {
    Track track = new Track(cameraId, trackId);
    timed.forget(cameraId, trackId);
    misled.remove(track);
    over.put(track, seq);
  }

  /**
   * Lets go of the truth of the frames before one, and of the tracks that were over then: what
   * comes of these frames later counts for nothing. Tracks that an alert has named are kept.
   */
  public void forgetBefore(long seq) {
    if (seq > forgotten) {
      forgotten = seq;
      truth.forgetBefore(seq);
      List<Track> gone =
          over.entrySet().stream()
              .filter(track -> track.getValue() < seq)
              .map(Map.Entry::getKey)
              .toList();
      gone.forEach(over::remove);
      gone.stream()
          .filter(track -> !named.contains(track.id))
          .forEach(track -> fits.forget(track.camera, track.id));
    }
  }

  /** Tracks of which it is known whom they were of. */
  int tracksKnown() {
    return fits.size();
  }

  /** Takes an alert in, once for its whole life. */
  public void alert(RaisedAlert alert) {
    alerts.add(alert);
    named.add(alert.name(AlertJudge.TRACK));
  }

  /** The score so far. */
  public CityScore score() {
    long frames = fed.values().stream().mapToLong(BitSet::cardinality).sum();
    OptionalDouble error =
        tracksTimed == 0 ? OptionalDouble.empty() : OptionalDouble.of(speedErrors / tracksTimed);
    return new CityScore(
        frames,
        boxesExpected,
        boxesFound,
        boxesTold,
        boxesRight,
        tracksTimed,
        error,
        finalSpeeds,
        liveSpeeds,
        byKind());
  }

  /** Incidents that a rule watches for, and of which no alert told so far; in their order. */
  public List<TrueIncident> missed() {
    int last = last();
    AlertJudge judge = judge(last);
    judge.judge(alerts, from(), truth.secondsOf(last));
    return judge.missed();
  }

  private Map<String, KindScore> byKind() {
    int last = last();
    return judge(last).judge(alerts, from(), truth.secondsOf(last));
  }

  private AlertJudge judge(int last) {
    return new AlertJudge(truth.incidentsUntil(last), rules, fits);
  }

  /** As far as frames were fed, of whichever camera, or as far as asked for. */
  private int last() {
    int fedUntil = fed.values().stream().mapToInt(BitSet::length).max().orElse(0);
    return Math.max(judgedUntil, fedUntil);
  }
}
