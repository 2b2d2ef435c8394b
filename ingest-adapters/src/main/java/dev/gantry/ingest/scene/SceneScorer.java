package dev.gantry.ingest.scene;

import dev.gantry.domain.geometry.Box;
import java.time.Duration;
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
import java.util.function.LongFunction;
import java.util.stream.Stream;

/**
 * Scores what was made of a {@link Scene} against its truth, fed as results come.
 *
 * <ul>
 *   <li><b>Detection recall</b>: of the vehicles whose box is at least {@link #MIN_SIDE} pixels
 *       wide and high and that are at least {@link #MIN_VISIBLE_SHARE} visible, the share with a
 *       detection of their own at an IoU of {@link #MIN_IOU}; from the first frame fed to the last,
 *       and a frame left out between them counts as one without detections.
 *   <li><b>Speed error</b>: one speed a vehicle, that of the track which fits most of its boxes (at
 *       least {@link #MIN_TRACK_FRAMES}).
 *   <li><b>Alerts</b>: right when its track fits a vehicle with an incident of that rule in at
 *       least {@link #MIN_TRACK_FRAMES} frames, whatever else it was taken for later; a second
 *       alert for one incident is wrong. Incidents that are not wholly between the first frame and
 *       the last are expected only once an alert names them.
 * </ul>
 *
 * <p>Memory grows with vehicles, not with frames. Used by one thread at a time.
 */
public final class SceneScorer {

  /** Smaller vehicles (a car beyond 50 m) need not be found, pixels. */
  public static final double MIN_SIDE = 20;

  /** Vehicles of which less is visible need not be found. */
  public static final double MIN_VISIBLE_SHARE = .7;

  /** Intersection over union from which two boxes are of the same vehicle. */
  public static final double MIN_IOU = .5;

  /** Frames in which a track must fit a vehicle before its speed is judged. */
  public static final int MIN_TRACK_FRAMES = 5;

  private final LongFunction<FrameTruth> truth;
  private final LongFunction<List<Incident>> incidentsBefore;

  private final BitSet seen = new BitSet();
  private final Map<String, Integer> framesByVehicle = new HashMap<>();
  private final Map<String, Map<String, Integer>> fitsByTrack = new HashMap<>();
  private final Map<String, Double> speedByVehicle = new HashMap<>();
  private final Map<String, Double> speedByTrack = new HashMap<>();
  private final List<RaisedAlert> alerts = new ArrayList<>();
  private long boxesExpected;
  private long boxesFound;

  private record RaisedAlert(String rule, String trackId) {}

  private record Pair(int vehicle, int box, double iou) {}

  /** In how many frames a track fits a vehicle. */
  private record Fit(String track, String vehicle, int frames) {

    private static final Comparator<Fit> ORDER =
        Comparator.comparingInt(Fit::frames).thenComparing(Fit::track).thenComparing(Fit::vehicle);

    static Fit better(Fit a, Fit b) {
      return ORDER.compare(a, b) >= 0 ? a : b;
    }
  }

  private record IncidentKey(String rule, String vehicleId) {}

  /**
   * @param seed of the scene
   */
  public SceneScorer(long seed) {
    this(new SceneTruth(seed));
  }

  private SceneScorer(SceneTruth truth) {
    this(truth::frame, truth::incidentsBefore);
  }

  SceneScorer(LongFunction<FrameTruth> truth, LongFunction<List<Incident>> incidentsBefore) {
    this.truth = truth;
    this.incidentsBefore = incidentsBefore;
  }

  /**
   * Takes the detections of a frame in; a repeated frame is ignored.
   *
   * @param seq index of the frame, 0 or more, below 2^31 (6 years)
   * @param boxes pixels
   */
  public void detections(long seq, List<Box> boxes) {
    int index = Math.toIntExact(seq);
    if (seen.get(index)) {
      return;
    }
    seen.set(index);
    List<VehicleTruth> expected = expectedIn(truth.apply(seq));
    expected.forEach(vehicle -> framesByVehicle.merge(vehicle.id(), 1, Integer::sum));
    boxesExpected += expected.size();
    boxesFound += matches(expected, boxes);
  }

  /** Takes the place of a track in a frame in. */
  public void trackBox(String trackId, long seq, Box box) {
    truth.apply(seq).vehicles().stream()
        .filter(vehicle -> vehicle.box().iou(box) >= MIN_IOU)
        .max(Comparator.comparingDouble(vehicle -> vehicle.box().iou(box)))
        .ifPresent(vehicle -> countFit(trackId, vehicle));
  }

  private void countFit(String trackId, VehicleTruth vehicle) {
    speedByVehicle.put(vehicle.id(), vehicle.speedKmh());
    fitsByTrack
        .computeIfAbsent(trackId, id -> new HashMap<>())
        .merge(vehicle.id(), 1, Integer::sum);
  }

  /** Takes the speed of a track in, km/h; the last one counts. */
  public void trackSpeed(String trackId, double speedKmh) {
    speedByTrack.put(trackId, speedKmh);
  }

  /** Takes an alert in, once for its whole life. */
  public void alert(String rule, String trackId) {
    alerts.add(new RaisedAlert(rule, trackId));
  }

  /** The score so far. */
  public SceneScore score() {
    List<Double> errors = speedErrors();
    Set<IncidentKey> found = incidentsFound();
    OptionalDouble mae = errors.stream().mapToDouble(Double::doubleValue).average();
    return new SceneScore(
        seen.cardinality(),
        boxesExpected + boxesExpectedInGaps(),
        boxesFound,
        (int) framesByVehicle.values().stream().filter(frames -> frames >= Scene.FPS).count(),
        errors.size(),
        mae,
        alerts.size(),
        found.size(),
        incidentsExpected(found));
  }

  private static List<VehicleTruth> expectedIn(FrameTruth frame) {
    return frame.vehicles().stream()
        .filter(vehicle -> vehicle.visibleShare() >= MIN_VISIBLE_SHARE)
        .filter(vehicle -> Math.min(vehicle.box().width(), vehicle.box().height()) >= MIN_SIDE)
        .toList();
  }

  /** Pairs vehicles and boxes one to one, the best fits first; how many pairs there are. */
  private static int matches(List<VehicleTruth> vehicles, List<Box> boxes) {
    List<Pair> pairs = new ArrayList<>();
    for (int v = 0; v < vehicles.size(); v++) {
      for (int b = 0; b < boxes.size(); b++) {
        double iou = vehicles.get(v).box().iou(boxes.get(b));
        if (iou >= MIN_IOU) {
          pairs.add(new Pair(v, b, iou));
        }
      }
    }
    pairs.sort(Comparator.comparingDouble((Pair pair) -> -pair.iou()));
    Set<Integer> vehiclesTaken = new HashSet<>();
    Set<Integer> boxesTaken = new HashSet<>();
    for (Pair pair : pairs) {
      if (!vehiclesTaken.contains(pair.vehicle()) && boxesTaken.add(pair.box())) {
        vehiclesTaken.add(pair.vehicle());
      }
    }
    return vehiclesTaken.size();
  }

  private long boxesExpectedInGaps() {
    long expected = 0;
    for (int seq = seen.nextClearBit(Math.max(0, seen.nextSetBit(0)));
        seq < seen.length();
        seq = seen.nextClearBit(seq + 1)) {
      expected += expectedIn(truth.apply(seq)).size();
    }
    return expected;
  }

  private List<Double> speedErrors() {
    Map<String, Fit> bestByVehicle = new HashMap<>();
    fitsByTrack.keySet().stream()
        .flatMap(track -> fitOf(track).stream())
        .filter(fit -> fit.frames() >= MIN_TRACK_FRAMES)
        .forEach(fit -> bestByVehicle.merge(fit.vehicle(), fit, Fit::better));
    List<Double> errors = new ArrayList<>();
    for (Fit fit : bestByVehicle.values()) {
      Double stated = speedByTrack.get(fit.track());
      Double real = speedByVehicle.get(fit.vehicle());
      if (stated != null && real != null) {
        errors.add(Math.abs(stated - real));
      }
    }
    return errors;
  }

  /** The vehicle that a track fits most often. */
  private Optional<Fit> fitOf(String trackId) {
    return fitsOf(trackId).reduce(Fit::better);
  }

  private Stream<Fit> fitsOf(String trackId) {
    return fitsByTrack.getOrDefault(trackId, Map.of()).entrySet().stream()
        .map(entry -> new Fit(trackId, entry.getKey(), entry.getValue()));
  }

  private Set<IncidentKey> incidentsFound() {
    Set<IncidentKey> real = new HashSet<>();
    incidentsBefore.apply(seen.length()).forEach(incident -> real.add(keyOf(incident)));
    Set<IncidentKey> found = new HashSet<>();
    for (RaisedAlert alert : alerts) {
      fitsOf(alert.trackId())
          .filter(fit -> fit.frames() >= MIN_TRACK_FRAMES)
          .map(fit -> new IncidentKey(alert.rule(), fit.vehicle()))
          .filter(real::contains)
          .forEach(found::add);
    }
    return found;
  }

  private int incidentsExpected(Set<IncidentKey> found) {
    Set<IncidentKey> expected = new HashSet<>(found);
    Duration first = SceneTruth.timeOf(Math.max(0, seen.nextSetBit(0)));
    Duration last = SceneTruth.timeOf(seen.length());
    incidentsBefore.apply(seen.length()).stream()
        .filter(incident -> incident.from().compareTo(first) >= 0)
        .filter(incident -> incident.until().compareTo(last) <= 0)
        .forEach(incident -> expected.add(keyOf(incident)));
    return expected.size();
  }

  private static IncidentKey keyOf(Incident incident) {
    return new IncidentKey(incident.kind().rule(), incident.vehicleId());
  }
}
