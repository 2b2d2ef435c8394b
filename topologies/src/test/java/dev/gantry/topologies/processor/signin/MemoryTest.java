package dev.gantry.topologies.processor.signin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.domain.signin.Worth;
import dev.gantry.schemas.records.TimeMode;
import dev.gantry.topologies.testing.CodedStates;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.junit.jupiter.api.Test;

/** States here are what they are worth. */
class MemoryTest {

  private static final int ROOM = 8;
  private static final Memory.Kind<Worth> NAMES =
      new Memory.Kind<>("names", worth -> worth, (worth, atUs) -> false);

  private final MockProcessorContext<String, String> context = new MockProcessorContext<>();
  private final CodedStates<Remembered<Worth>> states = states();
  private final Memory<Worth> memory = memory(states);

  @Test
  void shouldForgetBeyondItsRoomAndCountThem() {
    memory.keep("ann", Worth.PROVEN, TimeMode.LIVE);
    for (int i = 0; i < 20; i++) {
      memory.keep("name-" + i, Worth.HEARD, TimeMode.LIVE);
    }
    assertThat(kept(states)).hasSize(ROOM).contains("ann", "name-19").doesNotContain("name-12");
    assertThat(memory.recall("name-0")).isNull();
    assertThat(context.metrics().metrics())
        .anySatisfy(
            (name, metric) -> {
              assertThat(name.group()).isEqualTo("stream-signin-metrics");
              assertThat(name.name()).isEqualTo("forgotten-total");
              assertThat(name.tags()).containsEntry("signin-id", "names");
              assertThat(metric.metricValue()).isEqualTo(13.0);
            });
  }

  @Test
  void shouldForgetTheSameWhenATaskStartsAnewBetweenAnyTwoEvents() {
    CodedStates<Remembered<Worth>> restarted = states();
    List<Worth> worths = List.of(Worth.values());
    Random random = new Random(7);
    for (int i = 0; i < 500; i++) {
      String name = "name-" + random.nextInt(20);
      Worth worth = worths.get(random.nextInt(worths.size()));

      memory.keep(name, worth, TimeMode.LIVE);
      memory(restarted).keep(name, worth, TimeMode.LIVE);

      assertThat(kept(restarted)).isEqualTo(kept(states));
    }
  }

  @Test
  void shouldShrinkToARoomThatIsSmallerThanBefore() {
    for (int i = 0; i < ROOM; i++) {
      memory.keep("name-" + i, Worth.HEARD, TimeMode.LIVE);
    }
    new Memory<>(NAMES, states, context, 4).keep("ann", Worth.HEARD, TimeMode.LIVE);

    assertThat(kept(states)).containsExactly("ann", "name-5", "name-6", "name-7");
  }

  @Test
  void shouldMakeRoomWhereANameIsForgotten() {
    for (int i = 0; i < ROOM; i++) {
      memory.keep("name-" + i, Worth.HEARD, TimeMode.LIVE);
    }
    memory.forget("name-3");
    memory.keep("ann", Worth.HEARD, TimeMode.LIVE);

    assertThat(kept(states)).hasSize(ROOM).contains("name-0").doesNotContain("name-3");
  }

  private static CodedStates<Remembered<Worth>> states() {
    return new CodedStates<>(
        "states",
        Remembered.codec(
            worth -> worth.name().getBytes(UTF_8),
            bytes -> Worth.valueOf(new String(bytes, UTF_8))));
  }

  private Memory<Worth> memory(CodedStates<Remembered<Worth>> of) {
    return new Memory<>(NAMES, of, context, ROOM);
  }

  private static List<String> kept(CodedStates<Remembered<Worth>> states) {
    List<String> names = new ArrayList<>();
    states.forEach((name, kept) -> names.add(name));
    return names;
  }
}
