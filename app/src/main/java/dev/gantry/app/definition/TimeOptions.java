package dev.gantry.app.definition;

import dev.gantry.app.CommandFailedException;
import dev.gantry.topologies.definition.DefinitionPublisher.Change;
import dev.gantry.topologies.definition.DefinitionPublisher.Published;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** From which event time on a change applies. */
final class TimeOptions {

  @Option(
      names = "--effective-from",
      paramLabel = "TIME",
      description =
          "Event time from which new versions apply, such as 2030-01-01T00:00:00Z; not in the past."
              + " Default: now, and of a first version all times.")
  @Nullable Instant effectiveFrom;

  @Option(
      names = "--retroactive",
      description =
          "Let --effective-from lie in the past, for recordings from then that are yet to be read."
              + " What was decided before stays as it was.")
  boolean retroactive;

  /** The stated time; absent when none is. */
  Optional<Instant> stated() {
    return Optional.ofNullable(effectiveFrom);
  }

  /**
   * Makes a change that applies from then on.
   *
   * @throws CommandFailedException when the time does not go with what there is
   */
  List<Published> make(String author, String reason, Function<Change, List<Published>> change) {
    try {
      return change.apply(new Change(author, reason, stated(), retroactive));
    } catch (IllegalArgumentException e) {
      throw new CommandFailedException("--effective-from: " + e.getMessage(), e);
    }
  }
}
