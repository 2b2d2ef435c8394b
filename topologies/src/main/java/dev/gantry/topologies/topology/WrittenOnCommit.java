package dev.gantry.topologies.topology;

import dev.gantry.topologies.processor.KeptStates;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.internals.CacheFlushListener;
import org.apache.kafka.streams.state.internals.CachedStateStore;
import org.jspecify.annotations.Nullable;

/**
 * {@link KeptStates} in front of a store of bytes. Kafka Streams' own cache would hold bytes, so
 * that each change had to be encoded. Other threads see what was written before the last commit.
 * The first part of a state lies under its key, and each other one under the key, a zero character
 * and its name: keys have no control characters.
 *
 * <p>{@link CachedStateStore} is internal to Kafka Streams, and the only way to be told that a
 * commit is about to be made: {@link StateStore#commit} comes after it.
 */
final class WrittenOnCommit<S>
    implements KeptStates<S>,
        CachedStateStore<String, byte[]>,
        ReadOnlyKeyValueStore<String, byte[]> {

  private final KeyValueStore<String, byte[]> written;
  private final Codec<S> codec;
  private final long most;

  /** Those that are objects, the one last asked for last. */
  private final Map<String, Kept<S>> states = new LinkedHashMap<>(16, 0.75f, true);

  private long size;

  /** Those that are to be written, in the order in which they changed. */
  private final Set<Kept<S>> changed = new LinkedHashSet<>();

  /** A state as an object. */
  private static final class Kept<S> {
    private final String key;
    private S state;
    private boolean changed;

    /** As it was when the state was read or written. */
    private int size;

    Kept(String key, S state) {
      this.key = key;
      this.state = state;
    }
  }

  private WrittenOnCommit(KeyValueStore<String, byte[]> written, Codec<S> codec, long most) {
    this.written = written;
    this.codec = codec;
    this.most = most;
  }

  @Override
  public @Nullable S load(String key) {
    Kept<S> known = states.get(key);
    if (known != null) {
      return known.state;
    }
    return written.get(key) == null ? null : decoded(key);
  }

  private S decoded(String key) {
    S state = codec.decode(key, part -> written.get(KeptStates.name(key, part)));
    Kept<S> kept = new Kept<>(key, state);
    states.put(key, kept);
    measure(kept);
    return state;
  }

  @Override
  public void save(String key, S state) {
    Kept<S> kept = states.get(key);
    if (kept == null) {
      kept = new Kept<>(key, state);
      states.put(key, kept);
    }
    kept.state = state;
    if (!kept.changed) {
      kept.changed = true;
      changed.add(kept);
    }
  }

  @Override
  public void revert(String key) {
    Kept<S> kept = states.remove(key);
    if (kept != null) {
      size -= kept.size;
      changed.remove(kept);
    }
  }

  @Override
  public void forget(String key) {
    S state = load(key);
    if (state != null) {
      codec.partNames(state).stream()
          .map(part -> KeptStates.name(key, part))
          .filter(name -> written.get(name) != null)
          .forEach(written::delete);
      revert(key);
    }
  }

  @Override
  public void forEach(BiConsumer<String, S> taker) {
    flushCache();
    try (KeyValueIterator<String, byte[]> all = written.all()) {
      while (all.hasNext()) {
        String key = all.next().key;
        if (KeptStates.isKey(key)) {
          Kept<S> known = states.get(key);
          taker.accept(key, known == null ? decoded(key) : known.state);
          makeRoom();
        }
      }
    }
  }

  @Override
  public void flushCache() {
    for (Kept<S> kept : changed) {
      codec.giveChanges(kept.state, (part, bytes) -> write(KeptStates.name(kept.key, part), bytes));
      kept.changed = false;
      measure(kept);
    }
    changed.clear();
    makeRoom();
  }

  private void measure(Kept<S> kept) {
    size -= kept.size;
    kept.size = codec.size(kept.state);
    size += kept.size;
  }

  /** Keeps no more objects than is said, of those that are written. */
  private void makeRoom() {
    Iterator<Kept<S>> oldest = states.values().iterator();
    while (size > most && oldest.hasNext()) {
      Kept<S> kept = oldest.next();
      if (!kept.changed) {
        size -= kept.size;
        oldest.remove();
      }
    }
  }

  private void write(String name, byte @Nullable [] bytes) {
    if (bytes == null) {
      written.delete(name);
    } else {
      written.put(name, bytes);
    }
  }

  @Override
  public void clearCache() {
    states.clear();
    size = 0;
    changed.clear();
  }

  @Override
  public boolean setFlushListener(
      CacheFlushListener<String, byte[]> listener, boolean sendOldValues) {
    return false; // nothing follows a change of a state
  }

  @Override
  public byte @Nullable [] get(String key) {
    return written.get(key);
  }

  @Override
  public KeyValueIterator<String, byte[]> range(@Nullable String from, @Nullable String to) {
    return written.range(from, to);
  }

  @Override
  public KeyValueIterator<String, byte[]> all() {
    return written.all();
  }

  @Override
  public long approximateNumEntries() {
    return written.approximateNumEntries();
  }

  @Override
  public String name() {
    return written.name();
  }

  @Override
  public void init(StateStoreContext context, StateStore root) {
    clearCache();
    written.init(context, root);
  }

  @Override
  public void close() {
    clearCache();
    written.close();
  }

  @Override
  public boolean persistent() {
    return written.persistent();
  }

  @Override
  public boolean isOpen() {
    return written.isOpen();
  }

  /** Makes such stores. */
  static final class Builder<S> implements StoreBuilder<WrittenOnCommit<S>> {
    private final StoreBuilder<KeyValueStore<String, byte[]>> written;
    private final Codec<S> codec;
    private final long most;

    /**
     * @param written makes the stores of bytes, without a cache
     * @param most total size from which on states that were written are objects no more
     */
    Builder(StoreBuilder<KeyValueStore<String, byte[]>> written, Codec<S> codec, long most) {
      this.written = written;
      this.codec = codec;
      this.most = most;
    }

    @Override
    public WrittenOnCommit<S> build() {
      return new WrittenOnCommit<>(written.build(), codec, most);
    }

    @Override
    public Builder<S> withCachingEnabled() {
      return this; // it is a cache itself
    }

    @Override
    public Builder<S> withCachingDisabled() {
      return this;
    }

    @Override
    public Builder<S> withLoggingEnabled(Map<String, String> config) {
      return new Builder<>(written.withLoggingEnabled(config), codec, most);
    }

    @Override
    public Builder<S> withLoggingDisabled() {
      return new Builder<>(written.withLoggingDisabled(), codec, most);
    }

    @Override
    public Map<String, String> logConfig() {
      return written.logConfig();
    }

    @Override
    public boolean loggingEnabled() {
      return written.loggingEnabled();
    }

    @Override
    public String name() {
      return written.name();
    }
  }
}
