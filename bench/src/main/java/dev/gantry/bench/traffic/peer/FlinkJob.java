package dev.gantry.bench.traffic.peer;

import java.nio.file.Path;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.api.java.tuple.Tuple4;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The job of TRACKING and TRAFFIC on Flink, in one process.
 *
 * <pre>
 * vehicle-detections ─ by camera ─▶ CameraFunction ─▶ vehicle-tracks
 *                                         └─ by segment ─▶ SegmentFunction ─▶ segment-speeds
 * </pre>
 */
public final class FlinkJob {

  private static final String CHECKPOINTS_EVERY = "1 s";

  /** Below the broker's limit of 15 minutes; Flink's own default is above it. */
  private static final String TRANSACTION_TIMEOUT_MS = "60000";

  private final PeerSettings settings;
  private final Options options;

  /**
   * How it runs.
   *
   * @param backend {@code hashmap} or {@code rocksdb}
   * @param parallelism tasks of each kind
   * @param dir where checkpoints lie
   */
  public record Options(String backend, int parallelism, Path dir) {

    Configuration configuration() {
      Configuration config = new Configuration();
      config.setString("state.backend.type", backend);
      config.setString("execution.checkpointing.interval", CHECKPOINTS_EVERY);
      config.setString("execution.checkpointing.mode", "EXACTLY_ONCE");
      config.setString("execution.checkpointing.storage", "filesystem");
      config.setString("execution.checkpointing.dir", dir.resolve("checkpoints").toUri() + "");
      config.setString("execution.checkpointing.incremental", "true");
      config.setString("io.tmp.dirs", dir.resolve("tmp").toString());
      config.setString("taskmanager.memory.managed.size", "256m");
      config.setString("pipeline.object-reuse", "true");
      config.setString("restart-strategy.type", "none");
      return config;
    }
  }

  public FlinkJob(String bootstrap, String registry, Options options) {
    this.settings = new PeerSettings(bootstrap, registry);
    this.options = options;
  }

  /** Runs until the process is ended. */
  void run() throws Exception {
    environment().execute("traffic");
  }

  /** The job, to be started. */
  public StreamExecutionEnvironment environment() {
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(
            options.parallelism(), options.configuration());
    SingleOutputStreamOperator<Tuple2<String, byte[]>> partials =
        env.fromSource(source(), WatermarkStrategy.noWatermarks(), "read-detections")
            .keyBy(frame -> frame.f0, Types.STRING)
            .process(new CameraFunction(settings), PeerTypes.KEYED_BYTES)
            .name("track-vehicles");
    partials.getSideOutput(CameraFunction.TRACKS).sinkTo(sink("vehicle-tracks"));
    partials
        .keyBy(partial -> partial.f0, Types.STRING)
        .process(new SegmentFunction(settings), PeerTypes.KEYED_BYTES)
        .name("merge-windows")
        .sinkTo(sink("segment-speeds"));
    return env;
  }

  private KafkaSource<Tuple4<String, Integer, Long, byte[]>> source() {
    return KafkaSource.<Tuple4<String, Integer, Long, byte[]>>builder()
        .setBootstrapServers(settings.bootstrap())
        .setTopics("vehicle-detections")
        .setGroupId("flink")
        .setStartingOffsets(OffsetsInitializer.earliest())
        .setDeserializer(new FrameSchema())
        .build();
  }

  private KafkaSink<Tuple2<String, byte[]>> sink(String topic) {
    return KafkaSink.<Tuple2<String, byte[]>>builder()
        .setBootstrapServers(settings.bootstrap())
        .setRecordSerializer(new TopicSchema(topic))
        .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
        .setTransactionalIdPrefix("flink-" + topic)
        .setProperty("transaction.timeout.ms", TRANSACTION_TIMEOUT_MS)
        .setProperty("compression.type", "lz4")
        .setProperty("batch.size", "65536")
        .setProperty("linger.ms", "20")
        .build();
  }
}
