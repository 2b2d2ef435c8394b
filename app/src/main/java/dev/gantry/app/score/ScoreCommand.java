package dev.gantry.app.score;

import dev.gantry.app.CommandFailedException;
import dev.gantry.app.JsonLine;
import dev.gantry.ingest.CityRecordScorer;
import dev.gantry.ingest.city.truth.WrittenTruth;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code gantry score}. */
@Command(
    name = "score",
    mixinStandardHelpOptions = true,
    description = {
      "Says how well any system understood a simulated city: holds its alerts, tracks and"
          + " detections against the truth that gantry ingest simulator --write has left.",
      "Results are files of JSON lines, in the form of the topics of that name; docs/simulator.md"
          + " has the few fields that count. All of the truth is judged."
    },
    footer = {
      "",
      "Exit codes: 0 scored, 1 could not, 2 the command line is wrong.",
      "Example: gantry score --truth city/truth.jsonl --alerts alerts.jsonl --rule"
          + " too_fast=speeding"
    })
public final class ScoreCommand implements Callable<Integer> {

  @Spec CommandSpec spec;

  @Option(
      names = "--truth",
      required = true,
      paramLabel = "FILE",
      description = "What is true: truth.jsonl.")
  Path truthFile = Path.of("truth.jsonl");

  @Option(
      names = "--alerts",
      paramLabel = "FILE",
      description = "Alerts, one or more lines for each: the first counts.")
  @Nullable Path alerts;

  @Option(
      names = "--tracks",
      paramLabel = "FILE",
      description =
          "Tracks, a line for each step: for their speeds, and for alerts that name a track.")
  @Nullable Path tracks;

  @Option(
      names = "--detections",
      paramLabel = "FILE",
      description = "Boxes, a line for each frame that was looked at, if nothing was found too.")
  @Nullable Path detections;

  @Option(
      names = "--rule",
      paramLabel = "NAME=KIND",
      description =
          "What a rule of the system watches for: a kind of incident of the truth, or what the"
              + " city's rule of that name does. May be repeated: then these rules are all there"
              + " are. Default: the city's own rules.")
  Map<String, String> rules = new LinkedHashMap<>();

  @Option(names = "--json", description = "One JSON object.")
  boolean json;

  @Override
  public Integer call() {
    if (alerts == null && tracks == null && detections == null) {
      throw new ParameterException(
          spec.commandLine(), "expected --alerts, --tracks or --detections, found none of them");
    }
    ScoreSummary score = score();
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(JsonLine.of(score));
    } else {
      score.lines().forEach(out::println);
    }
    out.flush();
    return 0;
  }

  private ScoreSummary score() {
    try (WrittenTruth truth = WrittenTruth.read(truthFile)) {
      WatchingRules watching = WatchingRules.of(rules, truth.incidentsUntil(truth.frames()));
      watching.unknownKind().ifPresent(kind -> refuse(kind, watching));
      CityRecordScorer scorer = new CityRecordScorer(truth, truth.starts(), watching.names());
      ResultFiles results = new ResultFiles(scorer, truth, watching);
      Optional.ofNullable(detections).ifPresent(results::detections);
      Optional.ofNullable(tracks).ifPresent(results::tracks);
      Optional.ofNullable(alerts).ifPresent(results::alerts);
      scorer.reach(truth.frames() - 1L);
      ScoreSummary score = ScoreSummary.of(scorer.score());
      return alerts == null ? score.withoutAlerts() : score;
    } catch (IllegalArgumentException e) { // the truth's: it says where
      throw new CommandFailedException(String.valueOf(e.getMessage()), e);
    } catch (IOException e) {
      throw new CommandFailedException(
          "--truth: expected a file that can be read, found " + truthFile, e);
    }
  }

  private void refuse(String kind, WatchingRules watching) {
    throw new ParameterException(
        spec.commandLine(),
        "--rule: expected one of " + String.join(", ", watching.known()) + ", found " + kind);
  }
}
