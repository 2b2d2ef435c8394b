package dev.gantry.query.view;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** Counts dead letters by cause since the view started. */
public final class DeadLettersView implements ViewSink<byte[]> {

  private final String causeHeader;
  private final Map<String, Long> byCause = new TreeMap<>();
  private long total;

  /**
   * @param causeHeader name of the header that holds the cause
   */
  public DeadLettersView(String causeHeader) {
    this.causeHeader = causeHeader;
  }

  @Override
  public void accept(ConsumerRecord<byte[], byte[]> source, byte[] value, boolean live) {
    acceptEmpty(source, live);
  }

  @Override
  public synchronized void acceptEmpty(ConsumerRecord<byte[], byte[]> source, boolean live) {
    if (!live) {
      return;
    }
    total++;
    Header header = source.headers().lastHeader(causeHeader);
    String cause =
        header == null || header.value() == null
            ? "unknown"
            : new String(header.value(), StandardCharsets.UTF_8);
    byCause.merge(cause, 1L, Long::sum);
  }

  /** Dead letters since the view started. */
  public synchronized long total() {
    return total;
  }

  /** How many of each cause. */
  public synchronized Map<String, Long> byCause() {
    return Map.copyOf(byCause);
  }
}
