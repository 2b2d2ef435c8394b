package dev.gantry.testkit;

import dev.gantry.topologies.runtime.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/**
 * Roles that read what others write, through topics of one partition that nobody keeps: a record is
 * passed on to all its readers before the next one comes. A role is started with the first record
 * that it reads. Not thread-safe.
 */
final class OfflineCluster implements AutoCloseable {

  /** Many things look at the wall clock so often. */
  private static final Duration TICK = Duration.ofSeconds(1);

  /**
   * As much as may pass at once while nothing happens: what is told of later says the same. The
   * longer nothing has, the more, since one event may be dated decades ahead of the others.
   */
  private static final Duration LEAP = Duration.ofMinutes(1);

  private static final Duration LONGEST_LEAP = Duration.ofDays(1);

  /** Which part of a calm may pass at once. */
  private static final int SHARE = 60;

  /** Nothing happens when nothing has for so long. */
  private static final Duration CALM = Duration.ofMinutes(5);

  private final OfflineContext context;
  private final Map<Role, Set<String>> reads = new EnumMap<>(Role.class);
  private final Set<String> given;
  private final Map<Role, OfflineRole> running = new EnumMap<>(Role.class);
  private final Map<String, List<Role>> readers = new HashMap<>();
  private final Map<String, Consumer<TestRecord<byte[], byte[]>>> taps = new HashMap<>();
  private final Map<String, Predicate<TestRecord<byte[], byte[]>>> leftOut = new HashMap<>();

  /** Whether schedules run: how late they may be told of is in seconds. */
  private final boolean scheduled;

  private Instant now;
  private Instant lastRecord;

  /**
   * @param roles those that may run
   * @param given names of topics that are given from outside, so what a role that does not read
   *     them writes there is left out
   * @param start where the wall clock stands
   */
  OfflineCluster(OfflineContext context, Set<Role> roles, Set<String> given, Instant start) {
    this.context = context;
    for (Role role : roles) {
      reads.put(role, OfflineRole.sources(role.topology(context.ofRole())));
    }
    this.given = Set.copyOf(given);
    this.scheduled = reads.containsKey(Role.TASKS) && !context.definitions().schedules().isEmpty();
    this.now = start;
    this.lastRecord = start;
  }

  Instant now() {
    return now;
  }

  /** Has what is written to a topic told, as it lies in Kafka. */
  void tap(String topic, Consumer<TestRecord<byte[], byte[]>> listener) {
    taps.put(topic, listener);
  }

  /** Leaves out some of what roles write to a topic. */
  void leaveOut(String topic, Predicate<TestRecord<byte[], byte[]>> which) {
    leftOut.put(topic, which);
  }

  /** Starts a role that has something to do by the clock alone. */
  void start(Role role) {
    if (reads.containsKey(role)) {
      OfflineRole unused =
          running.computeIfAbsent(role, each -> new OfflineRole(each, context, now));
    }
  }

  /** Puts a record on a topic, and lets all come of it that comes at once. */
  void write(String topic, byte[] key, byte[] value, Instant timestamp) {
    lastRecord = now;
    boolean unused = deliver(topic, key, value, timestamp, null);
    passOn();
  }

  /** Lets the wall clock go on. */
  void advanceTo(Instant time) {
    while (now.isBefore(time)) {
      Duration left = Duration.between(now, time);
      Duration step = least(left, mostAtOnce(Duration.between(lastRecord, now)));
      now = now.plus(step);
      for (OfflineRole role : running.values()) {
        role.leap(step);
      }
      passOn();
    }
  }

  /**
   * @param calm for how long nothing has happened
   */
  private Duration mostAtOnce(Duration calm) {
    if (scheduled || calm.compareTo(CALM) <= 0) {
      return TICK;
    }
    Duration share = calm.dividedBy(SHARE);
    return share.compareTo(LEAP) < 0 ? LEAP : least(share, LONGEST_LEAP);
  }

  private static Duration least(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private void passOn() {
    boolean more = true;
    while (more) {
      more = false;
      for (OfflineRole role : List.copyOf(running.values())) {
        for (String topic : role.written()) {
          for (TestRecord<byte[], byte[]> record : role.takeBytes(topic)) {
            more |= passOn(topic, record, role);
          }
        }
      }
    }
  }

  private boolean passOn(String topic, TestRecord<byte[], byte[]> record, OfflineRole writer) {
    boolean isGiven = given.contains(topic) && !readsOf(writer.role()).contains(topic);
    if (isGiven || leftOut.getOrDefault(topic, any -> false).test(record)) {
      return false;
    }
    Consumer<TestRecord<byte[], byte[]>> tap = taps.get(topic);
    if (tap != null) {
      lastRecord = now;
      tap.accept(record);
    }
    return deliver(topic, record.key(), record.value(), now, writer);
  }

  /** A driver gives its topology itself what that writes to a topic it reads. */
  private boolean deliver(
      String topic, byte[] key, byte[] value, Instant timestamp, @Nullable OfflineRole writer) {
    boolean any = false;
    for (Role reader : readers.computeIfAbsent(topic, this::readersOf)) {
      start(reader);
      OfflineRole role = running.get(reader);
      if (role != null && role != writer) {
        role.giveBytes(topic, key, value, timestamp);
        any = true;
      }
    }
    return any;
  }

  private List<Role> readersOf(String topic) {
    return reads.keySet().stream().filter(role -> readsOf(role).contains(topic)).toList();
  }

  private Set<String> readsOf(Role role) {
    return reads.getOrDefault(role, Set.of());
  }

  @Override
  public void close() {
    running.values().forEach(OfflineRole::close);
  }
}
