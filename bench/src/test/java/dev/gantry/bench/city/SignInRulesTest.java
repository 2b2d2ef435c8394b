package dev.gantry.bench.city;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.app.process.GantryProcess;
import dev.gantry.ingest.city.CityDefinitions;
import dev.gantry.schemas.records.Alert;
import dev.gantry.schemas.records.AuthEvent;
import dev.gantry.schemas.records.TimeMode;
import dev.gantry.testkit.OfflineReplay;
import dev.gantry.topologies.config.TopologiesConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The rules for sign-ins as they are shipped: what must fire each, and what must not. */
final class SignInRulesTest {

  private static final String SOURCE = "198.51.100.9";
  private static final long START_US = 1_767_225_600_000_000L;
  private static final double HAMBURG = 53.55;
  private static final double CAPE_TOWN = -33.92;

  private final List<AuthEvent> events = new ArrayList<>();

  @Test
  void shouldFireForAnAccountThatIsGuessedAt() {
    for (int i = 0; i < 10; i++) {
      add(2 * i, "login.failed", "ann");
    }
    assertThat(fired()).containsExactly("brute_force_fast");
  }

  @Test
  void shouldNotFireForWhoMistypesAndThenSignsIn() {
    for (int i = 0; i < 10; i++) {
      add(30 * i, i % 4 == 3 ? "login.succeeded" : "login.failed", "ann");
    }
    assertThat(fired()).isEmpty();
  }

  @Test
  void shouldFireForAPasswordTriedOnManyAccountsAndNotForGuessingAtOne() {
    for (int i = 0; i < 20; i++) {
      add(5 * i, "login.failed", "user-" + i);
    }
    assertThat(fired()).containsExactly("password_spraying");
  }

  @Test
  void shouldFireForTravelThatNobodyCanMake() {
    events.add(at(add(0, "login.succeeded", "ann"), HAMBURG));
    events.add(at(add(900, "login.succeeded", "ann"), CAPE_TOWN));
    assertThat(fired()).containsExactly("impossible_travel");
  }

  @Test
  void shouldNotFireForTravelThatTakesItsTime() {
    events.add(at(add(0, "login.succeeded", "ann"), HAMBURG));
    events.add(at(add(12 * 3_600, "login.succeeded", "ann"), CAPE_TOWN));
    assertThat(fired()).isEmpty();
  }

  @Test
  void shouldFireForSecondFactorsThatAreRefusedAndNotForOneMistake() {
    add(0, "mfa.denied", "bob");
    for (int i = 0; i < 6; i++) {
      add(20 * i, "mfa.denied", "ann");
    }
    assertThat(fired()).containsExactly("mfa_fatigue");
  }

  private AuthEvent add(double seconds, String type, String principal) {
    AuthEvent event =
        AuthEvent.newBuilder()
            .setEventId("auth-" + events.size())
            .setType(type)
            .setPrincipal(principal)
            .setSourceAddress(SOURCE)
            .setSite("harbour")
            .setOccurredAtUs(START_US + Math.round(seconds * 1e6))
            .setTimeMode(TimeMode.REPLAY)
            .setAttributes(Map.of())
            .setOrigins(List.of())
            .build();
    events.add(event);
    return event;
  }

  /** The same, moved to its place. */
  private AuthEvent at(AuthEvent event, double latitude) {
    events.remove(event);
    return AuthEvent.newBuilder(event).setLocated(true).setLatitudeDeg(latitude).build();
  }

  private Set<String> fired() {
    Set<String> rules = new TreeSet<>();
    OfflineReplay.Results results =
        new OfflineReplay.Results() {
          @Override
          public void alert(Alert alert) {
            rules.add(alert.getRule());
          }
        };
    try (OfflineReplay replay =
        new OfflineReplay(
            GantryProcess.definitionParser().parse("rules", CityDefinitions.rulesYaml()).orThrow(),
            TopologiesConfig.DEFAULT,
            results)) {
      events.forEach(replay::signIn);
      replay.settle(Duration.ofMinutes(2));
    }
    return rules;
  }
}
