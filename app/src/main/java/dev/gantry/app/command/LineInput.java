package dev.gantry.app.command;

import dev.gantry.app.CommandFailedException;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import picocli.CommandLine.Parameters;

/** Lines of a file or of standard input, as a command is given them. */
final class LineInput {

  private static final String STANDARD_INPUT = "-";

  @Parameters(paramLabel = "FILE", description = "File to read, or - for standard input.")
  String file = STANDARD_INPUT;

  /** Name for people. */
  String name() {
    return isFile() ? String.valueOf(Path.of(file).getFileName()) : "standard input";
  }

  private boolean isFile() {
    return !file.equals(STANDARD_INPUT);
  }

  /** Opens it; UTF-8, and what is not is replaced: a log may hold anything. */
  BufferedReader open() {
    try {
      InputStream bytes =
          isFile() ? Files.newInputStream(Path.of(file)) : new FileInputStream(FileDescriptor.in);
      return new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new CommandFailedException("expected a file that can be read, found " + file, e);
    }
  }

  /**
   * When the file was last written; always now for what is being written: standard input, a pipe.
   */
  InstantSource lastWritten() {
    if (!isFile() || !Files.isRegularFile(Path.of(file))) {
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
