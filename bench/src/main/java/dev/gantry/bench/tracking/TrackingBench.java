package dev.gantry.bench.tracking;

import dev.gantry.app.CommandFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tracks the sequences of a directory, or reads what another tracker made of them, and scores it.
 */
final class TrackingBench {

  private final SequenceTracker production;
  private final SequenceTracker sort = new SortTracker();
  private final List<TestGroup> groups;

  /**
   * @param production Gantry's tracker, alone or in its topology
   */
  TrackingBench(List<TestGroup> groups, SequenceTracker production) {
    this.groups = groups;
    this.production = production;
  }

  /**
   * Runs the production tracker and SORT.
   *
   * @param dump where to write what the production tracker says, a file a sequence; null for
   *     nowhere
   */
  List<GroupScore> track(@Nullable Path dump) throws IOException {
    if (dump != null) {
      Files.createDirectories(dump);
      for (TestGroup group : groups) {
        for (TestSequence sequence : group.sequences()) {
          Files.deleteIfExists(file(dump, sequence));
        }
      }
    }
    List<GroupScore> scores = new ArrayList<>();
    int ids = 0;
    for (TestGroup group : groups) {
      List<GroupScore.Entry> entries = new ArrayList<>();
      for (TestSequence sequence : group.sequences()) {
        List<List<Placed>> placed = production.track(sequence);
        if (dump != null) {
          ids = write(dump, group, sequence, placed, ids);
        }
        entries.add(
            new GroupScore.Entry(
                sequence.name(),
                Evaluation.of(sequence, placed),
                Evaluation.of(sequence, sort.track(sequence))));
      }
      scores.add(new GroupScore(group.objects(), entries));
    }
    return scores;
  }

  /**
   * Scores the results of another tracker.
   *
   * @param results a file, where there is one sequence, or a directory with one for each
   */
  List<GroupScore> score(Path results) throws IOException {
    List<GroupScore> scores = new ArrayList<>();
    for (TestGroup group : groups) {
      List<GroupScore.Entry> entries = new ArrayList<>();
      for (TestSequence sequence : group.sequences()) {
        Path file = Files.isDirectory(results) ? file(results, sequence) : results;
        if (!Files.exists(file)) {
          throw new CommandFailedException("--score: expected " + file + ", found no such file");
        }
        List<List<Placed>> placed = group.format().read(file, sequence, group.objects());
        entries.add(new GroupScore.Entry(sequence.name(), Evaluation.of(sequence, placed), null));
      }
      scores.add(new GroupScore(group.objects(), entries));
    }
    return scores;
  }

  /** Appends results, so that classes with one file for each sequence share it, and their ids. */
  private static int write(
      Path dump, TestGroup group, TestSequence sequence, List<List<Placed>> placed, int ids)
      throws IOException {
    List<List<Placed>> renumbered =
        placed.stream()
            .map(
                frame ->
                    frame.stream()
                        .map(one -> new Placed(ids + one.id(), one.box(), one.score()))
                        .toList())
            .toList();
    Files.write(
        file(dump, sequence),
        group.format().lines(sequence, renumbered, group.objects()),
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
    return renumbered.stream().flatMap(List::stream).mapToInt(Placed::id).max().orElse(ids);
  }

  private static Path file(Path dir, TestSequence sequence) {
    return dir.resolve(sequence.name() + ".txt");
  }
}
