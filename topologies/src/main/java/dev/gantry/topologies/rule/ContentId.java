package dev.gantry.topologies.rule;

import dev.gantry.domain.hash.Sha256;
import dev.gantry.schemas.records.CameraEvent;
import dev.gantry.schemas.records.TaskEvent;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;

/**
 * What tells an event without an id of its own from all others: what it says. Sent again it says
 * the same, whenever it comes in.
 */
final class ContentId {

  private static final int BYTES = 4;

  private ContentId() {}

  /** 8 digits. An id that the sender gave is an attribute, and one among those of its source. */
  static String of(CameraEvent event) {
    String id = event.getAttributes().getOrDefault("id", "");
    return id.isEmpty()
        ? digits(
            List.of(
                event.getSite(),
                event.getReason(),
                event.getFrameSeq(),
                event.getFrameCount(),
                event.getSource(),
                new TreeMap<>(event.getAttributes())))
        : digits(List.of(event.getSource(), id));
  }

  /** 8 digits. */
  static String of(TaskEvent event) {
    return digits(
        List.of(
            event.getUserId(),
            event.getSite(),
            event.getScheduleId(),
            event.getSource(),
            new TreeMap<>(event.getPayload()),
            new TreeMap<>(event.getAttributes())));
  }

  private static String digits(List<?> said) {
    MessageDigest digest = Sha256.digest();
    digest.update(said.toString().getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(digest.digest(), 0, BYTES);
  }
}
