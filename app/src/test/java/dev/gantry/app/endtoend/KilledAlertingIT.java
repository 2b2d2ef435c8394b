package dev.gantry.app.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.app.jvm.ChildJvm;
import dev.gantry.app.process.GantryProcess;
import dev.gantry.schemas.records.Alert;
import dev.gantry.schemas.records.AlertStatus;
import dev.gantry.schemas.records.AuthEvent;
import dev.gantry.schemas.records.Signal;
import dev.gantry.schemas.records.SignalKind;
import dev.gantry.schemas.topic.Topic;
import dev.gantry.schemas.topic.TopicRecord;
import dev.gantry.schemas.topic.TopicWriter;
import dev.gantry.testkit.AlertLife;
import dev.gantry.testkit.whatif.RecordedInputs;
import dev.gantry.testkit.whatif.WhatIf;
import dev.gantry.topologies.config.TopologiesConfig;
import dev.gantry.topologies.definition.DefinitionsView;
import dev.gantry.topologies.port.GeoLocator;
import dev.gantry.topologies.rule.RuleStreams;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * MATCH and ALERTING in a process that is killed under load, over and over: in the end there are
 * exactly the alerts that the harness finds in the same topics.
 */
class KilledAlertingIT {

  private static final int KILLS = 3;
  private static final Duration STEP = Duration.ofMillis(100);

  /** Longer than any deadline, and than live streams are waited for. */
  private static final int CALM_STEPS = 60;

  private static final Duration SETTLED = Duration.ofSeconds(30);

  @TempDir private Path directory;

  @Test
  void shouldRaiseTheAlertsOfTheHarnessWhateverHappensToItsProcess() throws Exception {
    try (RunningGantry gantry = new RunningGantry(List.of())) {
      gantry.apply(definitions());
      // when
      try (Load load = new Load(gantry)) {
        for (int kill = 0; kill < KILLS; kill++) {
          try (ChildJvm process = RoleProcess.start(gantry, directory, "match, alerting")) {
            awaitMoreAlerts(gantry);
            process.kill();
          }
        }
        try (ChildJvm last = RoleProcess.start(gantry, directory, "match, alerting")) {
          awaitMoreAlerts(gantry);
          load.end();
          Map<String, AlertLife> expected = harness(gantry);
          awaitEnd(gantry, expected);

          // then
          assertThat(last.isAlive()).isTrue();
          Map<String, List<Alert>> told = told(gantry);
          assertThatEachBeginsAndEndsOnce(told);
          assertThat(lives(told)).isEqualTo(expected);
          assertThat(rules(expected)).containsExactlyInAnyOrderElementsOf(rules(gantry.known()));
          assertThatNoSignalIsDoubled(gantry);
        }
      }
    }
  }

  /** It is at work, in the midst of what came while nobody was. */
  private static void awaitMoreAlerts(RunningGantry gantry) {
    int before = told(gantry).size();
    RunningGantry.await("alerts come", () -> told(gantry).size() > before);
  }

  private static void awaitEnd(RunningGantry gantry, Map<String, AlertLife> expected) {
    Instant deadline = Instant.now().plus(SETTLED);
    RunningGantry.await(
        "all is told",
        () -> lives(told(gantry)).equals(expected) || Instant.now().isAfter(deadline));
  }

  private static String definitions() throws IOException {
    try (InputStream yaml = KilledAlertingIT.class.getResourceAsStream("watch.yaml")) {
      return new String(Objects.requireNonNull(yaml).readAllBytes(), UTF_8);
    }
  }

  /** What is told of each alert, in order. */
  private static Map<String, List<Alert>> told(RunningGantry gantry) {
    Map<String, List<Alert>> told = new TreeMap<>();
    for (Alert alert : gantry.values(gantry.topics().alerts())) {
      told.computeIfAbsent(alert.getAlertId(), id -> new ArrayList<>()).add(alert);
    }
    return told;
  }

  private static Map<String, AlertLife> lives(Map<String, List<Alert>> told) {
    Map<String, AlertLife> lives = new TreeMap<>();
    told.forEach((id, all) -> lives.put(id, AlertLife.of(all.get(all.size() - 1))));
    return lives;
  }

  /** The alerts of the same records without a broker. */
  private static Map<String, AlertLife> harness(RunningGantry gantry) {
    RecordedInputs inputs = new RecordedInputs(Instant.EPOCH, Instant.now(), 64 << 20);
    inputs.includeTasks();
    for (String stream : RuleStreams.names()) {
      inputs.name(stream);
      add(gantry, inputs, RecordedInputs.topic(stream, gantry.topics()));
    }
    DefinitionsView nothing =
        DefinitionsView.ofFirstVersions(GantryProcess.definitionParser(), List.of());
    Map<String, AlertLife> alerts = new TreeMap<>();
    new WhatIf(nothing, gantry.known(), TopologiesConfig.DEFAULT, GeoLocator.NONE)
        .run(inputs, Instant.EPOCH)
        .gained()
        .forEach(alert -> alerts.put(alert.id(), alert));
    return alerts;
  }

  private static <V extends SpecificRecordBase> void add(
      RunningGantry gantry, RecordedInputs inputs, Topic<V> topic) {
    for (ConsumerRecord<byte[], byte[]> record : gantry.committed(topic)) {
      V value = topic.valueSerde().deserializer().deserialize(topic.name(), record.value());
      inputs.add(topic.baseName(), record.partition(), record.offset(), record.timestamp(), value);
    }
  }

  private static List<String> rules(Map<String, AlertLife> alerts) {
    return alerts.values().stream().map(AlertLife::rule).distinct().toList();
  }

  private static List<String> rules(DefinitionsView definitions) {
    return RuleStreams.names().stream()
        .flatMap(stream -> definitions.rules(stream, Instant.now()).stream())
        .map(rule -> rule.alert())
        .distinct()
        .toList();
  }

  private static void assertThatEachBeginsAndEndsOnce(Map<String, List<Alert>> told) {
    assertThat(told.values())
        .allSatisfy(
            all ->
                assertThat(all)
                    .extracting(Alert::getStatus)
                    .containsExactly(AlertStatus.FIRING, AlertStatus.RESOLVED));
  }

  /** Every failure is a signal of one rule, once. */
  private static void assertThatNoSignalIsDoubled(RunningGantry gantry) {
    Map<String, Integer> times = new LinkedHashMap<>();
    for (Signal signal : gantry.values(gantry.topics().signals())) {
      if (signal.getKind() == SignalKind.MATCH) {
        times.merge(signal.getSignalId() + "/" + signal.getPredicate(), 1, Integer::sum);
      }
    }
    assertThat(times.values()).allMatch(count -> count == 1);
    assertThat(times.keySet())
        .filteredOn(id -> id.startsWith("many_failures|"))
        .hasSameSizeAs(
            gantry.values(gantry.topics().authEvents()).stream()
                .filter(event -> event.getType().equals("login.failed"))
                .map(AuthEvent::getEventId)
                .toList());
  }

  /** Records, ten times a second, whoever is there to read them. */
  private static final class Load implements AutoCloseable {

    private final WatchedHarbour harbour;
    private final TopicWriter writer;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final ScheduledFuture<?> running;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean ending;
    private int steps;

    Load(RunningGantry gantry) {
      harbour = new WatchedHarbour(gantry.topics());
      writer = TopicWriter.connect(gantry.client(), Duration.ofSeconds(30));
      running = clock.scheduleAtFixedRate(this::step, 0, STEP.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void step() {
      if (ending && WatchedHarbour.beginsRound(steps)) {
        ended.countDown();
        return;
      }
      write(harbour.step(steps++, Instant.now()));
    }

    /** Nothing more happens once the round is over, until all that did is decided. */
    void end() throws Exception {
      ending = true;
      assertThat(ended.await(1, TimeUnit.MINUTES)).isTrue();
      running.cancel(false);
      for (int step = 0; step < CALM_STEPS; step++) {
        clock.schedule(() -> write(harbour.calm(Instant.now())), 0, TimeUnit.MILLISECONDS).get();
        TimeUnit.MILLISECONDS.sleep(STEP.toMillis());
      }
    }

    private void write(List<TopicRecord<?>> records) {
      if (!records.isEmpty()) {
        writer.write(records);
      }
    }

    @Override
    public void close() {
      clock.shutdownNow();
      writer.close();
    }
  }
}
