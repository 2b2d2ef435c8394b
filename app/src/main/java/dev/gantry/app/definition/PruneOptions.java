package dev.gantry.app.definition;

import dev.gantry.topologies.definition.DefinitionKind;
import dev.gantry.topologies.definition.ParsedDefinition;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Which definitions end since the files do not have them. */
final class PruneOptions {

  @Option(
      names = "--prune",
      arity = "0..1",
      fallbackValue = "",
      paramLabel = "KIND,...",
      description =
          "End the definitions that are not in the files, of the kinds that the files have any of;"
              + " or of the kinds named, such as rule,schedule. The files then say all there is of"
              + " these kinds; others are left alone. Asks for --reason.")
  @Nullable String prune;

  /**
   * Checks the kinds that are named, before any file is read.
   *
   * @param change has to say why
   * @throws ParameterException when a kind is none, or no reason is stated
   */
  void check(CommandSpec spec, ChangeOptions change) {
    if (prune == null) {
      return;
    }
    change.requireReason(spec, "why those end that are not in the files");
    for (String word : named()) {
      if (DefinitionKind.find(word).isEmpty()) {
        throw new ParameterException(
            spec.commandLine(),
            "--prune: expected some of %s, or none for those of the files, found %s"
                .formatted(words(), word));
      }
    }
  }

  private static String words() {
    return Arrays.stream(DefinitionKind.values())
        .map(DefinitionKind::word)
        .collect(Collectors.joining(", "));
  }

  private List<String> named() {
    return prune == null || prune.isEmpty() ? List.of() : Arrays.asList(prune.split(",", -1));
  }

  /**
   * The kinds of which only what is in the files stays; none unless that is asked for.
   *
   * @param files what is in them
   */
  Set<DefinitionKind> kinds(List<ParsedDefinition> files) {
    Set<DefinitionKind> kinds = EnumSet.noneOf(DefinitionKind.class);
    if (prune != null && prune.isEmpty()) {
      files.forEach(each -> kinds.add(each.kind()));
    }
    named().forEach(word -> DefinitionKind.find(word).ifPresent(kinds::add));
    return kinds;
  }
}
