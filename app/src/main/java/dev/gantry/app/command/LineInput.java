package dev.gantry.app.command;

import dev.gantry.app.CommandFailedException;
import dev.gantry.ingest.Lines;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lines of a file or of standard input, as a command is given them. */
final class LineInput {

  private static final String STANDARD_INPUT = "-";

  @Parameters(paramLabel = "FILE", description = "File to read, or - for standard input.")
  String file = STANDARD_INPUT;

  @Option(
      names = "--rejects",
      paramLabel = "FILE",
      description =
          "Takes the lines that were refused, one JSON object each: line, field, reason, text.")
  private @Nullable Path rejects;

  /** Name for people. */
  String name() {
    return isFile() ? String.valueOf(Path.of(file).getFileName()) : "standard input";
  }

  /**
   * Where lines go that were refused; null for nowhere.
   *
   * @throws CommandFailedException when that is what is read
   */
  @Nullable Path rejects() {
    try {
      if (rejects != null
          && isFile()
          && Files.exists(rejects)
          && Files.isSameFile(rejects, Path.of(file))) {
        throw new CommandFailedException(
            "--rejects: expected another file than the one that is read, found " + rejects);
      }
    } catch (IOException e) {
      throw new CommandFailedException("expected a file that can be read, found " + file, e);
    }
    return rejects;
  }

  private boolean isFile() {
    return !file.equals(STANDARD_INPUT);
  }

  /** How bytes are read as lines. */
  @FunctionalInterface
  interface Form {

    Lines of(InputStream bytes) throws IOException;
  }

  /** Opens it. */
  Lines open(Form form) {
    try {
      return form.of(
          isFile() ? Files.newInputStream(Path.of(file)) : new FileInputStream(FileDescriptor.in));
    } catch (IOException e) {
      throw new CommandFailedException("expected a file that can be read, found " + file, e);
    }
  }

  /** Whether nobody writes it any more, as far as can be told: a file, not a pipe. */
  boolean isWritten() {
    return isFile() && Files.isRegularFile(Path.of(file));
  }

  /**
   * When the file was last written; always now for what is being written: standard input, a pipe.
   */
  InstantSource lastWritten() {
    if (!isWritten()) {
      return InstantSource.system();
    }
    try {
      Instant written = Files.getLastModifiedTime(Path.of(file)).toInstant();
      return () -> written;
    } catch (IOException e) {
      throw new CommandFailedException("expected a file that can be read, found " + file, e);
    }
  }
}
