package dev.gantry.app.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
  private static final Change FIRST = new Change.Register("s", 1, 1, "\"string\"");
  private static final Change SECOND = new Change.Delete("s", 1, false);

  @TempDir Path dir;
  private Path file;

  @BeforeEach
  void writeTwo() throws IOException {
    file = dir.resolve("new").resolve("journal");
    try (Journal journal = Journal.open(file).journal()) {
      journal.append(FIRST);
      journal.append(SECOND);
    }
  }

  @Test
  void shouldReplayInOrder() throws IOException {
    assertThat(changes()).containsExactly(FIRST, SECOND);
  }

  @Test
  void shouldDropLastLineWhereverItWasCut() throws IOException {
    byte[] whole = Files.readAllBytes(file);
    int firstLine = new String(whole, StandardCharsets.UTF_8).indexOf('\n') + 1;
    for (int length = firstLine; length < whole.length; length++) {
      Files.write(file, Arrays.copyOf(whole, length));

      assertThat(changes()).as("cut at %d", length).containsExactly(FIRST);
    }
  }

  @Test
  void shouldAppendAfterWhatWasIntact() throws IOException {
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length - 3));

    try (Journal journal = Journal.open(file).journal()) {
      journal.append(new Change.SetMode(null, Mode.READONLY));
    }

    assertThat(changes()).containsExactly(FIRST, new Change.SetMode(null, Mode.READONLY));
  }

  @Test
  void shouldNameFileAndLineWhenDamagedInTheMiddle() throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[20] ^= 1;
    Files.write(file, bytes);

    assertThatThrownBy(this::changes)
        .isInstanceOf(IOException.class)
        .hasMessageContaining(file + ", line 1: expected checksum");
  }

  private List<Change> changes() throws IOException {
    Journal.Opened opened = Journal.open(file);
    opened.journal().close();
    return opened.changes();
  }
}
