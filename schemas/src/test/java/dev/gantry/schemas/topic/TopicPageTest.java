package dev.gantry.schemas.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class TopicPageTest {

  private static final Path PAGE = Path.of("..", "docs", "topics.md");

  @Test
  void shouldBeThePageInTheDocumentation() throws IOException {
    String page = TopicPage.page();
    if (System.getProperty("gantry.write-docs") != null) {
      Files.writeString(PAGE, page);
    }
    assertThat(Files.readString(PAGE))
        .as("docs/topics.md is stale; the command that writes it is in its head")
        .isEqualTo(page);
  }
}
