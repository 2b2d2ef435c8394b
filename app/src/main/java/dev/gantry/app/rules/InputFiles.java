package dev.gantry.app.rules;

import dev.gantry.app.CommandFailedException;
import dev.gantry.ingest.JsonLineReader;
import dev.gantry.schemas.registry.InMemorySchemaRegistry;
import dev.gantry.schemas.serde.InputDecoder;
import dev.gantry.schemas.serde.JsonEvent;
import dev.gantry.schemas.serde.MalformedRecordException;
import dev.gantry.schemas.topic.Topic;
import dev.gantry.schemas.topic.TopicCatalogue;
import dev.gantry.testkit.Simulation;
import dev.gantry.testkit.whatif.RecordedInputs;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecordBase;

/** Records in files of JSON lines, named by their stream, such as {@code auth-events.jsonl}. */
final class InputFiles {

  private static final String SUFFIX = ".jsonl";

  private final TopicCatalogue topics = new TopicCatalogue("", new InMemorySchemaRegistry());
  private final RecordedInputs inputs;

  InputFiles(RecordedInputs inputs) {
    this.inputs = inputs;
  }

  /**
   * Reads a file, or every file of JSON lines directly in a directory that is named by a stream.
   *
   * @throws CommandFailedException with the first line that can't be read
   */
  void read(Path path) {
    for (Path file : filesIn(path)) {
      read(
          file,
          topic(file)
              .orElseThrow(
                  () ->
                      new CommandFailedException(
                          file
                              + ": expected a name that begins with a stream, such as"
                              + " auth-events.jsonl, found "
                              + file.getFileName())));
    }
  }

  private List<Path> filesIn(Path path) {
    if (!Files.isDirectory(path)) {
      return List.of(path);
    }
    try (Stream<Path> files = Files.list(path)) {
      List<Path> found =
          files
              .filter(file -> file.toString().endsWith(SUFFIX) && topic(file).isPresent())
              .sorted()
              .toList();
      if (found.isEmpty()) {
        throw new CommandFailedException(
            path + ": expected files such as auth-events.jsonl, found none");
      }
      return found;
    } catch (IOException e) {
      throw new CommandFailedException(path + ": expected a directory that can be read", e);
    }
  }

  /** The name may have more at its end: {@code auth-events-monday.jsonl}. */
  @SuppressWarnings("unchecked") // asked before
  private Optional<Topic<? extends SpecificRecordBase>> topic(Path file) {
    String name = String.valueOf(file.getFileName());
    return topics.all().stream()
        .filter(topic -> name.startsWith(topic.baseName()) && isInput(topic))
        .max(Comparator.comparingInt(topic -> topic.baseName().length()))
        .map(topic -> (Topic<? extends SpecificRecordBase>) topic);
  }

  private static boolean isInput(Topic<?> topic) {
    return Simulation.STREAMS.contains(topic.baseName());
  }

  private <V extends SpecificRecordBase> void read(Path file, Topic<V> topic) {
    InputDecoder<V> decoder = new InputDecoder<>(topic.valueType(), new InMemorySchemaRegistry());
    inputs.name(topic.baseName());
    long line = 0;
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      for (String text = lines.readLine(); text != null; text = lines.readLine()) {
        line++;
        Optional<JsonEvent> event = JsonLineReader.event(text);
        if (event.isPresent()) {
          inputs.add(topic.baseName(), 0, line, decoder.decode(event.get()));
        }
      }
    } catch (MalformedRecordException e) {
      throw new CommandFailedException(file + ":" + line + ": " + e.explanation(), e);
    } catch (IOException e) {
      throw new CommandFailedException(file + ": expected a file that can be read", e);
    }
  }
}
