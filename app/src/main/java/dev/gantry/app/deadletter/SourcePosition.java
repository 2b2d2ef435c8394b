package dev.gantry.app.deadletter;

/** Where a record lay before it was set aside: no two records ever share one. */
record SourcePosition(String topic, int partition, long offset) {
  /** As it stands in the header of a mark: {@code topic/partition@offset}. */
  @Override
  public String toString() {
    return topic + "/" + partition + "@" + offset;
  }
}
