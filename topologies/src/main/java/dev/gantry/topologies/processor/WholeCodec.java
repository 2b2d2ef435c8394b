package dev.gantry.topologies.processor;

import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Keeps a state in one part. */
record WholeCodec<S>(Function<S, byte[]> encode, BiFunction<String, byte[], S> decode)
    implements KeptStates.Codec<S> {

  private static final String PART = "";

  @Override
  public void giveChanges(S state, BiConsumer<String, byte @Nullable []> to) {
    to.accept(PART, encode.apply(state));
  }

  @Override
  public List<String> partNames(S state) {
    return List.of(PART);
  }

  @Override
  public S decode(String key, Function<String, byte @Nullable []> parts) {
    return decode.apply(key, Objects.requireNonNull(parts.apply(PART), key));
  }
}
