package dev.gantry.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gantry.app.CommandFailedException;
import dev.gantry.ingest.LineFeed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ToldRefusalsTest {

  @TempDir private Path directory;
  private final List<String> told = new ArrayList<>();

  @Test
  void shouldTellOfTheFirstOnesAndHowManyMoreThereAre() {
    refuse(23, null);

    assertThat(told).hasSize(21);
    assertThat(told.get(0)).isEqualTo("line 1: id: expected a text, found 1");
    assertThat(told.get(20)).isEqualTo("and 3 more; --rejects FILE takes them all");
  }

  @Test
  void shouldWriteAllToAFile() throws IOException {
    Path file = directory.resolve("rejects.jsonl");
    refuse(23, file);

    assertThat(Files.readAllLines(file))
        .hasSize(23)
        .last()
        .isEqualTo(
            "{\"line\":23,\"field\":\"id\",\"reason\":\"id: expected a text, found 23\","
                + "\"text\":\"{\\\"id\\\":23}\"}");
    assertThat(told).last().isEqualTo("and 3 more");
  }

  @Test
  void shouldSaySoWhenTheFileCanNotBeWritten() {
    Path nowhere = directory.resolve("none/rejects.jsonl");

    assertThatThrownBy(() -> refuse(1, nowhere))
        .isInstanceOf(CommandFailedException.class)
        .hasMessage("--rejects: expected a file that can be written, found " + nowhere);
  }

  private void refuse(int lines, @Nullable Path file) {
    try (ToldRefusals refusals = ToldRefusals.to(told::add, file)) {
      for (int i = 1; i <= lines; i++) {
        refusals.refused(
            new LineFeed.Refused(i, "id", "id: expected a text, found " + i, "{\"id\":" + i + "}"));
      }
    }
  }
}
