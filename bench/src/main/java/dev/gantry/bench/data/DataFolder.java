package dev.gantry.bench.data;

import dev.gantry.app.CommandFailedException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Checks the folder that a benchmark is given. */
public final class DataFolder {

  private DataFolder() {}

  /**
   * Refuses what is no folder.
   *
   * @param expected what is to be in it, as in "a directory of sequences"
   * @throws CommandFailedException saying what was expected and what was found
   */
  public static void require(Path folder, String expected) {
    if (!Files.isDirectory(folder)) {
      throw new CommandFailedException("expected " + expected + ", found " + folder);
    }
  }
}
