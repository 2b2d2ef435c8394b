package dev.gantry.topologies.definition;

import dev.gantry.domain.alerting.Rule;
import dev.gantry.domain.camera.CameraDefinition;
import dev.gantry.domain.detection.ModelDescriptor;
import dev.gantry.domain.schedule.ScheduleVersion;
import dev.gantry.domain.time.Micros;
import dev.gantry.schemas.records.Definition;
import dev.gantry.topologies.port.Definitions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/**
 * All versions of all definitions, looked up by event time. It is fed record by record, in the
 * order of the topics. Thread-safe: a reader sees one consistent state and never waits.
 *
 * <p>Versions of a definition count from 1 without gaps. The first applies to all events unless it
 * states an {@code effective_from} above 0; each later one applies from an event time that is not
 * before the previous one's. A record that breaks this is refused and changes nothing.
 */
public final class DefinitionsView implements Definitions {

  private final DefinitionParser parser;
  private volatile DefinitionsSnapshot snapshot = DefinitionsSnapshot.EMPTY;

  /**
   * An empty view.
   *
   * @param parser reads and checks the documents
   */
  public DefinitionsView(DefinitionParser parser) {
    this.parser = parser;
  }

  /**
   * A view with definitions as their first versions, which apply to all events.
   *
   * @param parser reads and checks the documents
   * @param documents one of each kind and id
   * @throws IllegalArgumentException when one is refused
   */
  public static DefinitionsView ofFirstVersions(
      DefinitionParser parser, List<ParsedDefinition> documents) {
    DefinitionsView view = new DefinitionsView(parser);
    view.addFirstVersions(documents);
    return view;
  }

  private void addFirstVersions(List<ParsedDefinition> documents) {
    for (ParsedDefinition document : documents) {
      Definition record =
          Definition.newBuilder()
              .setKind(document.kind().word())
              .setId(document.id())
              .setVersion(1)
              .setDocument(document.document())
              .build();
      if (accept(document.id() + "|1", record) instanceof Outcome.Rejected refused) {
        throw new IllegalArgumentException(
            document.kind().word() + " " + document.id() + ": " + refused.reason());
      }
    }
  }

  /**
   * Another view, in which documents stand in place of all versions of theirs, and apply to all
   * events.
   *
   * @param alone whether all others of their kinds are left out
   * @throws IllegalArgumentException when one is refused
   */
  public DefinitionsView with(List<ParsedDefinition> documents, boolean alone) {
    Set<DefinitionKind> kinds = new HashSet<>();
    Set<String> names = new HashSet<>();
    for (ParsedDefinition document : documents) {
      kinds.add(document.kind());
      names.add(document.kind().word() + "|" + document.id());
    }
    DefinitionsView other = new DefinitionsView(parser);
    for (DefinitionKind kind : DefinitionKind.values()) {
      for (String id : ids(kind)) {
        if (!names.contains(kind.word() + "|" + id) && !(alone && kinds.contains(kind))) {
          history(kind, id)
              .forEach(version -> other.accept(id + "|" + version.version(), version.record()));
        }
      }
    }
    other.addFirstVersions(documents);
    return other;
  }

  /** What became of a record. */
  public sealed interface Outcome {

    /** It is in force from its time on. */
    record Accepted() implements Outcome {}

    /** It had been taken over before; nothing changed. */
    record Known() implements Outcome {}

    /**
     * It was not taken over.
     *
     * @param reason what was expected and what was found
     */
    record Rejected(String reason) implements Outcome {}
  }

  /**
   * Takes one record over.
   *
   * @param key its key, {@code id|version}
   */
  public synchronized Outcome accept(String key, Definition record) {
    Optional<DefinitionKind> kind = DefinitionKind.find(record.getKind());
    if (kind.isEmpty()) {
      return rejected("kind", "one of " + DefinitionKind.words(), record.getKind());
    }
    if (!key.equals(record.getId() + "|" + record.getVersion())) {
      return rejected("key", record.getId() + "|" + record.getVersion(), key);
    }
    List<DefinitionVersion> history = snapshot.history(kind.get(), record.getId());
    if (record.getVersion() >= 1 && record.getVersion() <= history.size()) {
      DefinitionVersion known = history.get(record.getVersion() - 1);
      return known.sameAs(record)
          ? new Outcome.Known()
          : rejected(
              "version",
              Integer.toString(history.size() + 1),
              record.getVersion() + ", which is another document already");
    }
    Optional<Outcome> misplaced = misplaced(record, history);
    if (misplaced.isPresent()) {
      return misplaced.get();
    }
    try {
      snapshot = snapshot.with(kind.get(), version(kind.get(), record));
      return new Outcome.Accepted();
    } catch (DefinitionException e) {
      return new Outcome.Rejected(String.valueOf(e.getMessage()));
    }
  }

  private static Optional<Outcome> misplaced(Definition record, List<DefinitionVersion> history) {
    int next = history.size() + 1;
    if (record.getVersion() != next) {
      return Optional.of(
          rejected("version", Integer.toString(next), Integer.toString(record.getVersion())));
    }
    long earliest = history.isEmpty() ? 0 : history.get(history.size() - 1).effectiveFromUs();
    if (record.getEffectiveFromUs() < earliest) {
      return Optional.of(
          rejected(
              "effective_from",
              earliest + " or more" + (history.isEmpty() ? "" : ", as of the version before"),
              Long.toString(record.getEffectiveFromUs())));
    }
    return Optional.empty();
  }

  private DefinitionVersion version(DefinitionKind kind, Definition record) {
    String name = kind.word() + " " + record.getId() + "|" + record.getVersion();
    Optional<ParsedDefinition> parsed =
        record.getDeleted()
            ? Optional.empty()
            : Optional.of(parser.parsePublished(name, record.getDocument(), record.getVersion()));
    parsed.ifPresent(
        found -> {
          if (found.kind() != kind || !found.id().equals(record.getId())) {
            throw new DefinitionException(
                List.of(
                    new Problem(
                        name,
                        1,
                        1,
                        kind.idField(),
                        kind.word() + " " + record.getId(),
                        found.kind().word() + " " + found.id())));
          }
        });
    return new DefinitionVersion(record, parsed);
  }

  private static Outcome rejected(String field, String expected, String found) {
    return new Outcome.Rejected(field + ": expected " + expected + ", found " + found);
  }

  @Override
  public Optional<CameraDefinition> camera(String id, Instant at) {
    return snapshot
        .find(DefinitionKind.CAMERA, id, Micros.of(at))
        .flatMap(DefinitionVersion::parsed)
        .flatMap(ParsedDefinition::camera);
  }

  @Override
  public Optional<CameraDefinition> camera(String id, int version) {
    List<DefinitionVersion> history = snapshot.history(DefinitionKind.CAMERA, id);
    return version < 1 || version > history.size()
        ? Optional.empty()
        : history.get(version - 1).parsed().flatMap(ParsedDefinition::camera);
  }

  @Override
  public List<CameraDefinition> cameras(Instant at) {
    return snapshot.all(DefinitionKind.CAMERA, Micros.of(at), ParsedDefinition::camera);
  }

  @Override
  public List<CameraDefinition> camerasOn(String segment, Instant at) {
    return snapshot.camerasOn(segment, Micros.of(at));
  }

  @Override
  public List<Rule> rules(String stream, Instant at) {
    return snapshot.rules(stream, Micros.of(at));
  }

  @Override
  public Optional<ModelDescriptor> model(String id, Instant at) {
    return snapshot
        .find(DefinitionKind.MODEL, id, Micros.of(at))
        .flatMap(DefinitionVersion::parsed)
        .flatMap(ParsedDefinition::model);
  }

  @Override
  public SortedMap<String, List<ScheduleVersion>> schedules() {
    return snapshot.schedules();
  }

  @Override
  public Optional<Instant> ruleEndsAt(String alert) {
    List<DefinitionVersion> history = snapshot.history(DefinitionKind.RULE, alert);
    return history.isEmpty() || history.get(history.size() - 1).parsed().isPresent()
        ? Optional.empty()
        : Optional.of(Micros.toInstant(history.get(history.size() - 1).effectiveFromUs()));
  }

  @Override
  public Optional<Instant> ruleVersionEndsAt(String alert, int version) {
    List<DefinitionVersion> history = snapshot.history(DefinitionKind.RULE, alert);
    return version < history.size()
        ? Optional.of(Micros.toInstant(history.get(version).effectiveFromUs()))
        : Optional.empty();
  }

  /** All versions of a definition, oldest first; empty when it was never defined. */
  public List<DefinitionVersion> history(DefinitionKind kind, String id) {
    return snapshot.history(kind, id);
  }

  /** Ids of a kind that were ever defined, sorted. */
  public List<String> ids(DefinitionKind kind) {
    return snapshot.ids(kind);
  }

  /** The newest versions of all definitions that have not ended. */
  List<ParsedDefinition> newest() {
    List<ParsedDefinition> newest = new ArrayList<>();
    for (DefinitionKind kind : DefinitionKind.values()) {
      for (String id : ids(kind)) {
        List<DefinitionVersion> history = history(kind, id);
        history.get(history.size() - 1).parsed().ifPresent(newest::add);
      }
    }
    return newest;
  }

  /** Those of some kinds that have not ended and are none of some documents, sorted. */
  Set<DefinitionName> others(List<ParsedDefinition> documents, Set<DefinitionKind> kinds) {
    Set<DefinitionName> others = new LinkedHashSet<>();
    newest().stream()
        .filter(each -> kinds.contains(each.kind()))
        .forEach(each -> others.add(each.name()));
    documents.forEach(each -> others.remove(each.name()));
    return others;
  }

  /** Changes whenever a record is taken over. */
  public long revision() {
    return snapshot.revision();
  }
}
