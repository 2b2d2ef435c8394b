package dev.gantry.app.deadletter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gantry.app.config.ConnectionOptions;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code gantry dead-letters list}. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "Lists records that were set aside, the latest last.",
    footer = {
      "",
      "Example: gantry dead-letters list --bootstrap 127.0.0.1:9092 --cause wrong_partition"
    })
final class ListDeadLetters implements Runnable {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Spec CommandSpec spec;
  @Mixin ConnectionOptions connection;
  @Mixin FilterOptions filter;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "50",
      description = "How many to list, the latest; 0 for all. Default ${DEFAULT-VALUE}.")
  int limit;

  @Option(names = "--summary", description = "Count them by topic and cause instead.")
  boolean summary;

  @Option(names = "--json", description = "One JSON object a line.")
  boolean json;

  private record Dated(long at, Row row) {}

  private final PriorityQueue<Dated> latest =
      new PriorityQueue<>(Comparator.comparingLong(Dated::at));
  private final Map<String, TreeMap<String, Long>> counts = new TreeMap<>();
  private long matching;

  @Override
  public void run() {
    Map<String, String> replayed = new HashMap<>();
    try (DeadLetterReader reader = new DeadLetterReader(connection.connection())) {
      reader.read(this::take, replayed::put);
    }
    PrintWriter out = spec.commandLine().getOut();
    if (summary) {
      printSummary(out);
    } else {
      print(out, replayed);
    }
    out.flush();
  }

  private void take(DeadLetter letter) {
    if (!filter.matches(letter)) {
      return;
    }
    matching++;
    if (summary) {
      counts
          .computeIfAbsent(letter.source().topic(), topic -> new TreeMap<>())
          .merge(letter.cause(), 1L, Long::sum);
      return;
    }
    latest.add(new Dated(letter.writtenAt(), Row.of(letter)));
    if (limit > 0 && latest.size() > limit) {
      latest.poll();
    }
  }

  private void print(PrintWriter out, Map<String, String> replayed) {
    List<Row> rows = new ArrayList<>();
    while (!latest.isEmpty()) {
      Row row = latest.remove().row();
      rows.add(row.replayed(replayed.get(row.source())));
    }
    if (json) {
      rows.forEach(row -> out.println(toJson(row)));
      return;
    }
    if (rows.size() < matching) {
      out.println((matching - rows.size()) + " earlier ones are not listed (--limit 0 lists all)");
    }
    for (Row row : rows) {
      out.printf(
          "%-10s %s  %-17s %s key=%s%s%n           %s%n",
          row.id(),
          row.failedAt(),
          row.cause(),
          row.source(),
          row.key() == null ? "(none)" : Preview.printable(row.key(), 60),
          row.replayedAt() == null ? "" : "  replayed " + row.replayedAt(),
          Preview.printable(row.message(), 300));
    }
    out.println(matching == 1 ? "1 dead letter" : matching + " dead letters");
  }

  private void printSummary(PrintWriter out) {
    if (json) {
      Map<String, Object> object = new TreeMap<>();
      object.put("total", matching);
      object.put("by_topic", counts);
      out.println(toJson(object));
      return;
    }
    counts.forEach(
        (topic, causes) ->
            causes.forEach((cause, n) -> out.printf("%8d  %-20s %s%n", n, cause, topic)));
    out.printf("%8d  in all%n", matching);
  }

  private static String toJson(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
