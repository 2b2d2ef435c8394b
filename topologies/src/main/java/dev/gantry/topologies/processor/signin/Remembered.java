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
 * @param heard how often any of the partition had been heard of by then, so that the one of least
 *     was not heard of for longest; 0 where an earlier build did not count
 */
record Remembered<S>(S state, TimeMode mode, long heard) {

  /** Stand before the count and the bytes of a state. */
  private static final byte LIVE = 'l';

  private static final byte REPLAY = 'r';

  /** Earlier builds wrote these, and no count, or nothing before a state; none begins like them. */
  private static final byte LIVE_UNCOUNTED = 'L';

  private static final byte REPLAY_UNCOUNTED = 'R';

  /** How it is kept in bytes, the state in one part. */
  static <S> KeptStates.Codec<Remembered<S>> codec(
      Function<S, byte[]> encode, Function<byte[], S> decode) {
    return KeptStates.Codec.whole(
        kept -> toBytes(kept, encode.apply(kept.state)), (key, bytes) -> of(bytes, decode));
  }

  private static byte[] toBytes(Remembered<?> kept, byte[] state) {
    return ByteBuffer.allocate(1 + Long.BYTES + state.length)
        .put(kept.mode == TimeMode.REPLAY ? REPLAY : LIVE)
        .putLong(kept.heard)
        .put(state)
        .array();
  }

  private static <S> Remembered<S> of(byte[] bytes, Function<byte[], S> decode) {
    byte first = bytes[0];
    boolean counted = first == LIVE || first == REPLAY;
    boolean bare = !counted && first != LIVE_UNCOUNTED && first != REPLAY_UNCOUNTED;
    int before = (bare ? 0 : 1) + (counted ? Long.BYTES : 0);
    return new Remembered<>(
        decode.apply(Arrays.copyOfRange(bytes, before, bytes.length)),
        first == REPLAY || first == REPLAY_UNCOUNTED ? TimeMode.REPLAY : TimeMode.LIVE,
        counted ? ByteBuffer.wrap(bytes).getLong(1) : 0);
  }
}
