package dev.gantry.topologies.processor.match;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.schemas.records.Signal;
import dev.gantry.schemas.records.SignalKind;
import dev.gantry.schemas.records.TrackState;
import dev.gantry.schemas.records.TrackUpdate;
import dev.gantry.topologies.Harness;
import dev.gantry.topologies.port.RoleCounters;
import dev.gantry.topologies.rule.RuleLanguage;
import dev.gantry.topologies.rule.RuleStreams;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.MockProcessorContext.CapturedPunctuator;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MatchRulesTest {

  private static final String TRACKS = "vehicle-tracks";

  @AutoClose private final Harness harness = new Harness();
  private final MockProcessorContext<String, Signal> context = new MockProcessorContext<>();
  private final MatchRules match =
      new MatchRules(
          harness.context(new RoleCounters()),
          Map.of(TRACKS, RuleStreams.find(TRACKS).orElseThrow()),
          new RuleLanguage());

  @BeforeEach
  void init() {
    context.setCurrentSystemTimeMs(0);
    match.init(context);
  }

  @Test
  void shouldHaveNoTimerBeforeTheFirstRecord() {
    assertThat(context.scheduledPunctuators()).isEmpty();
  }

  @Test
  void shouldTellProgressUntilTheSourceStandsStill() {
    // given
    see(1);
    CapturedPunctuator timer = context.scheduledPunctuators().get(0);
    // when
    timer.getPunctuator().punctuate(250);
    // then
    assertThat(timer.cancelled()).isFalse();
    assertThat(context.forwarded())
        .extracting(forwarded -> ((Signal) forwarded.record().value()).getKind())
        .containsExactly(SignalKind.PROGRESS);
    // when
    timer.getPunctuator().punctuate(500);
    // then
    assertThat(timer.cancelled()).isTrue();
    assertThat(context.forwarded()).hasSize(1);
  }

  @Test
  void shouldTellProgressAgainWhenTheSourceGoesOn() {
    // given
    see(1);
    context.scheduledPunctuators().get(0).getPunctuator().punctuate(250);
    context.scheduledPunctuators().get(0).getPunctuator().punctuate(500);
    // when
    see(2);
    // then
    assertThat(context.scheduledPunctuators()).hasSize(2);
    assertThat(context.scheduledPunctuators().get(1).cancelled()).isFalse();
  }

  @Test
  void shouldSayNothingOfManyTracksUnderManyRulesThatNeverHold() {
    // given
    for (int rule = 0; rule < 40; rule++) {
      harness.publish(
          "{kind: rule, alert: fast-%d, on: vehicle-tracks, expr: track.speed_kmh > 50.0, for: 1s}"
              .formatted(rule),
          0);
    }
    for (int track = 0; track < 2_000; track++) {
      see(1, "bridge-1-0-" + track, TrackState.NEW);
    }
    // when
    for (int track = 0; track < 2_000; track++) {
      see(2, "bridge-1-0-" + track, TrackState.UPDATE);
      see(3, "bridge-1-0-" + track, TrackState.END);
    }
    // then
    assertThat(context.forwarded()).isEmpty();
  }

  @Test
  void shouldSayNothingWhereARuleFails() {
    // given
    harness.publish(
        "{kind: rule, alert: a, on: vehicle-tracks, expr: 'track.zones[0] == \"gate\"', for: 9s}",
        0);
    see(1, "t", TrackState.NEW, "gate");
    // when
    see(2, "t", TrackState.UPDATE);
    see(3, "t", TrackState.UPDATE, "gate");
    see(4, "t", TrackState.UPDATE, "road");
    // then
    assertThat(told()).containsExactly("1 holds", "3 holds", "4 does not hold");
  }

  @Test
  void shouldStillSayThatARuleDoesNotHoldWhenItFailedBefore() {
    // given a track that began before this task did
    harness.publish(
        "{kind: rule, alert: a, on: vehicle-tracks, expr: 'track.zones[0] == \"gate\"', for: 9s}",
        0);
    // when
    see(1, "t", TrackState.UPDATE);
    see(2, "t", TrackState.UPDATE, "road");
    see(3, "t", TrackState.UPDATE, "road");
    // then
    assertThat(told()).containsExactly("2 does not hold");
  }

  @Test
  void shouldAskRulesAboutOtherThingsNoMoreWhereARuleWithoutForFails() {
    // given a track that began before this task did
    harness.publish(
        "{kind: rule, alert: a, on: vehicle-tracks, expr: 'track.zones[0] == \"gate\"'}", 0);
    publishRulesAboutBuses();
    CountedTrack first = see(CountedTrack.of(1));
    // when
    CountedTrack second = see(CountedTrack.of(2));
    // then
    assertThat(first.labelReads).isGreaterThanOrEqualTo(40);
    assertThat(second.labelReads).as("by the index").isEqualTo(1);
  }

  @Test
  void shouldAskNoOtherRulesAgainWhereARuleWithForFails() {
    // given a track that began before this task did
    harness.publish(
        "{kind: rule, alert: a, on: vehicle-tracks, expr: 'track.zones[0] == \"gate\"', for: 9s}",
        0);
    publishRulesAboutBuses();
    CountedTrack first = see(CountedTrack.of(1));
    // when
    CountedTrack second = see(CountedTrack.of(2));
    // then
    assertThat(first.labelReads).isGreaterThanOrEqualTo(40);
    assertThat(second.labelReads).as("by the index").isEqualTo(1);
  }

  @Test
  void shouldAskNoOtherRulesWhileOneWithForHolds() {
    // given a track that began before this task did
    harness.publish(
        "{kind: rule, alert: a, on: vehicle-tracks, expr: 'track.speed_kmh < 50.0', for: 9s}", 0);
    publishRulesAboutBuses();
    see(CountedTrack.of(1));
    // when
    CountedTrack second = see(CountedTrack.of(2));
    // then
    assertThat(second.labelReads).as("by the index").isEqualTo(1);
  }

  @Test
  void shouldAskARuleThatFailedWhateverTheNextRecordIsAbout() {
    // given a track that began before this task did
    harness.publish(
        "{kind: rule, alert: a, on: vehicle-tracks, for: 9s,"
            + " expr: 'track.label == \"car\" && track.zones[0] == \"gate\"'}",
        0);
    see(update(1, "t", TrackState.UPDATE).setLabel("car").build());
    // when
    see(update(2, "t", TrackState.UPDATE).setLabel("bus").build());
    see(update(3, "t", TrackState.UPDATE).setLabel("bus").build());
    // then
    assertThat(told()).containsExactly("2 does not hold");
  }

  private void publishRulesAboutBuses() {
    for (int rule = 0; rule < 40; rule++) {
      harness.publish(
          "{kind: rule, alert: bus-%d, on: vehicle-tracks, expr: track.label == 'bus', for: 1s}"
              .formatted(rule),
          0);
    }
  }

  /** A car of which each rule that is asked reads what it is. */
  private static final class CountedTrack extends TrackUpdate {

    private static final long serialVersionUID = 1L;
    private static final int LABEL = SCHEMA$.getField("label").pos();

    private int labelReads;

    static CountedTrack of(long second) {
      CountedTrack track = new CountedTrack();
      TrackUpdate usual = update(second, "t", TrackState.UPDATE).setLabel("car").build();
      SCHEMA$.getFields().forEach(field -> track.put(field.pos(), usual.get(field.pos())));
      return track;
    }

    @Override
    public Object get(int field) {
      labelReads += field == LABEL ? 1 : 0;
      return super.get(field);
    }
  }

  private <T extends TrackUpdate> T see(T track) {
    context.setRecordMetadata(TRACKS, 0, track.getCapturedAtUs() / 1_000_000);
    match.process(new Record<>("bridge", track, track.getCapturedAtUs() / 1_000));
    return track;
  }

  @Test
  void shouldTellThatATrackEndsAlsoWhereItsRuleFails() {
    // given
    harness.publish(
        "{kind: rule, alert: a, on: vehicle-tracks, expr: 'track.zones[0] == \"gate\"'}", 0);
    see(1, "t", TrackState.NEW, "gate");
    // when
    see(2, "t", TrackState.END);
    // then
    assertThat(told()).containsExactly("1 holds", "2 ends");
  }

  @Test
  void shouldAskTheRulesOfTheTimeThatIsTrusted() {
    // given
    harness.publish("{kind: rule, alert: a, on: vehicle-tracks, expr: 'true'}", 0);
    harness.publish("{kind: rule, alert: a, on: vehicle-tracks, expr: 'false'}", 3_600_000_000L);
    // when a camera whose clock is two hours ahead is heard
    TrackUpdate update = update(7_200, "t", TrackState.NEW).setIngestedAtUs(1_000_000).build();
    context.setRecordMetadata(TRACKS, 0, 1);
    match.process(new Record<>("bridge", update, 1_000));
    // then
    assertThat(told()).containsExactly("2 holds");
  }

  private List<String> told() {
    return context.forwarded().stream()
        .map(forwarded -> (Signal) forwarded.record().value())
        .map(
            signal ->
                signal.getEventTimeUs() / 1_000_000
                    + (signal.getMatched()
                        ? " holds"
                        : signal.getEnded() ? " ends" : " does not hold"))
        .toList();
  }

  private void see(long second) {
    see(second, "bridge-1-0-0", TrackState.NEW);
  }

  private void see(long second, String track, TrackState state, String... zones) {
    see(update(second, track, state).setZones(List.of(zones)).build());
  }

  private static TrackUpdate.Builder update(long second, String track, TrackState state) {
    return TrackUpdate.newBuilder()
        .setCameraId("bridge")
        .setTrackId(track)
        .setState(state)
        .setCapturedAtUs(second * 1_000_000)
        .setIngestedAtUs(second * 1_000_000);
  }
}
