package dev.gantry.bench.faults;

import dev.gantry.domain.anomaly.Pattern;
import dev.gantry.schemas.records.Anomaly;
import dev.gantry.schemas.records.SensorReading;
import dev.gantry.schemas.topic.TopicCatalogue;
import dev.gantry.topologies.runtime.Role;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Holds what TRAFFIC wrote about readings against what each of its partitions, replayed in the
 * order in which it lies there, comes to: what is unusual, what is silent and which readings are
 * those of loops, from the readings; in what loops contradict themselves, from the readings by
 * sensor. Those of one loop come from several partitions, and in which order is not the same in
 * every run.
 */
final class ReadingCheck {

  /**
   * What the series of segments begin with. They are judged from the 288th minute on, and which of
   * their windows are judged depends on when these are final, which the wall clock may decide.
   */
  private static final String OF_SEGMENTS = "segment:";

  private final CommittedTopics committed;
  private final TopicCatalogue topics;
  private final CrowdReadings crowd;
  private final Ledger sent = new Ledger();
  private final Set<String> ofOthers = new HashSet<>();
  private final Map<String, Ascending> orders = new HashMap<>();
  private final Ledger ofLoops = new Ledger();
  private final Ledger expectedOfLoops = new Ledger();
  private final Ledger told = new Ledger();
  private final Ledger expectedTold = new Ledger();
  private long repeated;

  ReadingCheck(CommittedTopics committed, TopicCatalogue topics, CrowdReadings crowd) {
    this.committed = committed;
    this.topics = topics;
    this.crowd = crowd;
  }

  /**
   * Checks.
   *
   * @param ticks of the crowd that were sent
   */
  void run(long ticks, Findings findings) {
    for (int partition = 0;
        partition < committed.partitions(topics.sensorReadings());
        partition++) {
      replayReadings(partition);
    }
    for (int partition = 0; partition < committed.partitions(topics.loopReadings()); partition++) {
      replayLoops(partition);
    }
    committed.read(topics.loopReadings(), reading -> note(ofLoops, reading));
    committed.read(topics.anomalies(), this::note);
    findings.add("readings", sent.comparedTo(sentBy(ticks)));
    findings.duplicated("readings of the city", repeated);
    findings.wrong("readings out of order", disordered());
    findings.add("readings of loops", ofLoops.comparedTo(expectedOfLoops));
    findings.add("anomalies", told.comparedTo(expectedTold));
    findings.countReadings(sent.entries() + ofOthers.size(), told.entries());
  }

  private Ledger sentBy(long ticks) {
    Ledger all = new Ledger();
    for (long tick = 0; tick < ticks; tick++) {
      crowd.at(tick).forEach(reading -> note(all, reading));
    }
    return all;
  }

  private long disordered() {
    return orders.values().stream().mapToLong(Ascending::disordered).sum();
  }

  private void replayReadings(int partition) {
    try (PartitionReplay role = role()) {
      role.give(
          TopicCatalogue::sensorReadings,
          partition,
          reading -> {
            note(reading);
            role.take(TopicCatalogue::loopReadings)
                .forEach(passed -> note(expectedOfLoops, passed));
            role.take(TopicCatalogue::anomalies).stream()
                .filter(anomaly -> !isContradiction(anomaly))
                .forEach(anomaly -> note(expectedTold, anomaly));
          });
    }
  }

  private void replayLoops(int partition) {
    try (PartitionReplay role = role()) {
      role.give(
          TopicCatalogue::loopReadings,
          partition,
          reading ->
              role.take(TopicCatalogue::anomalies).forEach(anomaly -> note(expectedTold, anomaly)));
    }
  }

  private PartitionReplay role() {
    return new PartitionReplay(committed, topics, Role.TRAFFIC);
  }

  private static boolean isContradiction(Anomaly anomaly) {
    return anomaly.getPattern().equals(Pattern.CONTRADICTION.text());
  }

  private void note(SensorReading reading) {
    orders
        .computeIfAbsent(reading.getSeriesId(), series -> new Ascending())
        .add(reading.getOccurredAtUs());
    if (reading.getSensorId().startsWith(CrowdReadings.SENSOR)) {
      note(sent, reading);
    } else {
      repeated += ofOthers.add(CrowdReadings.idOf(reading)) ? 0 : 1;
    }
  }

  private void note(Anomaly anomaly) {
    if (!anomaly.getSeriesId().startsWith(OF_SEGMENTS)) {
      note(told, anomaly);
    }
  }

  private static void note(Ledger ledger, SensorReading reading) {
    ledger.add(CrowdReadings.idOf(reading), Canonical.of(reading));
  }

  private static void note(Ledger ledger, Anomaly anomaly) {
    ledger.add(anomaly.getAnomalyId(), Canonical.of(anomaly));
  }
}
