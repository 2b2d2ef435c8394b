package dev.gantry.topologies.processor.signin;

import dev.gantry.schemas.records.TimeMode;
import dev.gantry.topologies.processor.KeptStates;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.Function;

/**
 * What is remembered of an account or an address, and in which mode time ran when it was last heard
 * of: how far a replay has come says nothing of what is live, nor the other way round.
 *
 * @param state mutable
 */
record Remembered<S>(S state, TimeMode mode) {

  /** Stand before the bytes of a state; earlier builds wrote none, and states begin otherwise. */
  private static final byte LIVE = 'L';

  private static final byte REPLAY = 'R';

  /** How it is kept in bytes, the state in one part. */
  static <S> KeptStates.Codec<Remembered<S>> codec(
      Function<S, byte[]> encode, Function<byte[], S> decode) {
    return KeptStates.Codec.whole(
        kept -> toBytes(kept.mode, encode.apply(kept.state)), (key, bytes) -> of(bytes, decode));
  }

  private static byte[] toBytes(TimeMode mode, byte[] state) {
    return ByteBuffer.allocate(1 + state.length)
        .put(mode == TimeMode.REPLAY ? REPLAY : LIVE)
        .put(state)
        .array();
  }

  private static <S> Remembered<S> of(byte[] bytes, Function<byte[], S> decode) {
    if (bytes[0] != LIVE && bytes[0] != REPLAY) {
      return new Remembered<>(decode.apply(bytes), TimeMode.LIVE);
    }
    return new Remembered<>(
        decode.apply(Arrays.copyOfRange(bytes, 1, bytes.length)),
        bytes[0] == REPLAY ? TimeMode.REPLAY : TimeMode.LIVE);
  }
}
