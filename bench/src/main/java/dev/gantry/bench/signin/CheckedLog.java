package dev.gantry.bench.signin;

import dev.gantry.ingest.log.KeycloakLog;
import dev.gantry.ingest.log.LogFormat;
import dev.gantry.ingest.log.LogTimes;
import dev.gantry.ingest.log.SshdLog;
import dev.gantry.schemas.records.AuthEvent;
import dev.gantry.schemas.records.Finding;
import dev.gantry.schemas.serde.MalformedRecordException;
import dev.gantry.testkit.OfflineRole;
import dev.gantry.topologies.config.TopologiesConfig;
import dev.gantry.topologies.runtime.Role;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** A log taken in by the adapter for it and checked by the topology SIGN-INS. */
final class CheckedLog {

  /** Some year with a 29 February: lines without one are all of the same. */
  private static final int YEAR = 2024;

  private CheckedLog() {}

  /** What is found in a log, whichever it is. */
  static List<Finding> findings(List<String> lines) {
    List<AuthEvent> sshd =
        events(lines, new SshdLog(LogTimes.ofYear(ZoneOffset.UTC, YEAR), "bench"));
    List<AuthEvent> keycloak = events(lines, new KeycloakLog(ZoneOffset.UTC, "bench"));
    List<AuthEvent> events = sshd.size() >= keycloak.size() ? sshd : keycloak;
    try (OfflineRole checks =
        OfflineRole.alone(Role.SIGNINS, List.of(), TopologiesConfig.DEFAULT)) {
      events.forEach(event -> checks.give(checks.topics().authEvents(), event));
      return checks.take(checks.topics().signinFindings());
    }
  }

  private static List<AuthEvent> events(List<String> lines, LogFormat format) {
    List<AuthEvent> events = new ArrayList<>();
    lines.forEach(line -> events.addAll(read(line, format)));
    return events;
  }

  /** Nothing, too, of a line of the other log. */
  private static List<AuthEvent> read(String line, LogFormat format) {
    try {
      return format.read(line);
    } catch (MalformedRecordException e) {
      return List.of();
    }
  }
}
