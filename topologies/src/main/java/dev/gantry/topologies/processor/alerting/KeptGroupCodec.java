package dev.gantry.topologies.processor.alerting;

import dev.gantry.domain.alerting.Identity;
import dev.gantry.domain.correlation.CorrelationGroup;
import dev.gantry.domain.correlation.CorrelationState;
import dev.gantry.domain.correlation.SignalMatch;
import dev.gantry.domain.correlation.WaitingMatches;
import dev.gantry.domain.state.StateFormat;
import dev.gantry.schemas.records.TimeMode;
import dev.gantry.schemas.serde.DeadLetterCause;
import dev.gantry.schemas.serde.MalformedRecordException;
import dev.gantry.topologies.processor.Binary;
import dev.gantry.topologies.processor.KeptStates;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Writes a group in parts, so that of a large one only what is new is written: a part for each full
 * block of {@link WaitingMatches}, which is written once, and one for all else, with the matches of
 * the open block. This one says which matches of the full blocks still wait. Any threads.
 *
 * <p>Each part is a byte for the format, then the fields in a fixed order, see {@link Binary}. A
 * part of another format is refused.
 */
final class KeptGroupCodec implements KeptStates.Codec<KeptGroup> {

  private static final String HEAD = "";
  private static final byte FORMAT = 3;

  /** Most bytes of what came of matches that were taken: with all else it fits into one record. */
  private static final int MOST_STATE_BYTES = 768 * 1024;

  /** With no more said it is smaller, however much is counted. */
  private static final int SURELY_FITS = 384 * 1024;

  /** About what rule and labels of a group take, in matches. */
  private static final int BESIDE_MATCHES = 8;

  /** So many of those that are only counted take about as much as one that waits. */
  private static final int COUNTED_FOR_A_MATCH = 8;

  /**
   * Refuses what came of matches when it does not fit into a record.
   *
   * @throws MalformedRecordException when it is too large
   */
  static void requireRoom(CorrelationState state) {
    if (state.mostBytesSaid() <= SURELY_FITS) {
      return;
    }
    int found = bytes(out -> CorrelationBinary.state(out, state)).length;
    if (found > MOST_STATE_BYTES) {
      throw new MalformedRecordException(
          DeadLetterCause.TOO_LARGE,
          "what a group keeps of its matches: expected at most %d bytes, found %d"
              .formatted(MOST_STATE_BYTES, found));
    }
  }

  @Override
  public void giveChanges(KeptGroup kept, BiConsumer<String, byte @Nullable []> to) {
    WaitingMatches waiting = kept.group().waiting();
    SortedMap<Long, SortedMap<Integer, SignalMatch>> full =
        waiting.blocks().headMap(waiting.openBlock());
    full.forEach(
        (block, matches) -> {
          if (kept.writtenBlocks().add(block)) {
            to.accept(part(block), bytes(out -> matches(out, matches)));
          }
        });
    kept.writtenBlocks()
        .removeIf(
            block -> {
              boolean isOver = !full.containsKey(block);
              if (isOver) {
                to.accept(part(block), null);
              }
              return isOver;
            });
    to.accept(HEAD, bytes(out -> head(out, kept, full)));
  }

  private static String part(long block) {
    return Long.toString(block);
  }

  private static void head(
      DataOutputStream out, KeptGroup kept, SortedMap<Long, SortedMap<Integer, SignalMatch>> full)
      throws IOException {
    Binary.text(out, kept.identity().scope());
    Binary.text(out, kept.identity().rule());
    Binary.map(out, kept.identity().labels());
    Binary.text(out, kept.mode().name());
    CorrelationBinary.plan(out, kept.plan());
    CorrelationBinary.state(out, kept.group().state());
    Binary.optionalTime(out, kept.group().takenUntil());
    Binary.optionalTime(out, kept.alertUntil());
    out.writeInt(full.size());
    for (Map.Entry<Long, SortedMap<Integer, SignalMatch>> block : full.entrySet()) {
      out.writeLong(block.getKey());
      out.writeInt(bits(block.getValue()));
    }
    WaitingMatches waiting = kept.group().waiting();
    out.writeLong(waiting.openBlock());
    matches(out, waiting.block(waiting.openBlock()));
  }

  /** A bit for each place in a block, set where a match waits. */
  private static int bits(SortedMap<Integer, SignalMatch> block) {
    int bits = 0;
    for (int place : block.keySet()) {
      bits |= 1 << place;
    }
    return bits;
  }

  private static void matches(DataOutputStream out, SortedMap<Integer, SignalMatch> block)
      throws IOException {
    CorrelationBinary.byNumber(out, block, CorrelationBinary::match);
  }

  private interface Fields {
    void write(DataOutputStream out) throws IOException;
  }

  private static byte[] bytes(Fields fields) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(FORMAT);
      fields.write(out);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return bytes.toByteArray();
  }

  @Override
  public List<String> partNames(KeptGroup kept) {
    List<String> names = new ArrayList<>(List.of(HEAD));
    kept.writtenBlocks().forEach(block -> names.add(part(block)));
    return names;
  }

  @Override
  public int size(KeptGroup kept) {
    CorrelationGroup group = kept.group();
    return BESIDE_MATCHES
        + group.waiting().size()
        + group.state().counted().size() / COUNTED_FOR_A_MATCH;
  }

  /**
   * @throws IllegalArgumentException when parts are of another format or cut
   */
  @Override
  public KeptGroup decode(String key, Function<String, byte @Nullable []> parts) {
    return read(part(parts, HEAD), in -> group(in, parts));
  }

  private static byte[] part(Function<String, byte @Nullable []> parts, String name) {
    return Objects.requireNonNull(parts.apply(name), "part of a stored group: " + name);
  }

  private static KeptGroup group(DataInputStream in, Function<String, byte @Nullable []> parts)
      throws IOException {
    Identity identity = new Identity(Binary.text(in), Binary.text(in), Binary.map(in));
    TimeMode mode = TimeMode.valueOf(Binary.text(in));
    CorrelationPlan plan = CorrelationBinary.plan(in);
    CorrelationState state = CorrelationBinary.state(in);
    Optional<Instant> takenUntil = Binary.optionalTime(in);
    Optional<Instant> alertUntil = Binary.optionalTime(in);
    SortedMap<Long, SortedMap<Integer, SignalMatch>> blocks = new TreeMap<>();
    for (int left = in.readInt(); left > 0; left--) {
      long block = in.readLong();
      blocks.put(block, waiting(part(parts, part(block)), in.readInt()));
    }
    List<Long> written = List.copyOf(blocks.keySet());
    long open = in.readLong();
    blocks.put(open, CorrelationBinary.byNumber(in, CorrelationBinary::match));
    WaitingMatches waiting = new WaitingMatches(plan.correlation(), blocks, open);
    CorrelationGroup group = new CorrelationGroup(plan.correlation(), waiting, state, takenUntil);
    KeptGroup kept = new KeptGroup(identity, mode, plan, group, alertUntil);
    kept.writtenBlocks().addAll(written);
    return kept;
  }

  /** The matches of a full block that still wait. */
  private static SortedMap<Integer, SignalMatch> waiting(byte[] block, int bits) {
    SortedMap<Integer, SignalMatch> matches =
        read(block, in -> CorrelationBinary.byNumber(in, CorrelationBinary::match));
    matches.keySet().removeIf(place -> (bits & (1 << place)) == 0);
    return matches;
  }

  private static <T> T read(byte[] bytes, CorrelationBinary.Reader<T> reader) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      StateFormat.require(FORMAT, in.readByte(), "stored group");
      return reader.read(in);
    } catch (IOException e) {
      throw new IllegalArgumentException("stored group: " + bytes.length + " bytes are cut", e);
    }
  }
}
