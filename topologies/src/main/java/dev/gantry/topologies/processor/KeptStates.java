package dev.gantry.topologies.processor;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.apache.kafka.streams.processor.StateStore;
import org.jspecify.annotations.Nullable;

/**
 * States by key, which stay objects between records: they are encoded, and written to the
 * changelog, once before each commit, however often they changed. One thread.
 *
 * @param <S> state; mutable
 */
public interface KeptStates<S> extends StateStore {

  /** Stands between a key and the name of a part. */
  char PART = '\0';

  /** The state of a key, to be changed and {@link #save}d; null when there is none. */
  @Nullable S load(String key);

  /** Keeps a state from now on. */
  void save(String key, S state);

  /**
   * Goes back to what the last commit wrote of a key, or to nothing: for a state that a failure
   * left half changed.
   */
  void revert(String key);

  /** Keeps nothing of a key any more; not while {@link #forEach} gives states. */
  void forget(String key);

  /** Gives all states, in the order of their keys. */
  void forEach(BiConsumer<String, S> taker);

  /** What a part of a state is written under: keys have no control characters. */
  static String name(String key, String part) {
    return part.isEmpty() ? key : key + PART + part;
  }

  /** Whether something is written under the name of a first part, which is the key itself. */
  static boolean isKey(String name) {
    return name.indexOf(PART) < 0;
  }

  /**
   * How a state is kept in bytes: in parts by name, so that of a large one only what changed is
   * written. The first part has the name "" and is there as long as the state is.
   */
  interface Codec<S> {

    /** Gives the parts that changed since this was last called; null for one that is no more. */
    void giveChanges(S state, BiConsumer<String, byte @Nullable []> to);

    /** The names of all parts. */
    List<String> partNames(S state);

    /** About how much room a state takes as an object, in a measure of the codec's own. */
    default int size(S state) {
      return 1;
    }

    /**
     * The state of a key.
     *
     * @param parts gives a part by its name; null when there is none
     */
    S decode(String key, Function<String, byte @Nullable []> parts);

    /**
     * That of a state in one part.
     *
     * @param encode gives a state in bytes
     * @param decode gives the state of a key from them
     */
    static <S> Codec<S> whole(Function<S, byte[]> encode, BiFunction<String, byte[], S> decode) {
      return new WholeCodec<>(encode, decode);
    }
  }
}
