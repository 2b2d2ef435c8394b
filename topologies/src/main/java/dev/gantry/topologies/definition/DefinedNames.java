package dev.gantry.topologies.definition;

import dev.gantry.topologies.rule.Names;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Finds what documents name in others that none of them defines: the model of a camera, the channel
 * of a receiver, the contacts of an on-call schedule, whom an escalation tells.
 */
public final class DefinedNames {

  /** Each is compared with all names there are, for what was probably meant. */
  private static final int MOST_TOLD = 100;

  private final Map<Referent, Set<String>> defined = new EnumMap<>(Referent.class);
  private final Set<DefinitionName> ended;

  private DefinedNames(List<ParsedDefinition> all, Set<DefinitionName> ended) {
    this.ended = ended;
    for (Referent what : Referent.values()) {
      defined.put(what, new TreeSet<>());
    }
    for (ParsedDefinition each : all) {
      each.referent().ifPresent(what -> names(what).add(each.id()));
    }
  }

  /**
   * What was read, without documents that name what none of them defines. When something else is
   * wrong nothing is looked for: what a wrong document defines is not known.
   */
  public static ParseResult check(ParseResult read) {
    if (!read.problems().isEmpty()) {
      return read;
    }
    DefinedNames names = new DefinedNames(read.definitions(), Set.of());
    return new ParseResult(
        read.definitions().stream()
            .filter(each -> each.references().stream().allMatch(names::defines))
            .toList(),
        undefined(read.definitions(), Set.of(), List.of()));
  }

  /**
   * What would be named and not defined once some documents join, or replace, those there are, and
   * others of these end: by the new ones, and by those that stay in what is replaced or ends. What
   * was wrong before stays.
   */
  static List<Problem> undefined(
      List<ParsedDefinition> documents, Set<DefinitionName> ended, List<ParsedDefinition> present) {
    Set<DefinitionName> replaced = new HashSet<>(ended);
    documents.forEach(each -> replaced.add(each.name()));
    List<ParsedDefinition> others =
        present.stream().filter(each -> !replaced.contains(each.name())).toList();
    List<ParsedDefinition> all = new ArrayList<>(documents);
    all.addAll(others);
    DefinedNames names = new DefinedNames(all, ended);
    Stream<Reference> own = documents.stream().flatMap(each -> each.references().stream());
    Stream<Reference> disturbed =
        others.stream()
            .flatMap(each -> each.references().stream())
            .filter(each -> replaced.contains(nameOf(each)));
    return Stream.concat(own, disturbed)
        .filter(each -> !names.defines(each))
        .limit(MOST_TOLD)
        .map(names::problem)
        .toList();
  }

  private Set<String> names(Referent what) {
    return defined.getOrDefault(what, Set.of());
  }

  private boolean defines(Reference reference) {
    return names(reference.what()).contains(reference.id());
  }

  private Problem problem(Reference reference) {
    return reference.undefined(
        ended.contains(nameOf(reference))
            ? reference.id() + " would end"
            : definedAs(reference)
                .orElseGet(() -> Names.hint(reference.id(), names(reference.what()))));
  }

  private static DefinitionName nameOf(Reference reference) {
    return new DefinitionName(reference.what().kind(), reference.id());
  }

  /** A person where a team is asked for, or the other way round. */
  private Optional<String> definedAs(Reference reference) {
    return defined.entrySet().stream()
        .filter(each -> each.getKey().kind() == reference.what().kind())
        .filter(each -> each.getValue().contains(reference.id()))
        .map(each -> reference.id() + " is a " + each.getKey().word())
        .findFirst();
  }
}
