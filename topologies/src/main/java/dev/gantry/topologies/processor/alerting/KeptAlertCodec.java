package dev.gantry.topologies.processor.alerting;

import dev.gantry.domain.alerting.AlertState;
import dev.gantry.domain.alerting.AlertState.Phase;
import dev.gantry.domain.alerting.AlertState.Status;
import dev.gantry.domain.alerting.AlertState.Transition;
import dev.gantry.domain.alerting.AlertTiming;
import dev.gantry.domain.alerting.Identity;
import dev.gantry.domain.alerting.SourceRecord;
import dev.gantry.domain.time.Micros;
import dev.gantry.schemas.records.TimeMode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Bytes of the store's values: a version byte, then the fields in a fixed order; texts are UTF-8
 * with their length, times microseconds. A value of an unknown version is refused.
 */
final class KeptAlertCodec {

  private static final byte VERSION = 1;
  private static final long NO_TIME = Long.MIN_VALUE;

  private KeptAlertCodec() {}

  static byte[] toBytes(KeptAlert kept) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      AlertState state = kept.state();
      out.writeByte(VERSION);
      text(out, kept.time().topic());
      out.writeInt(kept.time().partition());
      text(out, kept.time().mode().name());
      text(out, kept.time().key());
      text(out, state.identity().scope());
      text(out, state.identity().rule());
      map(out, state.identity().labels());
      text(out, state.phase().name());
      time(out, state.startedAt());
      out.writeLong(state.firedAt().map(Micros::of).orElse(NO_TIME));
      time(out, state.lastMatchAt());
      time(out, state.lastHeardAt());
      out.writeBoolean(state.ended());
      duration(out, state.timing().hold());
      duration(out, state.timing().maxGap());
      duration(out, state.timing().resolveAfter());
      out.writeInt(state.ruleVersion());
      map(out, state.labels());
      map(out, state.annotations());
      out.writeInt(state.transitions().size());
      for (Transition transition : state.transitions()) {
        time(out, transition.at());
        text(out, transition.status().name());
        text(out, transition.reason());
      }
      out.writeInt(state.causeIds().size());
      for (String cause : state.causeIds()) {
        text(out, cause);
      }
      source(out, state.firstSource());
      source(out, state.lastSource());
      out.writeLong(state.matches());
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return bytes.toByteArray();
  }

  /**
   * @throws IllegalStateException when the bytes are of another version or cut
   */
  static KeptAlert fromBytes(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      byte version = in.readByte();
      if (version != VERSION) {
        throw new IllegalStateException(
            "stored alert: expected version " + VERSION + ", found " + version);
      }
      KeptAlert.TimeLine time =
          new KeptAlert.TimeLine(text(in), in.readInt(), TimeMode.valueOf(text(in)), text(in));
      return new KeptAlert(state(in), time);
    } catch (IOException e) {
      throw new IllegalStateException("stored alert: " + bytes.length + " bytes are cut", e);
    }
  }

  private static AlertState state(DataInputStream in) throws IOException {
    Identity identity = new Identity(text(in), text(in), map(in));
    Phase phase = Phase.valueOf(text(in));
    Instant startedAt = time(in);
    long firedAt = in.readLong();
    return new AlertState(
        identity,
        phase,
        startedAt,
        firedAt == NO_TIME ? Optional.empty() : Optional.of(Micros.toInstant(firedAt)),
        time(in),
        time(in),
        in.readBoolean(),
        new AlertTiming(duration(in), duration(in), duration(in)),
        in.readInt(),
        map(in),
        map(in),
        transitions(in),
        causes(in),
        source(in),
        source(in),
        in.readLong());
  }

  private static List<Transition> transitions(DataInputStream in) throws IOException {
    List<Transition> transitions = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      transitions.add(new Transition(time(in), Status.valueOf(text(in)), text(in)));
    }
    return transitions;
  }

  private static List<String> causes(DataInputStream in) throws IOException {
    List<String> causes = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      causes.add(text(in));
    }
    return causes;
  }

  private static void text(DataOutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static String text(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > in.available()) {
      throw new IOException("a text of " + length + " bytes");
    }
    return new String(in.readNBytes(length), StandardCharsets.UTF_8);
  }

  private static void map(DataOutputStream out, SortedMap<String, String> map) throws IOException {
    out.writeInt(map.size());
    for (Map.Entry<String, String> entry : map.entrySet()) {
      text(out, entry.getKey());
      text(out, entry.getValue());
    }
  }

  private static SortedMap<String, String> map(DataInputStream in) throws IOException {
    SortedMap<String, String> map = new TreeMap<>();
    for (int left = in.readInt(); left > 0; left--) {
      map.put(text(in), text(in));
    }
    return map;
  }

  private static void time(DataOutputStream out, Instant time) throws IOException {
    out.writeLong(Micros.of(time));
  }

  private static Instant time(DataInputStream in) throws IOException {
    return Micros.toInstant(in.readLong());
  }

  private static void duration(DataOutputStream out, Duration duration) throws IOException {
    out.writeLong(Micros.of(duration));
  }

  private static Duration duration(DataInputStream in) throws IOException {
    return Duration.ofNanos(in.readLong() * 1000);
  }

  private static void source(DataOutputStream out, SourceRecord source) throws IOException {
    text(out, source.topic());
    out.writeInt(source.partition());
    out.writeLong(source.offset());
  }

  private static SourceRecord source(DataInputStream in) throws IOException {
    return new SourceRecord(text(in), in.readInt(), in.readLong());
  }
}
