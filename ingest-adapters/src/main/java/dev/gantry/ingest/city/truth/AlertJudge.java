package dev.gantry.ingest.city.truth;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which alerts are right, and which incidents were found.
 *
 * <p>An alert is right when an incident of its kind was true at some time from its start to its
 * firing, with some tolerance, and what it names is what the incident is about: it names something
 * of it and nothing else in its place. A track, where the incident is about an actor, says more
 * than where that is. Of several the one counts that began at nearly the same time. A second alert
 * for the same incident, camera and series is wrong. One that fires after the end is right or is
 * not judged: what it tells of may turn out to be so only later, as that nobody came. Nor is one
 * that fired before the beginning, in what sensors measured until then: of that nothing is known.
 */
final class AlertJudge {

  /** An alert may begin so long after the end of what a camera saw or an account suffered. */
  private static final double TOLD_WITHIN_SECONDS = 12;

  /** And so long after the end of what is wrong with readings, of which one comes in 30 s. */
  private static final double TOLD_OF_READINGS_WITHIN_SECONDS = 60;

  private static final double AHEAD_SECONDS = 3;

  /**
   * Rules that watch for kinds of other names. What began as a drift may begin like a step, and who
   * has to look at the sensor need not know.
   */
  private static final Map<String, Set<String>> KINDS_OF_RULE =
      Map.of(
          "flow_anomaly",
          Set.of("reading_level_shift", "reading_spike", "reading_drift", "lane_blocked"),
          "reading_anomaly",
          Set.of("reading_level_shift", "reading_spike", "reading_drop", "reading_drift"),
          "camera_turned_under_attack",
          Set.of("camera_turned_during_attack"));

  /** Label that names a track. */
  static final String TRACK = "track";

  private static final String CAMERA = "camera";
  private static final String SERIES = "series";

  /** Series of what cameras see on a segment: the truth says of sensors alone what is unusual. */
  private static final String OF_SEGMENT = "segment:";

  private final List<TrueIncident> incidents;
  private final Set<String> rules;
  private final TrackFits fits;
  private final Set<String> told = new HashSet<>();
  private final Set<String> found = new HashSet<>();
  private final Map<String, KindScore> kinds = new HashMap<>();
  private final List<TrueIncident> missed = new ArrayList<>();

  /**
   * @param incidents what truly went wrong
   * @param rules names of the rules that watch
   */
  AlertJudge(List<TrueIncident> incidents, Set<String> rules, TrackFits fits) {
    this.incidents = incidents;
    this.rules = rules;
    this.fits = fits;
  }

  /**
   * Judges all alerts.
   *
   * @param from seconds; incidents that began earlier need not be found, and alerts that fired
   *     earlier do not count
   * @param until seconds; incidents that end later need not be found, alerts that fire later need
   *     not be right
   */
  Map<String, KindScore> judge(List<RaisedAlert> alerts, double from, double until) {
    alerts.stream()
        .filter(alert -> alert.firedAt() >= from && !alert.name(SERIES).startsWith(OF_SEGMENT))
        .sorted(Comparator.comparingDouble(RaisedAlert::startedAt))
        .forEach(alert -> judge(alert, until));
    incidents.forEach(incident -> count(incident, from, until));
    return kinds;
  }

  private void judge(RaisedAlert alert, double until) {
    Optional<TrueIncident> reason =
        incidents.stream()
            .filter(incident -> isRight(alert, incident) && !told.contains(key(alert, incident)))
            .min(
                Comparator.comparingDouble(
                    incident -> Math.abs(incident.begins() - alert.startedAt())));
    reason.ifPresent(
        incident -> {
          told.add(key(alert, incident));
          found.add(incident.id());
        });
    if (reason.isPresent() || alert.firedAt() <= until) {
      int right = reason.isPresent() ? 1 : 0;
      add(alert.rule(), new KindScore(isWatched(alert.rule()), 0, 0, 1, right, 0));
    }
  }

  private static String key(RaisedAlert alert, TrueIncident incident) {
    return String.join("@", incident.id(), alert.name(CAMERA), alert.name(SERIES));
  }

  private void count(TrueIncident incident, double from, double until) {
    boolean isFound = found.contains(incident.id());
    boolean isWatched = isWatched(incident.kind());
    if (!isFound && incident.begins() < from) {
      return;
    }
    if (!incident.clear()) {
      add(incident.kind(), new KindScore(isWatched, 0, 0, 0, 0, 1));
    } else if (isFound || incident.ends() <= until) {
      add(incident.kind(), new KindScore(isWatched, 1, isFound ? 1 : 0, 0, 0, 0));
      if (isWatched && !isFound) {
        missed.add(incident);
      }
    }
  }

  /** Incidents that a rule watches for, and of which no alert told; in their order. */
  List<TrueIncident> missed() {
    return List.copyOf(missed);
  }

  private void add(String kind, KindScore score) {
    kinds.merge(kind, score, KindScore::plus);
  }

  private boolean isWatched(String kind) {
    return rules.stream().anyMatch(rule -> rule.equals(kind) || kindsOf(rule).contains(kind));
  }

  /** What a rule tells of. */
  private static Set<String> kindsOf(String rule) {
    return KINDS_OF_RULE.getOrDefault(rule, Set.of(rule));
  }

  private boolean isRight(RaisedAlert alert, TrueIncident incident) {
    return kindsOf(alert.rule()).contains(incident.kind())
        && isThen(alert, incident)
        && isAbout(alert, incident);
  }

  private static boolean isThen(RaisedAlert alert, TrueIncident incident) {
    double within =
        incident.subjects().containsKey(SERIES)
            ? TOLD_OF_READINGS_WITHIN_SECONDS
            : TOLD_WITHIN_SECONDS;
    return alert.firedAt() >= incident.begins() - AHEAD_SECONDS
        && alert.startedAt() <= incident.ends() + within;
  }

  private boolean isAbout(RaisedAlert alert, TrueIncident incident) {
    String camera = alert.name(CAMERA);
    String track = alert.name(TRACK);
    if (!camera.isEmpty() && !incident.cameras().contains(camera)) {
      return false;
    }
    if (!track.isEmpty() && !incident.who().isEmpty()) {
      return fits.isAbout(camera, track, incident.who());
    }
    List<Map.Entry<String, Set<String>>> named =
        incident.subjects().entrySet().stream()
            .filter(subject -> !alert.name(subject.getKey()).isEmpty())
            .toList();
    return (!camera.isEmpty() || !named.isEmpty())
        && named.stream()
            .allMatch(subject -> subject.getValue().contains(alert.name(subject.getKey())));
  }
}
