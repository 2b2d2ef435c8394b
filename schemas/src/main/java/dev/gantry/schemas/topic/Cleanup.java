package dev.gantry.schemas.topic;

/** What becomes of old records of a topic. */
public enum Cleanup {
  /** Deleted when older than the retention. */
  DELETE("delete"),
  /** Deleted when a newer record has the same key. */
  COMPACT("compact"),
  /** Kept for good. Not compacted: that would break a chain of hashes. */
  KEEP("delete");

  private final String policy;

  Cleanup(String policy) {
    this.policy = policy;
  }

  /** Value of Kafka's {@code cleanup.policy}. */
  public String policy() {
    return policy;
  }
}
