package dev.gantry.app.command;

import dev.gantry.ingest.JsonArrayLines;
import dev.gantry.ingest.log.KeycloakLog;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code gantry ingest keycloak}. */
@Command(
    name = "keycloak",
    description = {
      "Sends the events of Keycloak to auth-events: from its log, where the listener jboss-logging"
          + " writes them, as text or JSON; or events as JSON, one a line or in an array, as its"
          + " administration interface gives them."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Example: kubectl logs -f keycloak-0 | gantry ingest keycloak - --live --config gantry.yaml"
    })
final class IngestKeycloakCommand implements Callable<Integer> {

  @Mixin LogOptions options = new LogOptions();

  @Override
  public Integer call() throws InterruptedException {
    return options.send(
        JsonArrayLines::orLinesOf,
        "events of Keycloak about sign-ins",
        log -> new KeycloakLog(log.zone, log.input.name()));
  }
}
