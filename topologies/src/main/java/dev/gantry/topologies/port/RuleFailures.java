package dev.gantry.topologies.port;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;

/** Which rules had no answer for records since the process started. Safe for any thread. */
public final class RuleFailures {

  private final ConcurrentSkipListMap<String, Failed> byRule = new ConcurrentSkipListMap<>();

  /**
   * A rule that failed.
   *
   * @param rule its name
   * @param version the version that failed last
   * @param count on how many records it failed; a record that is worked on again counts again
   * @param cause why it failed last
   * @param recordId id of the record it failed on last
   * @param at event time of that record
   */
  public record Failed(
      String rule, int version, long count, String cause, String recordId, Instant at) {

    private Failed after(Failed before) {
      return new Failed(rule, version, before.count + count, cause, recordId, at);
    }
  }

  /**
   * A rule failed on a record.
   *
   * @return on how many it has by now
   */
  public long add(String rule, int version, String cause, String recordId, Instant at) {
    Failed now = new Failed(rule, version, 1, cause, recordId, at);
    return byRule.merge(rule, now, (before, last) -> last.after(before)).count();
  }

  /** Those that failed, by name. */
  public List<Failed> all() {
    return List.copyOf(byRule.values());
  }
}
