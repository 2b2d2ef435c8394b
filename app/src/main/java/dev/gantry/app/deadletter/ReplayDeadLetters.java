package dev.gantry.app.deadletter;

import dev.gantry.app.config.Connection;
import dev.gantry.app.config.ConnectionOptions;
import java.io.PrintWriter;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code gantry dead-letters replay}. */
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    description = {
      "Writes records that were set aside back to the topic they came from, as they were: same key,"
          + " same bytes, on the partition murmur2 of the key gives. Each is marked as replayed in"
          + " the same transaction, and is not replayed again unless --force is given.",
      "Every application that reads the topic sees the record again."
    },
    footer = {
      "",
      "Exit codes: 0 all asked for was replayed, 1 some was not, 2 the command line is wrong.",
      "Example: gantry dead-letters replay --cause wrong_partition --bootstrap 127.0.0.1:9092"
    })
final class ReplayDeadLetters implements Callable<Integer> {
  @Spec CommandSpec spec;
  @Mixin ConnectionOptions connection;
  @Mixin FilterOptions filter;

  @Parameters(
      paramLabel = "ID",
      arity = "0..*",
      description = "As list shows them; with none, those the filters match.")
  List<String> ids = List.of();

  @Option(names = "--all", description = "All there are.")
  boolean all;

  @Option(names = "--dry-run", description = "Say what would be done, and do nothing.")
  boolean dryRun;

  @Option(names = "--force", description = "Also those replayed before.")
  boolean force;

  private final Map<String, String> replayed = new HashMap<>();
  private final Set<String> chosen = new LinkedHashSet<>();
  private final Set<String> sources = new HashSet<>();
  private int skipped;
  private int failed;
  private int done;

  @Override
  public Integer call() {
    if (ids.isEmpty() && filter.isEmpty() && !all) {
      throw new ParameterException(
          spec.commandLine(), "expected an ID, --cause, --topic, --application or --all");
    }
    if (!ids.isEmpty() && (!filter.isEmpty() || all)) {
      throw new ParameterException(spec.commandLine(), "expected either IDs or filters, not both");
    }
    Connection to = connection.connection();
    PrintWriter out = spec.commandLine().getOut();
    try (Replayer replayer = dryRun ? Replayer.dry(to) : Replayer.open(to);
        DeadLetterReader reader = new DeadLetterReader(to)) {
      // The replayer has fenced off any other by now, so these marks are the last word.
      reader.read(this::note, replayed::put);
      reader.read(letter -> replay(letter, replayer, out), (source, at) -> {});
      replayer.flush();
    }
    ids.stream().filter(id -> !chosen.contains(id)).forEach(id -> missing(id, out));
    out.printf(
        "%d %s, %d left alone as replayed before, %d failed%n",
        done, dryRun ? "would be replayed" : "replayed", skipped, failed);
    out.flush();
    return failed > 0 || (skipped > 0 && !ids.isEmpty()) ? 1 : 0;
  }

  /** First round: what is asked for. */
  private void note(DeadLetter letter) {
    if (ids.isEmpty() ? filter.matches(letter) : ids.contains(letter.id())) {
      chosen.add(letter.id());
    }
  }

  private void replay(DeadLetter letter, Replayer replayer, PrintWriter out) {
    if (!chosen.contains(letter.id())) {
      return;
    }
    String source = letter.source().toString();
    String before = replayed.get(source);
    if (before != null && !force) {
      skipped++;
      out.printf("%s: %s was replayed %s; --force replays it again%n", letter.id(), source, before);
      return;
    }
    if (letter.isOfRecord() && !sources.add(source)) {
      // Two applications set the same record aside; it goes back once.
      return;
    }
    Replayer.Outcome outcome = replayer.replay(letter);
    if (outcome.done()) {
      done++;
    } else {
      failed++;
    }
    out.printf("%s: %s %s%n", letter.id(), source, outcome.words());
  }

  private void missing(String id, PrintWriter out) {
    failed++;
    out.println(id + ": there is no such dead letter");
  }
}
