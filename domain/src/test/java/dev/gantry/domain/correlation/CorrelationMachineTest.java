package dev.gantry.domain.correlation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.domain.alerting.Correlation;
import dev.gantry.domain.correlation.CorrelationGroup.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CorrelationMachineTest {

  /**
   * Rules are a type, terms ({@code !x} must not come), a timespan in seconds and perhaps a count.
   * Events are the letter of a signal, perhaps a value in brackets, and a second; they are given
   * out of order. Outcomes are the second of the start, {@code >} and the second at which the rule
   * came true.
   */
  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        // so many within the timespan, looking back; both ends belong to it
        "event_count a 10 gte3 | a0 a5 a10 | 0>10",
        "event_count a 10 gte3 | a0 a5 a10.1 | ''",
        "event_count a 10 gt2 | a0 a5 a9 a12 a30 | 0>9 5>12",
        "event_count ab 10 gte3 | a0 b5 a9 | 0>9",
        // with an upper bound the timespan begins with the first, and ends before its end
        "event_count a 10 lte2 | a0 a5 | 0>10",
        "event_count a 10 lte2 | a0 a5 a9.9 a10 | 10>20",
        "event_count a 10 eq2 | a0 a10 a15 | 10>20",
        "event_count a 10 gte2,lte3 | a0 a1 a2 a3 a20 a21 | 20>30",
        // different values: one that comes again counts once, by its last time
        "value_count a 10 gte3 | a[x]0 a[y]1 a[x]2 a[z]3 | 1>3",
        "value_count a 10 gte3 | a[x]0 a[y]1 a[z]11 | ''",
        "value_count a 10 gte3 | a[x]0 a[y]1 a[x]9 a[z]11 | 1>11",
        "value_count a 10 lte1 | a[x]0 a[x]1 a[x]10 a[y]11 | 0>10",
        // all signals in any order; what has come together is used up
        "temporal ab 10 | a0 b10 | 0>10",
        "temporal ab 10 | b0 a10 | 0>10",
        "temporal ab 10 | a0 b10.1 | ''",
        "temporal ab 10 | a0 a5 b6 b7 a8 | 5>6 7>8",
        "temporal abc 10 gte2 | c0 a4 | 0>4",
        "temporal abc 10 | a0 b4 c11 | ''",
        // in their order; of one moment too
        "temporal_ordered ab 10 | a0 b10 | 0>10",
        "temporal_ordered ab 10 | b0 a5 | ''",
        "temporal_ordered ab 10 | b5 a5 | 5>5",
        "temporal_ordered abc 10 | a0 b1 c2 c3 | 0>2",
        "temporal_ordered abc 10 | a0 b1 a5 c9 | 0>9",
        "temporal_ordered abc 10 | a0 b1 c10.1 | ''",
        // not afterwards: decided at the deadline, which belongs to it
        "temporal_ordered a!x 30 | a0 | 0>30",
        "temporal_ordered a!x 30 | a0 x30 | ''",
        "temporal_ordered a!x 30 | a0 x0 | ''",
        "temporal_ordered a!x 30 | a0 x30.1 | 0>30",
        "temporal_ordered a!x 30 | x0 a1 | 1>31",
        // what else waits is judged with it
        "temporal_ordered a!x 30 | a0 a20 x40 | 0>30",
        "temporal_ordered a!x 30 | a0 a20 x25 | ''",
        "temporal_ordered a!x 30 | a0 x10 a20 | 20>50",
        "temporal_ordered ab!x 30 | a0 b10 x20 | ''",
        "temporal_ordered ab!x 30 | a0 x5 b10 | 0>30",
        // not before
        "temporal_ordered !xa 30 | x0 a30 | ''",
        "temporal_ordered !xa 30 | x0 a30.1 | 30.1>30.1",
        "temporal_ordered !xa 30 | a0 x1 | 0>0",
        "temporal_ordered !xab 30 | x0 a5 b30 | ''",
        "temporal_ordered !xab 30 | x0 a5 b30.1 | 5>30.1",
        // not in between
        "temporal_ordered a!xb 30 | a0 x5 b10 | ''",
        "temporal_ordered a!xb 30 | a0 b10 x11 | 0>10",
        "temporal_ordered a!xb 30 | a0 x5 a6 b10 | 6>10",
        // without an order: neither before nor after
        "temporal a!x 30 | a0 | 0>30",
        "temporal a!x 30 | x0 a30 | ''",
        "temporal a!x 30 | x0 a30.1 | 30.1>60.1",
        "temporal a!x 30 | a0 x30 | ''",
        "temporal ab!x 30 | a0 b10 x31 | 0>30",
      })
  void shouldComeTogether(String rule, String events, String expected) {
    Correlation correlation = TestCorrelations.correlation(rule);
    List<SignalMatch> matches = TestCorrelations.matches(correlation, events);
    Collections.reverse(matches);

    assertThat(TestCorrelations.outcomes(play(correlation, matches))).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "event_count ab 3 gte3",
        "event_count a 3 gte1,lte2",
        "value_count a 3 gte3",
        "temporal abc 4",
        "temporal ab!x 4",
        "temporal_ordered abc 5",
        "temporal_ordered !xa!yb!z 5",
      })
  void shouldComeToTheSameInWhateverOrderMatchesArrive(String rule) {
    Correlation correlation = TestCorrelations.correlation(rule);
    Random random = new Random(11);
    int told = 0;
    for (int round = 0; round < 200; round++) {
      List<SignalMatch> matches = TestCorrelations.random(correlation, random, 60);
      List<Outcome> expected = play(correlation, matches);
      told += expected.size();

      assertThat(playByPieces(correlation, matches, random)).isEqualTo(expected);
    }
    assertThat(told).isGreaterThan(20);
  }

  @ParameterizedTest
  @ValueSource(strings = {"temporal ab!x 4", "temporal_ordered a!x 3", "temporal_ordered ab!x 5"})
  void shouldNeverBeTrueWhereWhatMustNotComeCame(String rule) {
    Correlation correlation = TestCorrelations.correlation(rule);
    Random random = new Random(5);
    for (int round = 0; round < 300; round++) {
      List<SignalMatch> matches = TestCorrelations.random(correlation, random, 50);
      for (Outcome outcome : play(correlation, matches)) {
        assertThat(matches)
            .filteredOn(match -> correlation.terms().get(match.term()).negated())
            .noneMatch(
                match ->
                    !match.at().isBefore(outcome.contribution().last())
                        && !match.at().isAfter(outcome.at()));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void shouldCountAsACountByHandDoes(int least) {
    Correlation correlation = TestCorrelations.correlation("event_count ab 3 gte" + least);
    Random random = new Random(3);
    for (int round = 0; round < 200; round++) {
      List<SignalMatch> matches = TestCorrelations.random(correlation, random, 40);
      List<SignalMatch> ordered = new ArrayList<>(matches);
      ordered.sort(SignalMatch.order(correlation));
      List<Instant> expected = new ArrayList<>();
      for (int i = 0; i < ordered.size(); i++) {
        Instant now = ordered.get(i).at();
        long within =
            ordered.subList(0, i + 1).stream()
                .filter(match -> !match.at().isBefore(now.minus(correlation.timespan())))
                .count();
        if (within >= least) {
          expected.add(now);
        }
      }
      assertThat(play(correlation, matches)).extracting(Outcome::at).isEqualTo(expected);
    }
  }

  @Test
  void shouldSayWhatItRestsOn() {
    Correlation correlation = TestCorrelations.correlation("temporal_ordered ab!x 30");

    Outcome outcome = play(correlation, TestCorrelations.matches(correlation, "a0 b10")).get(0);

    assertThat(outcome.reason()).isEqualTo("a, then b without x within 30 s");
    assertThat(outcome.contribution().causeIds()).containsExactly("a@0", "b@10");
    assertThat(outcome.contribution().agreedLabels())
        .containsEntry("site", "harbour")
        .doesNotContainKey("signal");
    assertThat(outcome.contribution().fields())
        .containsEntry("a.at", "0")
        .containsEntry("b.at", "10");
  }

  @Test
  void shouldRememberNoMoreThanIsAskedFor() {
    Correlation correlation = TestCorrelations.correlation("event_count a 1000 gte100");
    CorrelationState state = CorrelationState.EMPTY;
    for (int i = 0; i < 500; i++) {
      SignalMatch match = TestCorrelations.matches(correlation, "a" + i).get(0);
      state = CorrelationMachine.take(correlation, state, match).state();
    }

    assertThat(state.counted()).hasSize(100);
    assertThat(state.counted().stream().filter(each -> !each.causeId().isEmpty()))
        .hasSize(Contribution.MOST_CAUSES);
  }

  @Test
  void shouldTellRepeatsAndLateMatchesAndForgetInTheEnd() {
    Correlation correlation = TestCorrelations.correlation("event_count a 10 gte2");
    SignalMatch first = TestCorrelations.matches(correlation, "a1").get(0);
    CorrelationGroup group = new CorrelationGroup(correlation);
    arrive(group, first);

    assertThat(arrive(group, first).verdict()).isEqualTo(Verdict.REPEATED);
    assertThat(group.dueAt()).contains(first.at());
    reach(group, TestCorrelations.at(5));
    assertThat(arrive(group, first).verdict()).isEqualTo(Verdict.LATE);
    assertThat(group.dueAt()).contains(TestCorrelations.at(11));
    reach(group, TestCorrelations.at(11));
    assertThat(group.isEmpty()).isFalse();
    reach(group, TestCorrelations.at(11.1));
    assertThat(group.isEmpty()).isTrue();
  }

  @Test
  void shouldTakeAnEventOnceWhereverItLiesWhenItsIdTells() {
    Correlation correlation = TestCorrelations.correlation("event_count a 10 gte2");
    List<SignalMatch> twice = TestCorrelations.matches(correlation, "a1 a1");
    CorrelationGroup group = new CorrelationGroup(correlation);
    group.accept(group.arrive(twice.get(0), true).change());

    assertThat(group.arrive(twice.get(1), true).verdict()).isEqualTo(Verdict.REPEATED);
    assertThat(group.arrive(twice.get(1), false).verdict()).isEqualTo(Verdict.TAKEN);
  }

  @Test
  void shouldKnowAnEventAsLongAsAMatchOfItWaits() {
    Correlation correlation = TestCorrelations.correlation("event_count a 10 gte2");
    List<SignalMatch> twice = TestCorrelations.matches(correlation, "a1 a1");
    WaitingMatches waiting = new WaitingMatches(correlation);
    twice.forEach(waiting::add);

    waiting.removeFirst(1);
    assertThat(waiting.hasEventOf(twice.get(0))).isTrue();
    waiting.removeFirst(1);
    assertThat(waiting.hasEventOf(twice.get(0))).isFalse();
  }

  @Test
  void shouldChangeNothingBeforeAChangeIsAccepted() {
    Correlation correlation = TestCorrelations.correlation("event_count a 10 gte2");
    CorrelationGroup group = new CorrelationGroup(correlation);
    TestCorrelations.matches(correlation, "a1 a2").forEach(match -> arrive(group, match));

    group.arrive(TestCorrelations.matches(correlation, "a3").get(0), false);
    CorrelationGroup.Change change = group.reach(TestCorrelations.at(100));

    assertThat(change.outcomes()).hasSize(1);
    assertThat(group.waiting().inOrder()).isEqualTo(TestCorrelations.matches(correlation, "a1 a2"));
    assertThat(group.state()).isEqualTo(CorrelationState.EMPTY);
    assertThat(group.takenUntil()).isEmpty();
  }

  @Test
  void shouldWaitNoLongerWhereTooManyWait() {
    Correlation correlation = TestCorrelations.correlation("event_count a 10 gte2");
    CorrelationGroup group = new CorrelationGroup(correlation);
    List<Outcome> outcomes = new ArrayList<>();
    for (int i = 0; i < CorrelationGroup.MOST_WAITING + 2; i++) {
      CorrelationGroup.Arrival arrival =
          arrive(group, TestCorrelations.matches(correlation, "a" + i).get(0));
      outcomes.addAll(arrival.change().outcomes());
    }

    assertThat(group.waiting().inOrder()).hasSize(CorrelationGroup.MOST_WAITING);
    assertThat(TestCorrelations.outcomes(outcomes)).isEqualTo("0>1");
  }

  @Test
  void shouldWaitNoLongerWhereWhatWaitsTakesTooMuchRoom() {
    Correlation correlation = TestCorrelations.correlation("event_count a 10 gte2");
    String long100KiB = "€".repeat(100 * 1024 / 3);
    CorrelationGroup group = new CorrelationGroup(correlation);
    int early = 0;
    for (int i = 0; i < 20; i++) {
      SignalMatch match = TestCorrelations.matches(correlation, "a" + i).get(0);
      early += arrive(group, saying(match, long100KiB)).early();
    }

    assertThat(group.waiting().inOrder()).hasSize(7);
    assertThat(early).isEqualTo(13);
  }

  @Test
  void shouldTellLongValuesApartInLittleRoom() {
    Correlation correlation = TestCorrelations.correlation("value_count a 10 gte3");
    String prefix = "x".repeat(4_000);
    List<SignalMatch> matches = new ArrayList<>();
    for (String end : List.of("a", "b", "b", "c")) {
      SignalMatch match = TestCorrelations.matches(correlation, "a[v]" + matches.size()).get(0);
      matches.add(counting(match, prefix + end));
    }

    assertThat(TestCorrelations.outcomes(play(correlation, matches))).isEqualTo("0>3");
    CorrelationState state = CorrelationState.EMPTY;
    for (SignalMatch match : matches) {
      state = CorrelationMachine.take(correlation, state, match).state();
    }
    assertThat(state.counted()).allMatch(counted -> counted.value().length() <= 64);
  }

  private static SignalMatch saying(SignalMatch match, String text) {
    return new SignalMatch(
        match.term(),
        match.at(),
        match.value(),
        match.causeId(),
        match.labels(),
        new TreeMap<>(Map.of("a.text", text)),
        match.source());
  }

  private static SignalMatch counting(SignalMatch match, String value) {
    return new SignalMatch(
        match.term(),
        match.at(),
        value,
        match.causeId(),
        match.labels(),
        match.fields(),
        match.source());
  }

  @Test
  void shouldRefuseWhatCannotBeTrue() {
    assertThat(Correlation.problemOfTerms(List.of(new Correlation.Term("x", true))))
        .contains(
            new Correlation.Problem(
                "rules", "a signal that has to come, beside those that must not"));
    assertThat(Correlation.problemOfTimespan(Duration.ofDays(8)))
        .contains(new Correlation.Problem("timespan", "more than 0 s and at most 7d"));
    assertThat(
            Correlation.problemOfCount(
                Correlation.Type.EVENT_COUNT,
                List.of(new Correlation.Term("a", false)),
                Optional.empty()))
        .contains(new Correlation.Problem("condition", "how many, such as {gte: 5}"));
  }

  private static List<Outcome> play(Correlation correlation, List<SignalMatch> matches) {
    CorrelationGroup group = new CorrelationGroup(correlation);
    for (SignalMatch match : matches) {
      arrive(group, match);
    }
    return reach(group, TestCorrelations.at(100_000));
  }

  private static CorrelationGroup.Arrival arrive(CorrelationGroup group, SignalMatch match) {
    CorrelationGroup.Arrival arrival = group.arrive(match, false);
    if (arrival.verdict() == Verdict.TAKEN) {
      group.accept(arrival.change());
    }
    return arrival;
  }

  private static List<Outcome> reach(CorrelationGroup group, Instant watermark) {
    CorrelationGroup.Change change = group.reach(watermark);
    group.accept(change);
    return change.outcomes();
  }

  /** Time goes on meanwhile, as far as it may; what is left arrives shuffled. */
  private static List<Outcome> playByPieces(
      Correlation correlation, List<SignalMatch> matches, Random random) {
    List<SignalMatch> ordered = new ArrayList<>(matches);
    ordered.sort(SignalMatch.order(correlation));
    List<Outcome> outcomes = new ArrayList<>();
    CorrelationGroup group = new CorrelationGroup(correlation);
    int from = 0;
    while (from < ordered.size()) {
      int to = Math.min(ordered.size(), from + 1 + random.nextInt(12));
      List<SignalMatch> piece = new ArrayList<>(ordered.subList(from, to));
      Collections.shuffle(piece, random);
      for (SignalMatch match : piece) {
        arrive(group, match);
      }
      from = to;
      if (from < ordered.size()) {
        outcomes.addAll(reach(group, ordered.get(from).at()));
      }
    }
    outcomes.addAll(reach(group, TestCorrelations.at(100_000)));
    return outcomes;
  }
}
