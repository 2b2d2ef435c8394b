package dev.gantry.topologies.processor.alerting;

import dev.gantry.domain.alerting.AlertPolicy;
import dev.gantry.domain.alerting.AlertState;
import dev.gantry.domain.alerting.AlertState.Phase;
import dev.gantry.domain.alerting.AlertState.Status;
import dev.gantry.domain.alerting.AlertState.Transition;
import dev.gantry.domain.alerting.Identity;
import dev.gantry.domain.state.StateFormat;
import dev.gantry.schemas.records.TimeMode;
import dev.gantry.topologies.processor.Binary;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Bytes of the store's values: a byte for the format, then the fields in a fixed order, see {@link
 * Binary}. A value of another format is refused.
 */
final class KeptAlertCodec {

  private static final byte FORMAT = 2;

  private KeptAlertCodec() {}

  static byte[] toBytes(KeptAlert kept) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      AlertState state = kept.state();
      out.writeByte(FORMAT);
      Binary.text(out, kept.time().topic());
      out.writeInt(kept.time().partition());
      Binary.text(out, kept.time().mode().name());
      Binary.text(out, kept.time().key());
      Binary.text(out, state.identity().scope());
      Binary.text(out, state.identity().rule());
      Binary.map(out, state.identity().labels());
      Binary.text(out, state.phase().name());
      Binary.time(out, state.startedAt());
      Binary.optionalTime(out, state.firedAt());
      Binary.time(out, state.lastMatchAt());
      Binary.time(out, state.lastHeardAt());
      out.writeBoolean(state.ended());
      Binary.duration(out, state.policy().hold());
      Binary.duration(out, state.policy().maxGap());
      Binary.duration(out, state.policy().resolveAfter());
      AlertBinary.task(out, state.policy().task());
      out.writeInt(state.ruleVersion());
      Binary.map(out, state.labels());
      Binary.map(out, state.annotations());
      out.writeInt(state.transitions().size());
      for (Transition transition : state.transitions()) {
        Binary.time(out, transition.at());
        Binary.text(out, transition.status().name());
        Binary.text(out, transition.reason());
      }
      Binary.texts(out, state.causeIds());
      AlertBinary.source(out, state.firstSource());
      AlertBinary.source(out, state.lastSource());
      out.writeLong(state.matches());
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return bytes.toByteArray();
  }

  /**
   * @throws IllegalArgumentException when the bytes are of another format or cut
   */
  static KeptAlert fromBytes(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      StateFormat.require(FORMAT, in.readByte(), "stored alert");
      KeptAlert.TimeLine time =
          new KeptAlert.TimeLine(
              Binary.text(in), in.readInt(), TimeMode.valueOf(Binary.text(in)), Binary.text(in));
      return new KeptAlert(state(in), time);
    } catch (IOException e) {
      throw new IllegalArgumentException("stored alert: " + bytes.length + " bytes are cut", e);
    }
  }

  private static AlertState state(DataInputStream in) throws IOException {
    Identity identity = new Identity(Binary.text(in), Binary.text(in), Binary.map(in));
    Phase phase = Phase.valueOf(Binary.text(in));
    Instant startedAt = Binary.time(in);
    return new AlertState(
        identity,
        phase,
        startedAt,
        Binary.optionalTime(in),
        Binary.time(in),
        Binary.time(in),
        in.readBoolean(),
        new AlertPolicy(
            Binary.duration(in), Binary.duration(in), Binary.duration(in), AlertBinary.task(in)),
        in.readInt(),
        Binary.map(in),
        Binary.map(in),
        transitions(in),
        Binary.texts(in),
        AlertBinary.source(in),
        AlertBinary.source(in),
        in.readLong());
  }

  private static List<Transition> transitions(DataInputStream in) throws IOException {
    List<Transition> transitions = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      transitions.add(
          new Transition(Binary.time(in), Status.valueOf(Binary.text(in)), Binary.text(in)));
    }
    return transitions;
  }
}
