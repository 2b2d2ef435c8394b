package dev.gantry.topologies.definition;

import dev.gantry.domain.alerting.Rule;
import dev.gantry.domain.camera.CameraDefinition;
import dev.gantry.domain.schedule.ScheduleVersion;
import dev.gantry.domain.time.Micros;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One immutable state of all definitions with their history. */
final class DefinitionsSnapshot {

  static final DefinitionsSnapshot EMPTY =
      new DefinitionsSnapshot(0, Map.of(), Map.of(), Map.of(), Collections.emptySortedMap());

  private final long revision;
  private final Map<DefinitionKind, NavigableMap<String, List<DefinitionVersion>>> histories;

  /** Made when first asked for; null until then. */
  private volatile @Nullable Map<String, NavigableMap<Long, List<Rule>>> rulesByStream;

  /**
   * Ids of the cameras that ever had a segment, sorted; made when first asked for, null until then.
   */
  private volatile @Nullable Map<String, SortedSet<String>> camerasBySegment;

  private final SortedMap<String, List<ScheduleVersion>> schedules;

  private DefinitionsSnapshot(
      long revision,
      Map<DefinitionKind, NavigableMap<String, List<DefinitionVersion>>> histories,
      @Nullable Map<String, NavigableMap<Long, List<Rule>>> rulesByStream,
      @Nullable Map<String, SortedSet<String>> camerasBySegment,
      SortedMap<String, List<ScheduleVersion>> schedules) {
    this.revision = revision;
    this.schedules = schedules;
    this.histories = histories;
    this.rulesByStream = rulesByStream;
    this.camerasBySegment = camerasBySegment;
  }

  long revision() {
    return revision;
  }

  DefinitionsSnapshot with(DefinitionKind kind, DefinitionVersion version) {
    Map<DefinitionKind, NavigableMap<String, List<DefinitionVersion>>> next =
        new TreeMap<>(histories);
    NavigableMap<String, List<DefinitionVersion>> byId =
        new TreeMap<>(next.getOrDefault(kind, new TreeMap<>()));
    List<DefinitionVersion> versions = new ArrayList<>(byId.getOrDefault(version.id(), List.of()));
    versions.add(version);
    byId.put(version.id(), List.copyOf(versions));
    next.put(kind, byId);
    return new DefinitionsSnapshot(
        revision + 1,
        next,
        kind == DefinitionKind.RULE ? null : rulesByStream,
        kind == DefinitionKind.CAMERA ? null : camerasBySegment,
        kind == DefinitionKind.SCHEDULE ? schedules(byId) : schedules);
  }

  /** All versions of schedules; one that states no time counts from its publication. */
  SortedMap<String, List<ScheduleVersion>> schedules() {
    return schedules;
  }

  private static SortedMap<String, List<ScheduleVersion>> schedules(
      Map<String, List<DefinitionVersion>> byId) {
    SortedMap<String, List<ScheduleVersion>> schedules = new TreeMap<>();
    byId.forEach(
        (id, versions) ->
            schedules.put(id, versions.stream().map(DefinitionsSnapshot::schedule).toList()));
    return Collections.unmodifiableSortedMap(schedules);
  }

  private static ScheduleVersion schedule(DefinitionVersion version) {
    long fromUs =
        version.effectiveFromUs() == 0
            ? version.record().getPublishedAtUs()
            : version.effectiveFromUs();
    return new ScheduleVersion(
        Micros.toInstant(fromUs), version.parsed().flatMap(ParsedDefinition::schedule));
  }

  List<DefinitionVersion> history(DefinitionKind kind, String id) {
    return histories.getOrDefault(kind, new TreeMap<>()).getOrDefault(id, List.of());
  }

  List<String> ids(DefinitionKind kind) {
    return List.copyOf(histories.getOrDefault(kind, new TreeMap<>()).keySet());
  }

  /** The version in force; a deleted one has nothing parsed. */
  Optional<DefinitionVersion> find(DefinitionKind kind, String id, long atUs) {
    return at(history(kind, id), atUs);
  }

  private static Optional<DefinitionVersion> at(List<DefinitionVersion> versions, long atUs) {
    for (int i = versions.size() - 1; i >= 0; i--) {
      long fromUs = versions.get(i).effectiveFromUs();
      if (fromUs == 0 || fromUs <= atUs) {
        return Optional.of(versions.get(i));
      }
    }
    return Optional.empty();
  }

  <T> List<T> all(DefinitionKind kind, long atUs, Function<ParsedDefinition, Optional<T>> value) {
    List<T> found = new ArrayList<>();
    for (List<DefinitionVersion> versions :
        histories.getOrDefault(kind, new TreeMap<>()).values()) {
      at(versions, atUs).flatMap(DefinitionVersion::parsed).flatMap(value).ifPresent(found::add);
    }
    return List.copyOf(found);
  }

  List<CameraDefinition> camerasOn(String segment, long atUs) {
    Map<String, SortedSet<String>> known = camerasBySegment;
    if (known == null) {
      known = camerasBySegment();
      camerasBySegment = known;
    }
    return known.getOrDefault(segment, Collections.emptySortedSet()).stream()
        .flatMap(id -> find(DefinitionKind.CAMERA, id, atUs).stream())
        .flatMap(version -> cameraOf(version).stream())
        .filter(camera -> camera.has(segment))
        .toList();
  }

  private Map<String, SortedSet<String>> camerasBySegment() {
    Map<String, SortedSet<String>> bySegment = new HashMap<>();
    histories
        .getOrDefault(DefinitionKind.CAMERA, new TreeMap<>())
        .forEach(
            (id, versions) ->
                versions.stream()
                    .flatMap(version -> cameraOf(version).stream())
                    .flatMap(camera -> camera.segments().stream())
                    .map(CameraDefinition.Segment::id)
                    .forEach(
                        segment ->
                            bySegment.computeIfAbsent(segment, s -> new TreeSet<>()).add(id)));
    return bySegment;
  }

  private static Optional<CameraDefinition> cameraOf(DefinitionVersion version) {
    return version.parsed().flatMap(ParsedDefinition::camera);
  }

  List<Rule> rules(String stream, long atUs) {
    Map<String, NavigableMap<Long, List<Rule>>> known = rulesByStream;
    if (known == null) {
      known = rulesByStream();
      rulesByStream = known;
    }
    NavigableMap<Long, List<Rule>> byTime = known.get(stream);
    if (byTime == null) {
      return List.of();
    }
    Map.Entry<Long, List<Rule>> entry = byTime.floorEntry(atUs);
    return (entry == null ? byTime.firstEntry() : entry).getValue();
  }

  /** The rules of each stream from each event time at which one of them changes. */
  private Map<String, NavigableMap<Long, List<Rule>>> rulesByStream() {
    TreeSet<Long> times = new TreeSet<>(List.of(0L));
    for (List<DefinitionVersion> versions :
        histories.getOrDefault(DefinitionKind.RULE, new TreeMap<>()).values()) {
      versions.forEach(version -> times.add(version.effectiveFromUs()));
    }
    Map<String, NavigableMap<Long, List<Rule>>> byStream = new TreeMap<>();
    for (long time : times) {
      Map<String, List<Rule>> then = new TreeMap<>();
      for (Rule rule : all(DefinitionKind.RULE, time, ParsedDefinition::rule)) {
        rule.predicates().stream()
            .map(Rule.Predicate::stream)
            .distinct()
            .forEach(stream -> then.computeIfAbsent(stream, s -> new ArrayList<>()).add(rule));
      }
      byStream.keySet().forEach(stream -> then.putIfAbsent(stream, List.of()));
      then.forEach(
          (stream, rules) ->
              byStream
                  .computeIfAbsent(stream, s -> startingEmpty())
                  .put(time, sortedByName(rules)));
    }
    return byStream;
  }

  private static NavigableMap<Long, List<Rule>> startingEmpty() {
    NavigableMap<Long, List<Rule>> byTime = new TreeMap<>();
    byTime.put(0L, List.of());
    return byTime;
  }

  private static List<Rule> sortedByName(List<Rule> rules) {
    return rules.stream().sorted(Comparator.comparing(Rule::alert)).toList();
  }
}
