package dev.gantry.topologies.processor.match;

import dev.gantry.schemas.records.TimeMode;
import dev.gantry.topologies.rule.RuleStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/** A record on its way through the rules, and what they ask of it more than once. */
final class Seen {

  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  private final RuleStream stream;
  private final SpecificRecordBase value;
  private final RecordMetadata source;
  private final long timestampMs;
  private final TimeMode mode;
  private final long atUs;
  private final long watermarkUs;
  private final boolean begins;
  private final boolean ends;
  private final Map<List<String>, Long> identities = new HashMap<>(2);

  /**
   * @param atUs event time, as far as it is trusted
   * @param watermarkUs how far event time has come with it
   */
  Seen(
      RuleStream stream,
      SpecificRecordBase value,
      RecordMetadata source,
      long timestampMs,
      TimeMode mode,
      long atUs,
      long watermarkUs) {
    this.stream = stream;
    this.value = value;
    this.source = source;
    this.timestampMs = timestampMs;
    this.mode = mode;
    this.atUs = atUs;
    this.watermarkUs = watermarkUs;
    this.begins = stream.begins(value);
    this.ends = stream.ends(value);
  }

  RuleStream stream() {
    return stream;
  }

  SpecificRecordBase value() {
    return value;
  }

  RecordMetadata source() {
    return source;
  }

  long timestampMs() {
    return timestampMs;
  }

  TimeMode mode() {
    return mode;
  }

  long atUs() {
    return atUs;
  }

  long watermarkUs() {
    return watermarkUs;
  }

  boolean begins() {
    return begins;
  }

  boolean ends() {
    return ends;
  }

  /** Its labels that are not empty. */
  SortedMap<String, String> labels() {
    SortedMap<String, String> labels = new TreeMap<>();
    for (String name : stream.labelNames()) {
      String label = stream.label(name, value);
      if (!label.isEmpty()) {
        labels.put(name, label);
      }
    }
    return labels;
  }

  /** A hash of 64 bits of the stream and the identity among those that rules group by. */
  long identity(List<String> groupBy) {
    return identities.computeIfAbsent(groupBy, names -> hash(stream.identity(names, value)));
  }

  private long hash(Map<String, String> labels) {
    long hash = hash(FNV_OFFSET, stream.name());
    for (Map.Entry<String, String> label : labels.entrySet()) {
      hash = hash(hash(hash, label.getKey()), label.getValue());
    }
    return hash;
  }

  /** FNV-1a over the characters and a separator. */
  private static long hash(long start, String text) {
    long hash = start;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * FNV_PRIME;
    }
    return (hash ^ 0xffff) * FNV_PRIME;
  }
}
