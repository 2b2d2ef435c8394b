package dev.gantry.app.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gantry.app.CommandFailedException;
import dev.gantry.ingest.LineFeed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Tells of lines that were refused: of the first on the screen, of how many more there were, and of
 * all in a file where one is named.
 */
final class ToldRefusals implements LineFeed.Refusals, AutoCloseable {

  /** Lines that are told of one by one. */
  static final int MOST_TOLD = 20;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Consumer<String> screen;
  private final @Nullable Writer file;
  private long count;

  private ToldRefusals(Consumer<String> screen, @Nullable Writer file) {
    this.screen = screen;
    this.file = file;
  }

  /**
   * @param screen takes lines for people
   * @param file takes all of them; null for none. What it held is lost
   */
  static ToldRefusals to(Consumer<String> screen, @Nullable Path file) {
    try {
      return new ToldRefusals(screen, file == null ? null : Files.newBufferedWriter(file));
    } catch (IOException e) {
      throw new CommandFailedException(
          "--rejects: expected a file that can be written, found " + file, e);
    }
  }

  @Override
  public void refused(LineFeed.Refused line) {
    count++;
    if (count <= MOST_TOLD) {
      screen.accept("line " + line.line() + ": " + line.why());
    }
    if (file != null) {
      write(file, line);
    }
  }

  private static void write(Writer file, LineFeed.Refused line) {
    ObjectNode object =
        JSON.createObjectNode()
            .put("line", line.line())
            .put("field", line.field())
            .put("reason", line.why())
            .put("text", line.text());
    try {
      file.write(object + "\n");
      file.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("--rejects can't be written", e);
    }
  }

  /** Says how many were not told of one by one. */
  @Override
  public void close() {
    if (count > MOST_TOLD) {
      String all = file == null ? "; --rejects FILE takes them all" : "";
      screen.accept("and " + (count - MOST_TOLD) + " more" + all);
    }
    if (file != null) {
      try {
        file.close();
      } catch (IOException e) {
        throw new UncheckedIOException("--rejects can't be written", e);
      }
    }
  }
}
