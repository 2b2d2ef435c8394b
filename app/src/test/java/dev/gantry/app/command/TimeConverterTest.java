package dev.gantry.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class TimeConverterTest {

  @Test
  void shouldReadTimesWithAnyOffset() {
    TimeConverter converter = new TimeConverter();
    Instant ten = Instant.parse("2026-02-08T10:00:00Z");
    assertThat(converter.convert("2026-02-08T10:00:00Z")).isEqualTo(ten);
    assertThat(converter.convert("2026-02-08T11:00:00+01:00")).isEqualTo(ten);
    assertThat(converter.convert("9999-12-31T23:59:59Z")).isAfter(ten);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "tomorrow",
        "2026-02-08",
        "2026-02-30T10:00:00Z",
        "1969-12-31T23:59:59Z",
        "+10000-01-01T00:00:00Z",
        "+300000-01-01T00:00:00Z"
      })
  void shouldSayWhatATimeLooksLike(String text) {
    StringWriter err = new StringWriter();
    CommandLine line = Main.commandLine("apply").setErr(new PrintWriter(err, true));

    assertThat(line.execute("apply", "-f", "rules", "--effective-from=" + text)).isEqualTo(2);
    assertThat(err.toString())
        .startsWith(
            "Invalid value for option '--effective-from': expected a time of 1970 to 9999 such as"
                + " 2026-02-08T10:00:00Z; found '"
                + text
                + "'");
  }
}
