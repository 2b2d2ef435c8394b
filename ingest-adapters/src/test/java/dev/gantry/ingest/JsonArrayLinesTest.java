package dev.gantry.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonArrayLinesTest {

  @Test
  void shouldGiveTheElementsHoweverTheArrayIsWritten() throws IOException {
    assertThat(read("[{\"a\":1},{\"b\":[2]}]\n")).containsExactly("{\"a\":1}", "{\"b\":[2]}");
    assertThat(read("\ufeff\r\n [ {\n  \"a\" : 1\n}, {\n  \"b\" : [ 2 ]\n} ]"))
        .containsExactly("{\"a\":1}", "{\"b\":[2]}");
    assertThat(read("[]")).isEmpty();
  }

  @Test
  void shouldGiveLinesWhereItIsNoArray() throws IOException {
    assertThat(read("{\"a\":1}\n[1]\n")).containsExactly("{\"a\":1}", "[1]");
    assertThat(read("[0.004s][warning] slow\n{}\n"))
        .containsExactly("[0.004s][warning] slow", "{}");
    assertThat(read("")).isEmpty();
  }

  @Test
  void shouldSayWhereAnArrayBreaksOff() throws IOException {
    assertThat(read("[{\"a\":1},\n{\"b\":"))
        .containsExactly(
            "{\"a\":1}", "refused: not JSON at line 2, column 6; nothing after it was read");
  }

  private static List<String> read(String text) throws IOException {
    return Utf8LinesTest.read(
        JsonArrayLines.orLinesOf(new ByteArrayInputStream(text.getBytes(UTF_8))));
  }
}
