package dev.gantry.topologies.testing;

import dev.gantry.topologies.processor.KeptStates;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.jspecify.annotations.Nullable;

/** States that are nothing but bytes between two calls, as if each call followed a restart. */
public final class CodedStates<S> implements KeptStates<S> {

  private final String name;
  private final Codec<S> codec;
  private final Map<String, Map<String, byte[]>> parts = new TreeMap<>();

  public CodedStates(String name, Codec<S> codec) {
    this.name = name;
    this.codec = codec;
  }

  @Override
  public @Nullable S load(String key) {
    Map<String, byte[]> known = parts.get(key);
    return known == null ? null : codec.decode(key, known::get);
  }

  @Override
  public void save(String key, S state) {
    Map<String, byte[]> known = parts.computeIfAbsent(key, k -> new TreeMap<>());
    codec.giveChanges(
        state,
        (part, bytes) -> {
          if (bytes == null) {
            known.remove(part);
          } else {
            known.put(part, bytes);
          }
        });
  }

  @Override
  public void revert(String key) {}

  @Override
  public void forget(String key) {
    parts.remove(key);
  }

  @Override
  public void forEach(BiConsumer<String, S> taker) {
    parts.forEach((key, known) -> taker.accept(key, codec.decode(key, known::get)));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void init(StateStoreContext context, StateStore root) {}

  @Override
  public void close() {}

  @Override
  public boolean persistent() {
    return false;
  }

  @Override
  public boolean isOpen() {
    return true;
  }
}
