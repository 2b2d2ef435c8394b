package dev.gantry.topologies.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.topologies.processor.KeptStates;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WrittenOnCommitTest {

  private int encoded;
  private WrittenOnCommit<StringBuilder> store;

  @BeforeEach
  void open() {
    store =
        open(KeptStates.Codec.whole(this::encode, (key, bytes) -> new StringBuilder(text(bytes))));
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

  @Test
  void shouldKeepNoMoreObjectsThanItIsToldWhenTheyAreWritten() {
    KeptStates.Codec<StringBuilder> codec =
        KeptStates.Codec.whole(this::encode, (key, bytes) -> new StringBuilder(text(bytes)));
    WrittenOnCommit<StringBuilder> bounded = open(codec, 2);
    StringBuilder oldest = new StringBuilder("1");
    StringBuilder older = new StringBuilder("2");
    StringBuilder newest = new StringBuilder("3");
    bounded.save("a", oldest);
    bounded.save("b", older);
    bounded.save("c", newest);
    assertThat(bounded.load("a")).as("not before it is written").isSameAs(oldest);

    bounded.flushCache();

    assertThat(bounded.load("a")).as("asked for after b").isSameAs(oldest);
    assertThat(bounded.load("c")).isSameAs(newest);
    assertThat(bounded.load("b")).isNotSameAs(older).asString().isEqualTo("2");
    bounded.forget("b");
    bounded.forget("a");
    assertThat(bounded.load("c")).isSameAs(newest);
  }

  @Test
  void shouldKeepNoMoreObjectsThanItIsToldWhenItGivesAll() {
    KeptStates.Codec<StringBuilder> codec =
        KeptStates.Codec.whole(this::encode, (key, bytes) -> new StringBuilder(text(bytes)));
    WrittenOnCommit<StringBuilder> bounded = open(codec, 2);
    for (String key : List.of("a", "b", "c")) {
      bounded.save(key, new StringBuilder(key));
    }
    bounded.flushCache();
    bounded.clearCache();

    Map<String, StringBuilder> all = new TreeMap<>();
    bounded.forEach(all::put);

    assertThat(all).containsOnlyKeys("a", "b", "c");
    assertThat(bounded.load("c")).isSameAs(all.get("c"));
    assertThat(bounded.load("a")).isNotSameAs(all.get("a"));
  }

  @Test
  void shouldKeepAStateInPartsAndForgetAllOfThem() {
    WrittenOnCommit<Map<String, String>> parted = open(new ByEntry());
    Map<String, String> state = new TreeMap<>(Map.of("", "head", "a", "1", "b", "2"));
    parted.save("key", state);
    parted.save("other", new TreeMap<>(Map.of("", "alone")));
    parted.flushCache();
    state.remove("b");
    parted.save("key", state);
    parted.flushCache();
    parted.clearCache();

    assertThat(parted.load("key")).isEqualTo(Map.of("", "head", "a", "1"));
    Map<String, Map<String, String>> all = new TreeMap<>();
    parted.forEach(all::put);
    assertThat(all).containsOnlyKeys("key", "other");

    parted.forget("key");

    assertThat(parted.load("key")).isNull();
    assertThat(parted.approximateNumEntries()).isEqualTo(1);
  }

  /** Gives each entry as a part. */
  private static final class ByEntry implements KeptStates.Codec<Map<String, String>> {
    private final Set<String> given = new TreeSet<>();

    @Override
    public void giveChanges(Map<String, String> state, BiConsumer<String, byte[]> to) {
      given.stream()
          .filter(part -> !state.containsKey(part))
          .forEach(part -> to.accept(part, null));
      state.forEach((part, text) -> to.accept(part, text.getBytes(StandardCharsets.UTF_8)));
      given.addAll(state.keySet());
    }

    @Override
    public List<String> partNames(Map<String, String> state) {
      return List.copyOf(state.keySet());
    }

    @Override
    public Map<String, String> decode(String key, Function<String, byte[]> parts) {
      Map<String, String> state = new TreeMap<>();
      for (String part : List.of("", "a", "b")) {
        byte[] bytes = parts.apply(part);
        if (bytes != null) {
          state.put(part, text(bytes));
        }
      }
      return state;
    }
  }

  private static <S> WrittenOnCommit<S> open(KeptStates.Codec<S> codec) {
    return open(codec, Long.MAX_VALUE);
  }

  private static <S> WrittenOnCommit<S> open(KeptStates.Codec<S> codec, long most) {
    WrittenOnCommit<S> opened =
        new WrittenOnCommit.Builder<>(
                StateStores.inMemory("states", Serdes.String(), Serdes.ByteArray()), codec, most)
            .withLoggingDisabled()
            .build();
    opened.init(new MockProcessorContext<>().getStateStoreContext(), opened);
    return opened;
  }

  private byte[] encode(StringBuilder state) {
    encoded++;
    return state.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
