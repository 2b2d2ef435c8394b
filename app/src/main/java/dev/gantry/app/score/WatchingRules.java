package dev.gantry.app.score;

import dev.gantry.app.process.GantryProcess;
import dev.gantry.ingest.city.CityDefinitions;
import dev.gantry.ingest.city.truth.IncidentKinds;
import dev.gantry.ingest.city.truth.TrueIncident;
import dev.gantry.topologies.definition.DefinitionKind;
import dev.gantry.topologies.definition.ParsedDefinition;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The rules that watch a city, and what each of them tells of: a kind of incident, or what a rule
 * of the city of that name tells of.
 *
 * @param named kinds by the rules that somebody names; empty when the city's own rules watch
 * @param known all kinds, and the city's own rules
 * @param own the city's own rules
 */
record WatchingRules(Map<String, String> named, Set<String> known, Set<String> own) {

  /**
   * @param named kinds by rule, as somebody gives them
   * @param incidents of the truth
   */
  static WatchingRules of(Map<String, String> named, List<TrueIncident> incidents) {
    Set<String> own =
        GantryProcess.definitionParser()
            .parse("rules of the city", CityDefinitions.rulesYaml())
            .orThrow()
            .stream()
            .filter(definition -> definition.kind() == DefinitionKind.RULE)
            .map(ParsedDefinition::id)
            .collect(Collectors.toSet());
    Set<String> known = new TreeSet<>(own);
    known.addAll(IncidentKinds.ALL);
    incidents.forEach(incident -> known.add(incident.kind()));
    return new WatchingRules(Map.copyOf(named), known, own);
  }

  /** A kind that somebody gave and nobody knows. */
  Optional<String> unknownKind() {
    return named.values().stream().filter(kind -> !known.contains(kind)).sorted().findFirst();
  }

  /** Those that incidents have to be found by. */
  Set<String> names() {
    return named.isEmpty() ? own : Set.copyOf(named.values());
  }

  /** What the alerts of a rule are judged as; empty when nobody knows what it watches for. */
  Optional<String> standsFor(String rule) {
    return Optional.ofNullable(named.get(rule)).or(() -> Optional.of(rule).filter(known::contains));
  }
}
