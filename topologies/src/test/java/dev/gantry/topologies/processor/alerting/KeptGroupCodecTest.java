package dev.gantry.topologies.processor.alerting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gantry.domain.alerting.AlertTask;
import dev.gantry.domain.alerting.Correlation;
import dev.gantry.domain.alerting.Correlation.Term;
import dev.gantry.domain.alerting.Count;
import dev.gantry.domain.alerting.Identity;
import dev.gantry.domain.alerting.SourceRecord;
import dev.gantry.domain.correlation.CorrelationGroup;
import dev.gantry.domain.correlation.SignalMatch;
import dev.gantry.schemas.records.TimeMode;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class KeptGroupCodecTest {

  private static final Instant T0 = Instant.parse("2026-01-01T00:00:00.000001Z");

  @Test
  void shouldReadWhatItWrote() {
    for (KeptGroup kept :
        List.of(
            kept(Correlation.Type.VALUE_COUNT, Optional.of(count(Optional.empty()))),
            kept(Correlation.Type.VALUE_COUNT, Optional.of(count(Optional.of(9)))),
            kept(Correlation.Type.TEMPORAL_ORDERED, Optional.empty()))) {
      assertThat(KeptGroupCodec.fromBytes(KeptGroupCodec.toBytes(kept))).isEqualTo(kept);
      assertThat(kept.group().isEmpty()).isFalse();
    }
  }

  @Test
  void shouldRefuseBytesOfAnotherVersionAndCutOnes() {
    byte[] bytes =
        KeptGroupCodec.toBytes(kept(Correlation.Type.TEMPORAL_ORDERED, Optional.empty()));
    byte[] other = bytes.clone();
    other[0] = 99;
    assertThatThrownBy(() -> KeptGroupCodec.fromBytes(other))
        .hasMessage("stored group: expected state of format 2, found 99");
    for (int length = 0; length < bytes.length; length += 5) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> KeptGroupCodec.fromBytes(cut))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private static Count count(Optional<Integer> most) {
    return new Count(2, most, Optional.of("user"));
  }

  /** A group with matches that wait, and with some that were taken. */
  private static KeptGroup kept(Correlation.Type type, Optional<Count> count) {
    List<Term> terms =
        type.counts()
            ? List.of(new Term("a", false), new Term("b", false))
            : List.of(new Term("a", false), new Term("b", false), new Term("x", true));
    Correlation correlation =
        new Correlation(type, terms, Duration.ofSeconds(30), count, Correlation.noAliases());
    CorrelationGroup group = CorrelationGroup.EMPTY;
    for (int i = 0; i < 6; i++) {
      group = group.arrive(correlation, match(i), false).group();
    }
    group = group.reach(correlation, T0.plusSeconds(4)).group();
    CorrelationPlan plan =
        new CorrelationPlan(
            3,
            correlation,
            List.of(new CorrelationPlan.Reads("t", new TreeMap<>(Map.of("gate", "place")))),
            new TreeMap<>(Map.of("severity", "high")),
            new TreeMap<>(Map.of("summary", "{{a.x}}")),
            Duration.ofMinutes(5),
            count.map(any -> new AlertTask("", Optional.empty(), false)));
    Identity identity = new Identity("harbour", "r", new TreeMap<>(Map.of("gate", "größe")));
    return new KeptGroup(
        identity, TimeMode.REPLAY, plan, group, count.map(any -> T0.plusSeconds(300)));
  }

  private static SignalMatch match(int second) {
    return new SignalMatch(
        second % 2,
        T0.plusSeconds(second),
        "v" + second,
        "cause-" + second,
        new TreeMap<>(Map.of("site", "harbour", "camera", "c" + second)),
        new TreeMap<>(Map.of("a.x", "1")),
        new SourceRecord("t", 2, 5_000_000_000L + second));
  }
}
