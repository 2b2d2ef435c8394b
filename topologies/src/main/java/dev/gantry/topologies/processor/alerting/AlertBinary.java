package dev.gantry.topologies.processor.alerting;

import dev.gantry.domain.alerting.AlertTask;
import dev.gantry.domain.alerting.SourceRecord;
import dev.gantry.topologies.processor.Binary;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** Parts that several of ALERTING's stored values have, in bytes; see {@link Binary}. */
final class AlertBinary {

  private AlertBinary() {}

  static void source(DataOutputStream out, SourceRecord source) throws IOException {
    Binary.text(out, source.topic());
    out.writeInt(source.partition());
    out.writeLong(source.offset());
  }

  static SourceRecord source(DataInputStream in) throws IOException {
    return new SourceRecord(Binary.text(in), in.readInt(), in.readLong());
  }

  static void task(DataOutputStream out, Optional<AlertTask> task) throws IOException {
    out.writeBoolean(task.isPresent());
    if (task.isPresent()) {
      Binary.text(out, task.get().assignee());
      Binary.duration(out, task.get().dueAfter().orElse(Duration.ZERO));
      out.writeBoolean(task.get().resolvesAlert());
    }
  }

  static Optional<AlertTask> task(DataInputStream in) throws IOException {
    if (!in.readBoolean()) {
      return Optional.empty();
    }
    String assignee = Binary.text(in);
    Optional<Duration> dueAfter = Optional.of(Binary.duration(in)).filter(after -> !after.isZero());
    return Optional.of(new AlertTask(assignee, dueAfter, in.readBoolean()));
  }
}
