package dev.gantry.app.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.opentest4j.TestAbortedException;

/**
 * Clients of Kafka and of the registry that we did not write, run as processes: Debian's kcat and
 * python3-confluent-kafka. A test that needs one which is not installed is skipped and says so;
 * with the environment variable {@code GANTRY_REQUIRE_PEERS=1} it fails instead.
 */
public final class Peers {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PYTHON = "/usr/bin/python3";
  private static final int LONGEST_SECONDS = 120;

  private Peers() {}

  /** Demands python3-confluent-kafka with its Avro support. */
  public static void requirePython() {
    require(
        List.of(PYTHON, "-c", "import confluent_kafka.avro"),
        "python3-confluent-kafka (apt install python3-confluent-kafka python3-avro"
            + " python3-requests)");
  }

  /** Demands kcat. */
  public static void requireKcat() {
    require(List.of("kcat", "-V"), "kcat (apt install kcat)");
  }

  private static void require(List<String> command, String what) {
    String problem;
    try {
      Result result = start(command, new byte[0]);
      if (result.status() == 0) {
        return;
      }
      problem = result.errors();
    } catch (UncheckedIOException e) {
      problem = e.toString();
    }
    String message = "not installed: " + what + ": " + problem.strip();
    if ("1".equals(System.getenv("GANTRY_REQUIRE_PEERS"))) {
      fail(message);
    }
    throw new TestAbortedException(message);
  }

  /** Runs a script of {@code src/test/resources/peers}; returns the JSON it prints. */
  public static JsonNode python(String script, String... arguments) {
    List<String> command = new ArrayList<>(List.of(PYTHON, "-W", "ignore", "-"));
    command.addAll(List.of(arguments));
    Result result = start(command, resource("/peers/" + script));
    assertThat(result.status()).as(result.errors()).isZero();
    try {
      return JSON.readTree(result.output());
    } catch (IOException e) {
      throw new UncheckedIOException(result.output(), e);
    }
  }

  /** Runs kcat with something to read; returns what it prints. */
  public static String kcat(String input, String... arguments) {
    List<String> command = new ArrayList<>(List.of("kcat"));
    command.addAll(List.of(arguments));
    Result result = start(command, input.getBytes(StandardCharsets.UTF_8));
    assertThat(result.status()).as(result.errors()).isZero();
    return result.output();
  }

  private record Result(int status, String output, String errors) {}

  private static Result start(List<String> command, byte[] input) {
    try {
      Path out = Files.createTempFile("peer", ".out");
      Path err = Files.createTempFile("peer", ".err");
      try {
        Process process =
            new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        try (var stdin = process.getOutputStream()) {
          stdin.write(input);
        }
        if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
          process.destroyForcibly();
          fail(command + " did not end; it said: " + Files.readString(err));
        }
        return new Result(process.exitValue(), Files.readString(out), Files.readString(err));
      } finally {
        Files.delete(out);
        Files.delete(err);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private static byte[] resource(String name) {
    try (InputStream in = Objects.requireNonNull(Peers.class.getResourceAsStream(name), name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
