package dev.gantry.domain.alerting;

/**
 * The record that something was derived from.
 *
 * @param topic full name
 * @param partition 0 or more
 * @param offset 0 or more
 */
public record SourceRecord(String topic, int partition, long offset) {

  /** Whether this one lies at or before another of the same partition. */
  boolean notAfter(SourceRecord other) {
    return topic.equals(other.topic) && partition == other.partition && offset <= other.offset;
  }
}
