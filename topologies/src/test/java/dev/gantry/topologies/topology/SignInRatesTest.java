package dev.gantry.topologies.topology;

import static dev.gantry.topologies.testing.TestObjects.us;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.domain.time.Micros;
import dev.gantry.schemas.records.Anomaly;
import dev.gantry.schemas.records.AuthEvent;
import dev.gantry.schemas.records.TimeMode;
import dev.gantry.topologies.runtime.Role;
import dev.gantry.topologies.testing.FakeDefinitions;
import dev.gantry.topologies.testing.RoleDriver;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The part of SIGN-INS that counts by service, and notices what is unusual. */
class SignInRatesTest {

  private static final String FAILED = "sign-ins:harbour/sshd:failed_per_min";
  private static final String SUCCEEDED = "sign-ins:harbour/sshd:succeeded_per_min";

  /** Minutes before something happens: more than the 288 that are learnt. */
  private static final int USUAL = 400;

  @TempDir Path stateDir;
  private RoleDriver signIns;
  private final Random random = new Random(5);
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
  void shouldTellThatManyAreRefusedAtOnce() {
    usualMinutes(0, USUAL, TimeMode.REPLAY);
    many(USUAL, "login.failed", 60, TimeMode.REPLAY);
    usualMinutes(USUAL, USUAL + 62, TimeMode.REPLAY);

    List<Anomaly> told = told();
    Anomaly surge = told.stream().max((a, b) -> Double.compare(a.getScore(), b.getScore())).get();
    assertThat(surge.getSeriesId()).isEqualTo(FAILED);
    assertThat(surge.getSite()).isEqualTo("harbour");
    assertThat(surge.getMetric()).isEqualTo("failed_per_min");
    assertThat(surge.getUnit()).isEqualTo("1/min");
    assertThat(surge.getActual()).isGreaterThanOrEqualTo(60);
    assertThat(surge.getScore()).isGreaterThan(.99);
    assertThat(surge.getExpectedHigh()).isLessThan(20);
    assertThat(surge.getOccurredAtUs()).isEqualTo(us(60.0 * (USUAL + 1)));
    assertThat(surge.getTimeMode()).isEqualTo(TimeMode.REPLAY);
    assertThat(surge.getOrigins())
        .singleElement()
        .satisfies(
            origin -> {
              assertThat(origin.getTopic()).isEqualTo("auth-by-service");
              assertThat(origin.getCount()).isGreaterThanOrEqualTo(60);
            });
    assertThat(told.stream().filter(each -> each.getScore() > .99)).hasSize(1);
  }

  /** The service is down, or nobody reaches it: there is nothing that could say so itself. */
  @Test
  void shouldTellThatNobodySignsInAnyMore() {
    usualMinutes(0, USUAL, TimeMode.LIVE);
    assertThat(told()).noneMatch(each -> each.getScore() > .99);

    signIns.wait(Duration.ofMinutes(20));

    assertThat(told())
        .filteredOn(each -> each.getScore() > .99)
        .singleElement()
        .satisfies(
            each -> {
              assertThat(each.getSeriesId()).isEqualTo(SUCCEEDED);
              assertThat(each.getActual()).isZero();
              assertThat(each.getTimeMode()).isEqualTo(TimeMode.LIVE);
            });
  }

  /** As after an outage, when one partition is read to its end before the next. */
  @Test
  void shouldWaitForWhatIsReadLongAfterItWasWritten() {
    signIns.wait(Duration.ofMinutes(30));
    for (int partition = 0; partition < 2; partition++) {
      for (int minute = 0; minute < 25; minute++) {
        many(minute, "login.failed", 3, TimeMode.LIVE);
      }
    }

    assertThat(signIns.counts().late()).isZero();
  }

  @Test
  void shouldCountNeitherRepeatsNorWhatIsNoSignIn() {
    AuthEvent one = event(30, "login.failed", TimeMode.REPLAY);
    write(one);
    write(one);
    write(event(31, "mfa.disabled", TimeMode.REPLAY));
    write(
        AuthEvent.newBuilder(event(32, "login.failed", TimeMode.REPLAY))
            .setReason("no such user")
            .build());

    assertThat(signIns.read(signIns.topics().authByService()))
        .hasSize(2)
        .allSatisfy(counted -> assertThat(counted.getOrigins()).hasSize(1));
  }

  @Test
  void shouldKeyByPlaceAndService() {
    write(event(30, "login.failed", TimeMode.LIVE));
    assertThat(
            signIns
                .driver()
                .createOutputTopic(
                    signIns.topics().authByService().name(),
                    signIns.topics().authByService().keySerde().deserializer(),
                    signIns.topics().authByService().valueSerde().deserializer())
                .readRecordsToList())
        .extracting(TestRecord::key)
        .containsExactly("harbour/sshd");
  }

  @Test
  void shouldSayTheSameWhenItIsReplayed() {
    List<Anomaly> first = eventful();
    signIns.close();
    start();
    random.setSeed(5);
    count = 0;

    assertThat(eventful()).isEqualTo(first).isNotEmpty();
  }

  private List<Anomaly> eventful() {
    random.setSeed(5);
    usualMinutes(0, USUAL, TimeMode.REPLAY);
    many(USUAL, "login.failed", 40, TimeMode.REPLAY);
    usualMinutes(USUAL + 1, USUAL + 100, TimeMode.REPLAY);
    return told();
  }

  private void usualMinutes(int from, int to, TimeMode mode) {
    for (int minute = from; minute < to; minute++) {
      many(minute, "login.succeeded", 8 + random.nextInt(8), mode);
      many(minute, "login.failed", random.nextInt(5), mode);
    }
  }

  private void many(int minute, String type, int times, TimeMode mode) {
    for (int i = 0; i < times; i++) {
      write(event(60.0 * minute + 59.0 * i / times, type, mode));
    }
  }

  private List<Anomaly> told() {
    return new ArrayList<>(signIns.read(signIns.topics().anomalies()));
  }

  private void write(AuthEvent event) {
    signIns.write(signIns.topics().authEvents(), event, Micros.toInstant(event.getOccurredAtUs()));
  }

  private AuthEvent event(double seconds, String type, TimeMode mode) {
    count++;
    return AuthEvent.newBuilder()
        .setEventId("auth-" + count)
        .setType(type)
        .setPrincipal("user-" + count % 50)
        .setSite("harbour")
        .setService("sshd")
        .setSourceAddress("192.0.2." + count % 50)
        .setOccurredAtUs(us(seconds))
        .setTimeMode(mode)
        .build();
  }
}
