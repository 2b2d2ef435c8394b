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
import java.nio.file.StandardCopyOption;
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

  /** What the name of a file ends in that is not whole. */
  static final String PART = ".part";

  private final TopicCatalogue topics = new TopicCatalogue("", new InMemorySchemaRegistry());
  private final Map<String, BufferedWriter> files = new LinkedHashMap<>();
  private final Path directory;

  /**
   * Begins a file for each stream, in place of any that is there. Until they are {@link #whole}
   * their names end in {@value #PART}.
   *
   * @throws IOException when one can't be written
   */
  RecordFiles(Path directory) throws IOException {
    this.directory = directory;
    try {
      for (Topic<?> topic :
          List.of(
              topics.vehicleDetections(),
              topics.cameraEvents(),
              topics.sensorReadings(),
              topics.taskEvents(),
              topics.authEvents())) {
        Files.deleteIfExists(file(topic.baseName()));
        files.put(topic.baseName(), Files.newBufferedWriter(part(topic.baseName())));
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

  private Path file(String stream) {
    return directory.resolve(stream + ".jsonl");
  }

  private Path part(String stream) {
    return directory.resolve(stream + ".jsonl" + PART);
  }

  /** Gives the files their names: nothing more comes. */
  void whole() throws IOException {
    close();
    for (String stream : files.keySet()) {
      Files.move(part(stream), file(stream), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  @Override
  public void close() throws IOException {
    for (BufferedWriter file : files.values()) {
      file.close();
    }
  }
}
