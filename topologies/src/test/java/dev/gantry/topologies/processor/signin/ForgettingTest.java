package dev.gantry.topologies.processor.signin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.domain.time.Micros;
import dev.gantry.schemas.records.TimeMode;
import dev.gantry.topologies.processor.KeptStates;
import dev.gantry.topologies.testing.CodedStates;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** States here are the moment at which they are spent. */
class ForgettingTest {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final KeptStates.Codec<Remembered<Instant>> codec =
      Remembered.codec(
          state -> state.toString().getBytes(UTF_8),
          bytes -> Instant.parse(new String(bytes, UTF_8)));
  private final CodedStates<Remembered<Instant>> states = new CodedStates<>("states", codec);
  private final Forgetting<Instant> forgetting =
      new Forgetting<>((spentAt, nowUs) -> Micros.of(spentAt) <= nowUs);

  @Test
  void shouldForgetWhatIsSpentOnceAnHourOfEventTime() {
    keep("ann", TimeMode.LIVE, 1);
    keep("bob", TimeMode.LIVE, 48);

    pass(TimeMode.LIVE, 0);
    pass(TimeMode.LIVE, 2);

    assertThat(kept()).containsExactly("bob");
  }

  @Test
  void shouldForgetNothingForAnEventThatIsDatedYearsAheadAndGoOnAfterwards() {
    keep("ann", TimeMode.REPLAY, 4);
    keep("bob", TimeMode.REPLAY, 48);
    pass(TimeMode.REPLAY, 0);

    reach(TimeMode.REPLAY, Instant.parse("2099-01-01T00:00:00Z"));
    pass(TimeMode.REPLAY, 2);
    assertThat(kept()).containsExactly("ann", "bob");

    pass(TimeMode.REPLAY, 6);
    assertThat(kept()).containsExactly("bob");
  }

  @Test
  void shouldForgetOfEachModeOnlyItsOwn() {
    keep("live", TimeMode.LIVE, 1);
    keep("replayed", TimeMode.REPLAY, 1);

    pass(TimeMode.REPLAY, 0);
    pass(TimeMode.REPLAY, 2);
    assertThat(kept()).containsExactly("live");

    pass(TimeMode.LIVE, 0);
    pass(TimeMode.LIVE, 2);
    assertThat(kept()).isEmpty();
  }

  @Test
  void shouldForgetInAReplayThatBeginsBeforeTheLastOne() {
    pass(TimeMode.REPLAY, 1_000);
    keep("ann", TimeMode.REPLAY, 2);

    pass(TimeMode.REPLAY, 0);
    pass(TimeMode.REPLAY, 3);

    assertThat(kept()).isEmpty();
  }

  @Test
  void shouldTakeWhatEarlierBuildsKept() {
    assertThat(codec.decode("ann", part -> START.toString().getBytes(UTF_8)))
        .isEqualTo(new Remembered<>(START, TimeMode.LIVE, 0));
    assertThat(codec.decode("ann", part -> ("L" + START).getBytes(UTF_8)))
        .isEqualTo(new Remembered<>(START, TimeMode.LIVE, 0));
    assertThat(codec.decode("ann", part -> ("R" + START).getBytes(UTF_8)))
        .isEqualTo(new Remembered<>(START, TimeMode.REPLAY, 0));
  }

  private void keep(String name, TimeMode mode, long spentAfterHours) {
    states.save(name, new Remembered<>(START.plus(Duration.ofHours(spentAfterHours)), mode, 0));
  }

  /** As many events at an hour as it takes to believe that it has come. */
  private void pass(TimeMode mode, long hours) {
    for (int i = 0; i < Forgetting.AGREEING; i++) {
      reach(mode, START.plus(Duration.ofHours(hours)));
    }
  }

  private void reach(TimeMode mode, Instant at) {
    forgetting.reach(mode, Micros.of(at), states).forEach(states::forget);
  }

  private List<String> kept() {
    List<String> names = new ArrayList<>();
    states.forEach((name, kept) -> names.add(name));
    return names;
  }
}
