package dev.gantry.topologies.runtime;

import dev.gantry.topologies.port.RoleCounters;
import dev.gantry.topologies.processor.CommitPace;
import java.time.Duration;
import java.util.Objects;
import java.util.Properties;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.UsePartitionTimeOnInvalidTimestamp;

/** The properties that a role runs with: on a cluster, in tests and in offline runs alike. */
public final class StreamsProperties {

  /** Room for the largest record of an input topic and the headers of a dead letter. */
  private static final int LARGEST_REQUEST = 2 * 1024 * 1024;

  /** By default 100 ms, five times what lies between two commits. */
  private static final int RETRY_BACKOFF_MS = 10;

  private static final long LONGEST_LINGER_MS = 1_000;

  /** What a thread takes before it looks up again; on a busy machine a tenth of a second's work. */
  private static final int POLL_RECORDS = 100;

  private static final int PARTITION_FETCH_BYTES = 64 * 1024;

  /** How often, at least, a thread looks for records between two commits. */
  private static final int POLLS_A_COMMIT = 10;

  /** Timers wait for a look, too; Kafka's own default. */
  private static final long LONGEST_POLL_MS = 100;

  /**
   * How long an open transaction may hold its readers up. Longer than a broker is missed, another
   * elected and the request sent again; not much longer than a group waits for a dead member, whose
   * work the next one cannot take up before.
   */
  private static final int TRANSACTION_TIMEOUT_MS = 7_000;

  /** As seldom as may be committed: the commit has to be over before the transaction's time is. */
  public static final Duration LONGEST_COMMIT_INTERVAL =
      Duration.ofMillis(TRANSACTION_TIMEOUT_MS - 2_000);

  private static final String GLOBAL_ERRORS = "processing.exception.handler.global.enabled";

  private StreamsProperties() {}

  /** Application id of a role: also its consumer group. */
  public static String applicationId(Role role, String prefix) {
    return prefix + "gantry-" + role.roleName();
  }

  /**
   * The properties of a role.
   *
   * @param deadLetters name of the topic for dead letters
   * @param counters counts the dead letters of records whose processing failed
   */
  public static Properties of(
      Role role, RuntimeSettings settings, String deadLetters, RoleCounters counters) {
    Properties properties = new Properties();
    properties.putAll(settings.client());
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, applicationId(role, settings.prefix()));
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrap());
    properties.put(StreamsConfig.STATE_DIR_CONFIG, settings.stateDir().toString());
    putProcessing(properties, role.pace());
    properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, settings.threadsOf(role));
    putErrors(properties, deadLetters, counters);
    putClients(properties, role.pace(), settings.instanceId());
    putPatience(properties);
    putSmallPortions(properties);
    if (role.pace() == Role.Pace.HEAVY) {
      putLargeRecords(properties);
    }
    putCommitPace(properties, role.pace());
    return properties;
  }

  private static void putProcessing(Properties properties, Role.Pace pace) {
    properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    // The streams protocol of 4.3 routes queries wrongly and knows no static membership.
    properties.put(StreamsConfig.GROUP_PROTOCOL_CONFIG, "classic");
    properties.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, 0);
    // State is restored in seconds: an instance that comes back gets its share of the work at once,
    // or within a minute, not after ten. Left to the other meanwhile, it cost more than restoring
    // it.
    properties.put(StreamsConfig.ACCEPTABLE_RECOVERY_LAG_CONFIG, 100_000L);
    properties.put(StreamsConfig.PROBING_REBALANCE_INTERVAL_MS_CONFIG, 60_000L);
    // The pace is what this machine's operator may know better: on brokers with little to spare,
    // fewer and larger transactions.
    properties.putIfAbsent(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, pace.commitMs);
    // No task waits for one of its inputs: order comes from event time. (Waiting also writes a text
    // for every input without records, over and over: a tenth of a quiet instance's work.)
    properties.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, StreamsConfig.MAX_TASK_IDLE_MS_DISABLED);
    properties.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, pace.cacheBytes);
    properties.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
    properties.put(
        StreamsConfig.DEFAULT_TIMESTAMP_EXTRACTOR_CLASS_CONFIG,
        UsePartitionTimeOnInvalidTimestamp.class);
    properties.put("enable.metrics.push", false);
  }

  /** The interval becomes the usual one of {@link CommitPace}, which commits before Kafka does. */
  private static void putCommitPace(Properties properties, Role.Pace pace) {
    long usualMs = usualMs(properties);
    properties.put(CommitPace.USUAL_MS, Long.toString(usualMs));
    properties.put(
        StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, Math.max(usualMs, CommitPace.LONGEST.toMillis()));
    // A thread without new records sits in poll() for as long, and commits only then: to look far
    // more often than it may commit only keeps the processor busy.
    long enough = Math.min(LONGEST_POLL_MS, usualMs / POLLS_A_COMMIT);
    properties.put(StreamsConfig.POLL_MS_CONFIG, Math.max(pace.pollMs, enough));
  }

  private static long usualMs(Properties properties) {
    return Long.parseLong(
        Objects.toString(properties.get(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG)));
  }

  /**
   * Has records set aside whose processing fails, or that lead to what can't be written.
   *
   * @param deadLetters name of the topic for dead letters
   * @param counters counts them
   */
  public static void putErrors(Properties properties, String deadLetters, RoleCounters counters) {
    properties.put(
        StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, DeadLetterProcessingErrors.class);
    properties.put(
        StreamsConfig.PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG, DeadLetterWritingErrors.class);
    // No role has a global store; saying so spares warnings at every start, from the application
    // and
    // from the assignor within its consumer.
    properties.put(GLOBAL_ERRORS, true);
    properties.put(StreamsConfig.mainConsumerPrefix(GLOBAL_ERRORS), true);
    properties.put(FailedRecords.TOPIC, deadLetters);
    properties.put(FailedRecords.COUNTERS, counters);
  }

  private static void putClients(Properties properties, Role.Pace pace, String instanceId) {
    // A static member that restarts within the session takes up its partitions at once.
    properties.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, instanceId);
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    // Below 6 s a pause of the garbage collector or a busy machine looks like a death.
    properties.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 6_000);
    // By its heartbeat a member learns that others wait for it to join them again.
    properties.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 500);
    properties.put(
        StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG),
        TRANSACTION_TIMEOUT_MS);
    // Nobody reads a record before its commit: who commits seldom need not send often.
    properties.putIfAbsent(
        ProducerConfig.LINGER_MS_CONFIG,
        Math.min(pace.lingerMs * usualMs(properties) / pace.commitMs, LONGEST_LINGER_MS));
    if (!properties.containsKey(ProducerConfig.RETRY_BACKOFF_MS_CONFIG)) {
      // What comes while the transaction before is still being closed is sent again after as long.
      properties.putIfAbsent(
          StreamsConfig.producerPrefix(ProducerConfig.RETRY_BACKOFF_MS_CONFIG), RETRY_BACKOFF_MS);
    }
    // A transaction's first batch for a partition waits at the broker until the transaction is
    // known there; one sent right behind it arrives out of order and is put off by 100 ms.
    properties.put(
        StreamsConfig.producerPrefix(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION), 1);
    properties.put(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), 65_536);
    properties.put(
        StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), LARGEST_REQUEST);
    properties.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "lz4");
  }

  /**
   * A broker that is held up, or that nothing reaches, does not break its connections: a request to
   * it waits for its timeout, by default 30 s, long after another broker leads the partition, and
   * the transaction that it belongs to has been ended by then. So a producer asks again elsewhere
   * while there is time, and every client asks often who leads.
   */
  private static void putPatience(Properties properties) {
    properties.putIfAbsent(CommonClientConfigs.METADATA_MAX_AGE_CONFIG, 2_000);
    if (!properties.containsKey(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG)) {
      // A member of a group may wait as long as its leader needs for the assignment.
      properties.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, 4_000);
      properties.put(StreamsConfig.producerPrefix(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG), 2_000);
    }
  }

  /**
   * A thread joins a rebalance and turns to another partition only when it has done all that it has
   * polled. With Kafka's defaults, a thousand records and a megabyte of one partition, that takes
   * seconds after a fault, partition after partition, and those who wait for it stand as long. A
   * record that is larger than a portion comes alone.
   */
  private static void putSmallPortions(Properties properties) {
    properties.put(
        StreamsConfig.mainConsumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), POLL_RECORDS);
    properties.put(
        StreamsConfig.mainConsumerPrefix(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG),
        PARTITION_FETCH_BYTES);
  }

  /** Records of 100 KB and 30 ms each: few at a time, or they fill memory and delay commits. */
  private static void putLargeRecords(Properties properties) {
    properties.put(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG, 16);
    properties.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), 16);
    properties.put(
        StreamsConfig.consumerPrefix(ConsumerConfig.FETCH_MAX_BYTES_CONFIG), 4 * LARGEST_REQUEST);
  }
}
