package dev.gantry.ingest.city.staff;

import dev.gantry.ingest.city.CityRecords;
import dev.gantry.ingest.city.CityScenario;
import dev.gantry.ingest.city.Draws;
import dev.gantry.ingest.city.RecordTimes;
import dev.gantry.ingest.city.camera.Gate;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes down what happens with credentials, in the order in which it happens. With every success
 * it tells what an identity service knows: when the account was last used, and since when the
 * device is known.
 */
final class SignInLog {

  private static final double DAY = 86_400;

  private final CityScenario scenario;
  private final RecordTimes times;
  private final Map<String, Double> lastUsed = new HashMap<>();
  private final Map<String, Double> knownSince = new HashMap<>();
  private final String city;
  private long count;

  SignInLog(CityScenario scenario, RecordTimes times) {
    this.scenario = scenario;
    this.times = times;
    this.city = times.nameOf(scenario);
  }

  /** Says since when an account has not been used, seconds, before the city's beginning. */
  void unusedSince(String principal, double seconds) {
    lastUsed.put(principal, seconds);
  }

  /** Says since when a device is known, seconds; any other is new when it is first used. */
  void knows(String device, double since) {
    knownSince.put(device, since);
  }

  /** Writes a sign-in down. */
  void write(SignIn signIn, CityRecords.Sink sink) {
    Map<String, String> attributes = new TreeMap<>(signIn.attributes());
    String sessionId = "";
    if (signIn.type() == SignIn.Type.LOGIN_SUCCEEDED) {
      tell(signIn, attributes);
      sessionId = String.format(Locale.ROOT, "s-%08x", (int) draw(3));
      lastUsed.put(signIn.session().principal(), signIn.at());
    }
    sink.signIn(
        new AuthRecord(
            id(),
            signIn.type().label(),
            signIn.type().outcome(),
            signIn.session(),
            1024 + (int) Math.floorMod(draw(1), 64_000L),
            signIn.method(),
            signIn.reason(),
            "",
            sessionId,
            times.micros(signIn.at()),
            times.ingested(signIn.at(), draw(2)),
            attributes));
    count++;
  }

  /** Writes down that somebody held a badge to a gate. */
  void writeBadge(double at, Person person, Gate gate, boolean isGranted, CityRecords.Sink sink) {
    sink.signIn(
        new AuthRecord(
            id(),
            isGranted ? "access.granted" : "access.denied",
            isGranted ? AuthRecord.Outcome.SUCCESS : AuthRecord.Outcome.FAILURE,
            Session.badge(person),
            0,
            "badge",
            isGranted ? "" : "badge not read",
            gate.id(),
            "",
            times.micros(at),
            times.ingested(at, draw(2)),
            Map.of("camera_id", gate.cameraId())));
    count++;
  }

  private String id() {
    return String.format(Locale.ROOT, "auth-%s-%07d", city, count);
  }

  private void tell(SignIn signIn, Map<String, String> attributes) {
    Session session = signIn.session();
    long hash = Draws.mix(scenario.seed(), session.principal().hashCode());
    double before = -DAY * (.4 + 2 * Draws.uniform(hash));
    double last = lastUsed.getOrDefault(session.principal(), before);
    attributes.put("last_sign_in_at", times.text(last));
    if (!session.device().isEmpty()) {
      double known = knownSince.computeIfAbsent(session.device(), device -> signIn.at());
      attributes.put("device_known_since", times.text(known));
    }
  }

  /** Bits of a hash for the record to be written. */
  private long draw(long use) {
    return Draws.mix(Draws.mix(scenario.seed(), 61_000 + use), count);
  }
}
