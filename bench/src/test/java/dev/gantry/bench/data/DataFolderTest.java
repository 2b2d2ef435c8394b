package dev.gantry.bench.data;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gantry.app.CommandFailedException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {

  @TempDir Path folder;

  @Test
  void shouldSayWhatWasExpectedWhenThereIsNoFolder() {
    Path none = folder.resolve("none");

    assertThatThrownBy(() -> DataFolder.require(none, "a directory of series"))
        .isInstanceOf(CommandFailedException.class)
        .hasMessage("expected a directory of series, found " + none);
    assertThatCode(() -> DataFolder.require(folder, "a directory of series"))
        .doesNotThrowAnyException();
  }
}
