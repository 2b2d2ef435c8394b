package dev.gantry.topologies.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.topologies.processor.KeptStates;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WrittenOnCommitTest {

  private int encoded;
  private WrittenOnCommit<StringBuilder> store;

  @BeforeEach
  void open() {
    KeptStates.Codec<StringBuilder> codec =
        new KeptStates.Codec<>(this::encode, (key, bytes) -> new StringBuilder(text(bytes)));
    store =
        new WrittenOnCommit.Builder<>(
                StateStores.inMemory("states", Serdes.String(), Serdes.ByteArray()), codec)
            .withLoggingDisabled()
            .build();
    store.init(new MockProcessorContext<>().getStateStoreContext(), store);
  }

  @Test
  void shouldEncodeAStateOnceACommitHoweverOftenItChanged() {
    StringBuilder state = new StringBuilder();
    for (char letter : "abc".toCharArray()) {
      store.save("key", state.append(letter));
    }
    assertThat(store.get("key")).as("for others, before the commit").isNull();

    store.flushCache();
    store.flushCache();

    assertThat(store.get("key")).isEqualTo("abc".getBytes(StandardCharsets.UTF_8));
    assertThat(encoded).isEqualTo(1);
    assertThat(store.load("key")).isSameAs(state);
  }

  @Test
  void shouldReadWhatWasWrittenWhenItHoldsNothingItself() {
    store.save("key", new StringBuilder("abc"));
    store.flushCache();
    store.clearCache();

    assertThat(store.load("key")).asString().isEqualTo("abc");
    assertThat(store.load("another")).isNull();
  }

  @Test
  void shouldGiveAllStatesAsTheyAreNow() {
    store.save("b", new StringBuilder("2"));
    store.flushCache();
    store.clearCache();
    store.save("a", new StringBuilder("1"));

    Map<String, String> all = new TreeMap<>();
    store.forEach((key, state) -> all.put(key, state.toString()));

    assertThat(all).isEqualTo(Map.of("a", "1", "b", "2"));
  }

  @Test
  void shouldGoBackToWhatTheLastCommitWrote() {
    store.save("key", new StringBuilder("abc"));
    store.flushCache();
    StringBuilder broken = Objects.requireNonNull(store.load("key")).append("half");
    store.save("key", broken);
    store.save("new", new StringBuilder("half"));

    store.revert("key");
    store.revert("new");
    store.flushCache();

    assertThat(store.load("key")).asString().isEqualTo("abc");
    assertThat(store.load("new")).isNull();
  }

  @Test
  void shouldForgetWhatNoCommitWroteWhenItIsOpenedAnew() {
    store.save("key", new StringBuilder("undone"));

    store.clearCache();
    store.flushCache();

    assertThat(store.load("key")).isNull();
    assertThat(encoded).isZero();
  }

  private byte[] encode(StringBuilder state) {
    encoded++;
    return state.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
