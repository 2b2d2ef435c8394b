package dev.gantry.app.deadletter;

import dev.gantry.app.CommandFailedException;
import dev.gantry.app.config.Connection;
import dev.gantry.app.config.ConnectionOptions;
import dev.gantry.schemas.registry.RestSchemaRegistry;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code gantry dead-letters show}. */
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    description = "Shows one record that was set aside: why, where from, and what is in it.",
    footer = {
      "",
      "Example: gantry dead-letters show 2:17 --bootstrap 127.0.0.1:9092 --registry"
          + " http://127.0.0.1:8081"
    })
final class ShowDeadLetter implements Runnable {
  @Spec CommandSpec spec;
  @Mixin ConnectionOptions connection;

  @Parameters(paramLabel = "ID", description = "As list shows it: partition and offset, 2:17.")
  String id;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "2000",
      description = "How much of the value to show, in characters. Default ${DEFAULT-VALUE}.")
  int limit;

  @Option(names = "--out", paramLabel = "FILE", description = "Write the value's bytes there.")
  @Nullable Path out;

  private @Nullable DeadLetter found;

  @Override
  public void run() {
    Connection to = connection.connection();
    Map<String, String> replayed = new HashMap<>();
    try (DeadLetterReader reader = new DeadLetterReader(to)) {
      reader.read(
          letter -> {
            if (letter.id().equals(id)) {
              found = letter;
            }
          },
          replayed::put);
    }
    if (found == null) {
      throw new CommandFailedException(
          "there is no dead letter " + id + "; gantry dead-letters list shows those there are");
    }
    print(found, replayed.get(found.source().toString()), to);
    if (out != null) {
      write(found, out);
    }
  }

  private void print(DeadLetter letter, @Nullable String replayedAt, Connection to) {
    PrintWriter writer = spec.commandLine().getOut();
    line(writer, "id", letter.id());
    line(writer, "cause", letter.cause());
    line(writer, "message", Preview.printable(letter.message(), Integer.MAX_VALUE));
    line(writer, "source", letter.source().toString());
    line(writer, "application", letter.application());
    line(writer, "failed at", letter.failedAt());
    line(writer, "replayed at", replayedAt == null ? "never" : replayedAt);
    line(
        writer,
        "key",
        letter.key() == null ? "(none)" : Preview.printable(letter.keyText(), limit));
    line(writer, "value", preview(letter, to));
    writer.flush();
  }

  private String preview(DeadLetter letter, Connection to) {
    if (to.registry().isEmpty()) {
      return new Preview(Optional.empty(), limit).of(letter.value());
    }
    try (RestSchemaRegistry registry = new RestSchemaRegistry(to.registry().get())) {
      return new Preview(Optional.of(registry), limit).of(letter.value());
    }
  }

  private static void line(PrintWriter writer, String name, String text) {
    writer.printf("%-12s %s%n", name, text);
  }

  private static void write(DeadLetter letter, Path file) {
    byte[] value = letter.value();
    try {
      Files.write(file, value == null ? new byte[0] : value);
    } catch (IOException e) {
      throw new CommandFailedException("cannot write " + file + ": " + e, e);
    }
  }
}
