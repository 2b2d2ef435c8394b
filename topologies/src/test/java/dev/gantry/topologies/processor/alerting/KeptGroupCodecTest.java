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
import dev.gantry.domain.correlation.WaitingMatches;
import dev.gantry.schemas.records.TimeMode;
import dev.gantry.schemas.serde.MalformedRecordException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class KeptGroupCodecTest {

  private static final Instant T0 = Instant.parse("2026-01-01T00:00:00.000001Z");

  private final KeptGroupCodec codec = new KeptGroupCodec();
  private final Map<String, byte[]> parts = new TreeMap<>();
  private final List<String> changed = new ArrayList<>();

  @Test
  void shouldReadWhatItWrote() {
    for (KeptGroup kept :
        List.of(
            kept(Correlation.Type.VALUE_COUNT, Optional.of(count(Optional.empty()))),
            kept(Correlation.Type.VALUE_COUNT, Optional.of(count(Optional.of(9)))),
            kept(Correlation.Type.TEMPORAL_ORDERED, Optional.empty()))) {
      parts.clear();
      write(kept);

      assertIsAsWritten(kept);
      assertThat(kept.group().isEmpty()).isFalse();
    }
  }

  @Test
  void shouldReadALargeGroupWhateverBecameOfItsMatches() {
    Random random = new Random(7);
    KeptGroup kept = empty();
    int second = 0;
    for (int round = 0; round < 300; round++) {
      for (int left = random.nextInt(60); left > 0; left--) {
        arrive(kept, match(second + random.nextInt(200)));
        second++;
      }
      if (random.nextInt(3) == 0) {
        reach(kept, second - random.nextInt(400));
      }
      if (random.nextInt(2) == 0) {
        write(kept);
        KeptGroup read = assertIsAsWritten(kept);
        kept = random.nextBoolean() ? read : kept;
      }
    }
    assertThat(kept.group().waiting().size()).isGreaterThan(100);
    reach(kept, second + 500);
    write(kept);
    assertThat(parts).containsOnlyKeys("");
  }

  @Test
  void shouldWriteOfALargeGroupWhatIsNew() {
    KeptGroup kept = empty();
    for (int second = 0; second < 1_000; second++) {
      arrive(kept, match(second));
    }
    write(kept);
    int all = parts.values().stream().mapToInt(bytes -> bytes.length).sum();
    assertThat(changed).hasSize(1_000 / WaitingMatches.MOST_IN_BLOCK + 1);
    changed.clear();

    arrive(kept, match(1_000));
    write(kept);

    assertThat(changed).containsExactly("");
    assertThat(part("").length).isLessThan(all / 20);
    changed.clear();

    reach(kept, 2 * WaitingMatches.MOST_IN_BLOCK + 1);
    write(kept);

    assertThat(changed)
        .as("two blocks were taken, and one of another")
        .containsExactly("0", "1", "");
    assertThat(parts).doesNotContainKeys("0", "1").containsKey("2");
    assertIsAsWritten(kept);
  }

  @Test
  void shouldKeepPartsSmallWhateverMatchesSay() {
    KeptGroup kept = empty();
    for (int second = 0; second < 100; second++) {
      arrive(kept, match(second, "x".repeat(5_000 + 3_000 * (second % 10))));
    }
    write(kept);

    assertThat(parts.values())
        .hasSizeGreaterThan(5)
        .allMatch(bytes -> bytes.length < WaitingMatches.BLOCK_BYTES + 40_000);
    assertIsAsWritten(kept);
  }

  @Test
  void shouldRefuseWhatFitsIntoNoRecord() {
    KeptGroup kept = empty();
    arrive(kept, match(1, "x".repeat(700 * 1024)));
    KeptGroupCodec.requireRoom(kept.group().reach(T0.plusSeconds(2)).state());
    KeptGroup larger = empty();
    arrive(larger, match(1, "x".repeat(800 * 1024)));

    assertThatThrownBy(() -> KeptGroupCodec.requireRoom(larger.group().state()))
        .isInstanceOf(MalformedRecordException.class)
        .hasMessageContaining("expected at most 786432 bytes");
  }

  @Test
  void shouldRefuseBytesOfAnotherVersionAndCutOnes() {
    write(kept(Correlation.Type.TEMPORAL_ORDERED, Optional.empty()));
    byte[] bytes = part("");
    byte[] other = bytes.clone();
    other[0] = 99;
    assertThatThrownBy(() -> codec.decode("key", part -> other))
        .hasMessage("stored group: expected state of format 3, found 99");
    for (int length = 0; length < bytes.length; length += 5) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> codec.decode("key", part -> cut))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private byte[] part(String name) {
    return Objects.requireNonNull(parts.get(name), name);
  }

  private void write(KeptGroup kept) {
    codec.giveChanges(
        kept,
        (part, bytes) -> {
          changed.add(part);
          if (bytes == null) {
            parts.remove(part);
          } else {
            parts.put(part, bytes);
          }
        });
    assertThat(codec.partNames(kept)).containsExactlyInAnyOrderElementsOf(parts.keySet());
  }

  private KeptGroup assertIsAsWritten(KeptGroup kept) {
    KeptGroup read = codec.decode("key", parts::get);
    assertThat(read.key()).isEqualTo(kept.key());
    assertThat(read.identity()).isEqualTo(kept.identity());
    assertThat(read.plan()).isEqualTo(kept.plan());
    assertThat(read.mode()).isEqualTo(kept.mode());
    assertThat(read.alertUntil()).isEqualTo(kept.alertUntil());
    assertThat(read.group().state()).isEqualTo(kept.group().state());
    assertThat(read.group().takenUntil()).isEqualTo(kept.group().takenUntil());
    assertThat(read.group().waiting().blocks()).isEqualTo(kept.group().waiting().blocks());
    assertThat(read.group().waiting().inOrder()).isEqualTo(kept.group().waiting().inOrder());
    assertThat(read.writtenBlocks()).isEqualTo(kept.writtenBlocks());
    return read;
  }

  private static void arrive(KeptGroup kept, SignalMatch match) {
    CorrelationGroup.Arrival arrival = kept.group().arrive(match, false);
    if (arrival.verdict() == CorrelationGroup.Verdict.TAKEN) {
      kept.accept(arrival.change(), kept.alertUntil());
    }
  }

  private static void reach(KeptGroup kept, int second) {
    kept.accept(kept.group().reach(T0.plusSeconds(second)), kept.alertUntil());
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
    CorrelationPlan plan =
        new CorrelationPlan(
            3,
            correlation,
            List.of(
                new CorrelationPlan.Reads("t", new TreeMap<>(Map.of("gate", "place"))),
                new CorrelationPlan.Reads("t", new TreeMap<>()),
                new CorrelationPlan.Reads("t", new TreeMap<>())),
            new TreeMap<>(Map.of("severity", "high")),
            new TreeMap<>(Map.of("summary", "{{a.x}}")),
            Duration.ofMinutes(5),
            count.map(any -> new AlertTask("", Optional.empty(), false)));
    Identity identity = new Identity("harbour", "r", new TreeMap<>(Map.of("gate", "größe")));
    KeptGroup kept =
        new KeptGroup(
            identity,
            TimeMode.REPLAY,
            plan,
            new CorrelationGroup(correlation),
            count.map(any -> T0.plusSeconds(300)));
    for (int i = 0; i < 6; i++) {
      arrive(kept, match(i));
    }
    reach(kept, 4);
    return kept;
  }

  /** A group without matches. */
  private static KeptGroup empty() {
    KeptGroup kept =
        kept(
            Correlation.Type.EVENT_COUNT,
            Optional.of(new Count(2, Optional.empty(), Optional.empty())));
    return new KeptGroup(
        kept.identity(),
        kept.mode(),
        kept.plan(),
        new CorrelationGroup(kept.plan().correlation()),
        Optional.empty());
  }

  private static SignalMatch match(int second) {
    return match(second, "1");
  }

  private static SignalMatch match(int second, String says) {
    return new SignalMatch(
        second % 2,
        T0.plusSeconds(second),
        "v" + second,
        "cause-" + second,
        new TreeMap<>(Map.of("site", "harbour", "camera", "c" + second)),
        new TreeMap<>(Map.of("a.x", says)),
        new SourceRecord("t", 2, 5_000_000_000L + second));
  }
}
