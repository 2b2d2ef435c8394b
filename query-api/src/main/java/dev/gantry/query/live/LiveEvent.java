package dev.gantry.query.live;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** One server-sent event, encoded once for all clients. Nobody may change the bytes. */
public final class LiveEvent {

  /** A comment that keeps the connection, and whatever stands between, from timing out. */
  static final LiveEvent HEARTBEAT = new LiveEvent("", 0, ": alive\n\n");

  private final String topicKey;
  private final long sequence;
  private final byte[] encoded;

  private LiveEvent(String topicKey, long sequence, String encoded) {
    this.topicKey = topicKey;
    this.sequence = sequence;
    this.encoded = encoded.getBytes(StandardCharsets.UTF_8);
  }

  /**
   * @param id value of {@code Last-Event-ID} after this event; null for none
   * @param name event type
   * @param json payload, on one line
   */
  static LiveEvent of(
      String topicKey, long sequence, @Nullable String id, String name, String json) {
    if (json.indexOf('\n') >= 0 || json.indexOf('\r') >= 0) {
      throw new IllegalArgumentException("json: expected one line, found several");
    }
    String idLine = id == null ? "" : "id: " + id + "\n";
    return new LiveEvent(
        topicKey, sequence, idLine + "event: " + name + "\ndata: " + json + "\n\n");
  }

  /** What clients filter by: the camera, for instance. */
  public String topicKey() {
    return topicKey;
  }

  long sequence() {
    return sequence;
  }

  /** As it goes over the wire. */
  public byte[] encoded() {
    return encoded;
  }
}
