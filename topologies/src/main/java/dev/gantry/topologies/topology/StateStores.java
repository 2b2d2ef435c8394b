package dev.gantry.topologies.topology;

import dev.gantry.topologies.processor.KeptStates;
import dev.gantry.topologies.processor.KeptStates.Codec;
import java.util.Map;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** Makes the topologies' state stores. */
final class StateStores {

  /**
   * Small segments that are compacted often: what a restart replays is then near what a store
   * holds. The active segment is never compacted, and by default it is 1 GiB.
   */
  private static final Map<String, String> CHANGELOG =
      Map.of(
          TopicConfig.SEGMENT_BYTES_CONFIG, "8388608",
          TopicConfig.MIN_CLEANABLE_DIRTY_RATIO_CONFIG, "0.2");

  /** Largest value, bytes: a changelog takes batches of 1 MiB, Kafka's default. */
  private static final int LARGEST_VALUE = 1_048_576 - 16_384;

  private StateStores() {}

  /** In memory with a changelog: under exactly-once a crash wipes stores on disk all the same. */
  static <K, V> StoreBuilder<KeyValueStore<K, V>> inMemory(
      String name, Serde<K> keys, Serde<V> values) {
    return unbounded(name, keys, Sized.atMost(LARGEST_VALUE, values));
  }

  private static <K, V> StoreBuilder<KeyValueStore<K, V>> unbounded(
      String name, Serde<K> keys, Serde<V> values) {
    return Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(name), keys, values)
        .withLoggingEnabled(CHANGELOG)
        .withCachingDisabled();
  }

  /**
   * As {@link #inMemory}, where a key changes many times between two commits and only its last
   * value need reach the changelog.
   */
  static <K, V> StoreBuilder<KeyValueStore<K, V>> cached(
      String name, Serde<K> keys, Serde<V> values) {
    return inMemory(name, keys, values).withCachingEnabled();
  }

  /**
   * As {@link #inMemory}, with states that are encoded and written once before each commit: of what
   * is too large then, no record is the cause that could be set aside.
   */
  static <S> StoreBuilder<? extends KeptStates<S>> writtenOnCommit(String name, Codec<S> codec) {
    return writtenOnCommit(name, codec, Long.MAX_VALUE);
  }

  /**
   * As above, where there may be many states that nobody asks for again.
   *
   * @param most total {@link Codec#size} from which on states that were written are objects no
   *     more: first those that were not asked for longest
   */
  static <S> StoreBuilder<? extends KeptStates<S>> writtenOnCommit(
      String name, Codec<S> codec, long most) {
    return new WrittenOnCommit.Builder<>(
        unbounded(name, Serdes.String(), Serdes.ByteArray()), codec, most);
  }

  /** The persistent store that every topology has one of. */
  static StoreBuilder<AnchorStore> anchor() {
    return new AnchorStore.Builder();
  }
}
