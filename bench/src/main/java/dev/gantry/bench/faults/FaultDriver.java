package dev.gantry.bench.faults;

import dev.gantry.app.cluster.BrokerNode;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does faults one after the other: the next only once brokers are whole, instances up and results
 * flowing again, so that never more than one thing is down.
 */
final class FaultDriver {

  private static final Logger LOG = LoggerFactory.getLogger(FaultDriver.class);
  private static final Duration RECOVERY = Duration.ofMinutes(6);
  private static final Duration DISK_HALT = Duration.ofMinutes(1);

  /**
   * How long results must have come without a silence worth the name: an instance starts in 5 s.
   */
  private static final Duration CALM = Duration.ofSeconds(6);

  private static final long MOST_CALM_SILENCE_MS = 2_500;
  private static final long LOOK_EVERY_MS = 100;

  private final TestBed bed;
  private final OutputWatch outputs;
  private final FaultLog log;
  private int unexpectedExits;
  private long fallenNanos = Long.MIN_VALUE;

  FaultDriver(TestBed bed, OutputWatch outputs, FaultLog log) {
    this.bed = bed;
    this.outputs = outputs;
    this.log = log;
  }

  /** Instances that ended without having been told to. */
  int unexpectedExits() {
    return unexpectedExits;
  }

  /**
   * Does a fault, undoes it, and waits until all has recovered.
   *
   * @return the longest time without results on a partition, milliseconds
   * @throws IllegalStateException when it does not recover
   */
  long apply(Fault fault) throws InterruptedException, IOException {
    long begun = System.nanoTime();
    outputs.forgetBefore(begun);
    log.write(fault, "begin", beginning(fault));
    if (fault.kind().victim() == FaultKind.Victim.BROKER) {
      hurtBroker(fault, bed.brokers().nodes().get(fault.victim()));
    } else {
      hurtInstance(fault, bed.instances().get(fault.victim()));
    }
    log.write(fault, "end", Map.of());
    TimeUnit.MILLISECONDS.sleep(CALM.toMillis());
    awaitRecovery(fault);
    long recoveredMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
    sleep(fault.settle());
    long stallMs = outputs.longestSilenceMs(begun);
    log.write(
        fault,
        "recovered",
        Map.of(
            "stall_ms",
            stallMs,
            "recovered_after_ms",
            recoveredMs,
            "silences",
            outputs.silencesInWords(begun)));
    return stallMs;
  }

  private static Map<String, Long> beginning(Fault fault) {
    long lastsMs = fault.lasts().toMillis();
    return fault.skew().isZero()
        ? Map.of("lasts_ms", lastsMs)
        : Map.of("lasts_ms", lastsMs, "skew_ms", fault.skew().toMillis());
  }

  private void hurtBroker(Fault fault, BrokerNode broker) throws InterruptedException, IOException {
    switch (fault.kind()) {
      case BROKER_KILL -> {
        broker.kill();
        sleep(fault.lasts());
        broker.start();
      }
      case BROKER_STOP -> {
        broker.stop();
        sleep(fault.lasts());
        broker.start();
      }
      case BROKER_PAUSE -> {
        broker.pause();
        sleep(fault.lasts());
        broker.resume();
      }
      case BROKER_DISK_FULL -> fillDisk(fault, broker);
      case CONNECTION_CUT -> {
        bed.relay(broker).cut();
        sleep(fault.lasts());
        bed.relay(broker).restore();
      }
      case CONNECTION_HANG -> {
        bed.relay(broker).hang();
        sleep(fault.lasts());
        bed.relay(broker).restore();
      }
      default -> throw new IllegalArgumentException(fault.kind() + " is not done to brokers");
    }
  }

  private void fillDisk(Fault fault, BrokerNode broker) throws InterruptedException, IOException {
    DiskQuota quota = bed.quota(broker);
    quota.fill();
    try {
      sleep(fault.lasts());
      long deadline = System.nanoTime() + DISK_HALT.toNanos();
      while (broker.isAlive() && System.nanoTime() < deadline) {
        TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MS);
      }
    } finally {
      quota.free();
    }
    broker.start();
  }

  private void hurtInstance(Fault fault, Instance instance)
      throws InterruptedException, IOException {
    switch (fault.kind()) {
      case APP_KILL, APP_RESTART -> {
        instance.process().kill();
        sleep(fault.lasts());
        instance.startAgain();
      }
      case APP_STOP -> {
        instance.stop();
        sleep(fault.lasts());
        instance.startAgain();
      }
      case APP_PAUSE -> {
        instance.process().pause();
        sleep(fault.lasts());
        instance.process().resume();
      }
      case APP_CLOCK_SKEW -> {
        instance.clock().set(fault.skew());
        sleep(fault.lasts());
        instance.clock().set(Duration.ZERO);
      }
      default -> throw new IllegalArgumentException(fault.kind() + " is not done to instances");
    }
  }

  private void awaitRecovery(Fault fault) throws InterruptedException {
    bed.brokers().awaitWhole(RECOVERY);
    long deadline = System.nanoTime() + RECOVERY.toNanos();
    while (startFallen() || !isCalm()) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException(
            "results did not come steadily again within %d s of %s; silences in the last %d s: %s"
                .formatted(
                    RECOVERY.toSeconds(),
                    fault.words(),
                    CALM.toSeconds(),
                    outputs.silencesInWords(System.nanoTime() - CALM.toNanos())));
      }
      TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MS);
    }
  }

  private boolean isCalm() {
    long since = System.nanoTime() - CALM.toNanos();
    return since > fallenNanos && outputs.longestSilenceMs(since) <= MOST_CALM_SILENCE_MS;
  }

  /** As a supervisor would; but that it was needed is a finding. */
  private boolean startFallen() {
    boolean fallen = false;
    for (Instance instance : bed.instances()) {
      if (!instance.process().isAlive()) {
        fallen = true;
        unexpectedExits++;
        fallenNanos = System.nanoTime();
        LOG.warn("an instance of the application ended by itself; its log says why");
        instance.startAgain();
      }
    }
    return fallen;
  }

  private static void sleep(Duration time) throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(time.toMillis());
  }
}
