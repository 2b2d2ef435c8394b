package dev.gantry.topologies.topology;

import static dev.gantry.topologies.testing.TestObjects.us;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.gantry.domain.signin.SignInSettings;
import dev.gantry.domain.time.Micros;
import dev.gantry.schemas.records.AuthEvent;
import dev.gantry.schemas.records.Finding;
import dev.gantry.schemas.records.TimeMode;
import dev.gantry.topologies.config.TopologiesConfig;
import dev.gantry.topologies.processor.KeptStates;
import dev.gantry.topologies.runtime.Role;
import dev.gantry.topologies.testing.FakeDefinitions;
import dev.gantry.topologies.testing.RoleDriver;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.streams.processor.StateStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignInsTopologyTest {

  private static final String SOURCE = "198.51.100.9";

  @TempDir Path stateDir;
  private RoleDriver signIns;
  private int count;

  @BeforeEach
  void start() {
    signIns = new RoleDriver(Role.SIGNINS, stateDir, new FakeDefinitions());
  }

  @AfterEach
  void stop() {
    signIns.close();
  }

  @Test
  void shouldTellOfAnAccountThatIsGuessedAtWithTheEvents() {
    for (int i = 0; i < 20; i++) {
      write(failed(2 * i, "ann", ""));
    }
    assertThat(found())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.getType()).isEqualTo("brute_force_fast");
              assertThat(finding.getSubject()).isEqualTo("ann");
              assertThat(finding.getPrincipal()).isEqualTo("ann");
              assertThat(finding.getSourceAddress()).isEqualTo(SOURCE);
              assertThat(finding.getSite()).isEqualTo("harbour");
              assertThat(finding.getEventCount()).isEqualTo(5);
              assertThat(finding.getPrincipalCount()).isEqualTo(1);
              assertThat(finding.getOccurredAtUs()).isEqualTo(us(8));
              assertThat(finding.getStartedAtUs()).isEqualTo(us(0));
              assertThat(finding.getAttributes()).containsEntry("respond_to", "sources");
              assertThat(finding.getCauseIds())
                  .containsExactly("auth-1", "auth-2", "auth-3", "auth-4", "auth-5");
              assertThat(finding.getOrigins())
                  .singleElement()
                  .satisfies(
                      origin -> {
                        assertThat(origin.getTopic()).isEqualTo("auth-events");
                        assertThat(origin.getFirstOffset()).isZero();
                        assertThat(origin.getLastOffset()).isEqualTo(4);
                        assertThat(origin.getCount()).isEqualTo(5);
                      });
            });
  }

  @Test
  void shouldTellOfNamesThatNoRecordMayBeAbout() {
    String name = "an\u0007n" + "n".repeat(1_000);
    for (int i = 0; i < 20; i++) {
      write(failed(2 * i, name, ""));
    }
    assertThat(found())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.getSubject()).startsWith("an\uFFFDn").hasSize(256);
              assertThat(finding.getPrincipal()).isEqualTo(finding.getSubject());
            });
  }

  @Test
  void shouldTellOfASourceThatTriesManyAccounts() {
    for (int i = 0; i < 20; i++) {
      write(failed(6 * i, "user-" + i, ""));
    }
    assertThat(found())
        .extracting(Finding::getType)
        .containsExactly("password_spraying", "brute_force_fast");
  }

  @Test
  void shouldTellOfASourceThatNamesNobodyOrWhomNobodyKnows() {
    for (int i = 0; i < 6; i++) {
      write(failed(i, "", ""));
    }
    for (int i = 0; i < 6; i++) {
      write(failed(3_600 + i, "hadoop", "Invalid user"));
    }
    assertThat(found())
        .extracting(Finding::getSubject, Finding::getPrincipal)
        .containsExactly(tuple(SOURCE, ""), tuple(SOURCE, "hadoop"));
  }

  @Test
  void shouldLocateTravellersByWhatTheirEventsSay() {
    write(AuthEvent.newBuilder(succeeded(0)).setLocated(true).setLatitudeDeg(53).build());
    write(AuthEvent.newBuilder(succeeded(600)).setLocated(true).setLatitudeDeg(-30).build());
    write(succeeded(700));
    assertThat(found())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.getType()).isEqualTo("impossible_travel");
              assertThat(finding.getAttributes()).containsEntry("distance_km", "9229");
            });
  }

  @Test
  void shouldCountRepeatsAndSetAsideWhatIsNoSignIn() {
    AuthEvent event = failed(0, "ann", "");
    write(event);
    write(event);
    signIns.writeRaw(
        signIns.topics().authEvents(),
        "ann".getBytes(StandardCharsets.UTF_8),
        "{\"type\":\"login.failed\"}".getBytes(StandardCharsets.UTF_8));
    assertThat(signIns.counts().repeated()).isEqualTo(1);
    assertThat(signIns.counts().dead()).isEqualTo(1);
    assertThat(signIns.deadLetters()).hasSize(1);
    assertThat(found()).isEmpty();
  }

  @Test
  void shouldKnowWhoIsAttackedHoweverManyNamesAreInvented() {
    rememberOnly(100);
    write(succeeded(0));
    for (int i = 0; i < 4; i++) {
      write(failed(3_600 + 20 * i, "ann", ""));
    }
    for (int i = 0; i < 1_000; i++) {
      String invented = "2001:db8::" + Integer.toHexString(i);
      write(
          AuthEvent.newBuilder(failed(3_680, "user-" + i, "")).setSourceAddress(invented).build());
    }
    write(failed(3_700, "ann", ""));

    assertThat(found()).extracting(Finding::getSubject).containsExactly("ann");
    assertThat(remembered("account-by-principal")).hasSize(100).contains("ann", "user-999");
    assertThat(remembered("source-by-address")).hasSize(100).contains(SOURCE, "2001:db8::3e7");
  }

  @Test
  void shouldRememberNothingOfAnAddressThatSignsIn() {
    write(succeeded(0));
    assertThat(remembered("source-by-address")).isEmpty();
    write(failed(1, "ann", ""));
    assertThat(remembered("source-by-address")).containsExactly(SOURCE);
    write(succeeded(2));
    assertThat(remembered("source-by-address")).isEmpty();
  }

  private void rememberOnly(int most) {
    signIns.close();
    SignInSettings usual = SignInSettings.DEFAULT;
    TopologiesConfig config = TopologiesConfig.DEFAULT;
    signIns =
        new RoleDriver(
            Role.SIGNINS,
            stateDir,
            new FakeDefinitions(),
            new TopologiesConfig(
                config.vision(),
                config.tracking(),
                config.traffic(),
                config.anomaly(),
                new SignInSettings(
                    usual.guessing(),
                    usual.distributedSources(),
                    usual.distributedFindtime(),
                    usual.refusals(),
                    usual.unknownShare(),
                    usual.travelKmh(),
                    usual.travelKm(),
                    usual.dormantAfter(),
                    usual.learning(),
                    most),
                config.alerting()));
  }

  private List<String> remembered(String store) {
    List<String> names = new ArrayList<>();
    StateStore known = signIns.driver().getAllStateStores().get(store);
    ((KeptStates<?>) Objects.requireNonNull(known, store)).forEach((name, kept) -> names.add(name));
    return names;
  }

  /** As piped into a console, without the time at which it was taken in. */
  @Test
  void shouldSeeWhatFollowsAnEventFromTheFuture() {
    writeLive(failed(80.0 * 365 * 86_400, "ann", ""), 0);
    for (int i = 0; i < 20; i++) {
      writeLive(failed(2 * i, "ann", ""), 2 * i);
    }
    assertThat(signIns.counts().late()).isZero();
    assertThat(found())
        .first()
        .satisfies(
            finding -> {
              assertThat(finding.getType()).isEqualTo("brute_force_fast");
              assertThat(finding.getOccurredAtUs()).isEqualTo(us(6));
            });
  }

  private void writeLive(AuthEvent event, double seconds) {
    signIns.write(
        signIns.topics().authEvents(),
        AuthEvent.newBuilder(event).setTimeMode(TimeMode.LIVE).build(),
        Micros.toInstant(us(seconds)));
  }

  private List<Finding> found() {
    return signIns.read(signIns.topics().signinFindings());
  }

  private void write(AuthEvent event) {
    if (event.getPrincipal().isEmpty()) {
      signIns.writeRaw(
          signIns.topics().authEvents(),
          new byte[0],
          signIns
              .topics()
              .authEvents()
              .valueSerde()
              .serializer()
              .serialize(signIns.topics().authEvents().name(), event));
    } else {
      signIns.write(signIns.topics().authEvents(), event);
    }
  }

  private AuthEvent failed(double seconds, String principal, String reason) {
    return event(seconds, "login.failed", principal, reason);
  }

  private AuthEvent succeeded(double seconds) {
    return event(seconds, "login.succeeded", "ann", "");
  }

  private AuthEvent event(double seconds, String type, String principal, String reason) {
    return AuthEvent.newBuilder()
        .setEventId("auth-" + ++count)
        .setType(type)
        .setPrincipal(principal)
        .setReason(reason)
        .setSite("harbour")
        .setSourceAddress(SOURCE)
        .setOccurredAtUs(us(seconds))
        .setTimeMode(TimeMode.REPLAY)
        .setAttributes(Map.of())
        .setOrigins(List.of())
        .build();
  }
}
