package dev.gantry.app.command;

import dev.gantry.ingest.SimulatedRecords;
import dev.gantry.schemas.records.AuthEvent;
import dev.gantry.schemas.records.CameraEvent;
import dev.gantry.schemas.records.FrameDetections;
import dev.gantry.schemas.records.SensorReading;
import dev.gantry.schemas.records.TaskEvent;
import dev.gantry.schemas.registry.InMemorySchemaRegistry;
import dev.gantry.schemas.serde.RecordJson;
import dev.gantry.schemas.topic.Topic;
import dev.gantry.schemas.topic.TopicCatalogue;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * Records as files of JSON lines, one a stream and named by it, as {@code gantry rules what-if} and
 * {@code gantry ingest jsonl} read them.
 */
final class RecordFiles implements SimulatedRecords.Sink, AutoCloseable {

  private final TopicCatalogue topics = new TopicCatalogue("", new InMemorySchemaRegistry());
  private final Map<String, BufferedWriter> files = new LinkedHashMap<>();

  /**
   * Begins a file for each stream, in place of any that is there.
   *
   * @throws IOException when one can't be written
   */
  RecordFiles(Path directory) throws IOException {
    try {
      for (Topic<?> topic :
          List.of(
              topics.vehicleDetections(),
              topics.cameraEvents(),
              topics.sensorReadings(),
              topics.taskEvents(),
              topics.authEvents())) {
        Path file = directory.resolve(topic.baseName() + ".jsonl");
        files.put(topic.baseName(), Files.newBufferedWriter(file));
      }
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  @Override
  public void detections(FrameDetections frame) {
    write(topics.vehicleDetections(), frame);
  }

  @Override
  public void event(CameraEvent event) {
    write(topics.cameraEvents(), event);
  }

  @Override
  public void reading(SensorReading reading) {
    write(topics.sensorReadings(), reading);
  }

  @Override
  public void task(TaskEvent event) {
    write(topics.taskEvents(), event);
  }

  @Override
  public void signIn(AuthEvent event) {
    write(topics.authEvents(), event);
  }

  private <V extends SpecificRecordBase> void write(Topic<V> topic, V record) {
    try {
      BufferedWriter file = Objects.requireNonNull(files.get(topic.baseName()));
      file.write(RecordJson.line(record));
      file.write('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    for (BufferedWriter file : files.values()) {
      file.close();
    }
  }
}
