package dev.gantry.topologies.definition;

import dev.gantry.domain.time.Micros;
import dev.gantry.schemas.records.Definition;
import dev.gantry.topologies.definition.DefinitionPublisher.Change;
import dev.gantry.topologies.definition.DefinitionPublisher.Published;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/** Decides which versions a change needs, given all versions so far. */
final class VersionPlan {

  private final DefinitionsView view;
  private final Change change;
  private final long nowUs;
  private final List<Published> published = new ArrayList<>();
  private final List<Planned> records = new ArrayList<>();

  /**
   * @throws IllegalArgumentException when the change would apply to the past and may not
   */
  VersionPlan(DefinitionsView view, Change change, long nowUs) {
    if (!change.retroactive()
        && change.effectiveFrom().filter(at -> isPast(at, nowUs)).isPresent()) {
      throw new IllegalArgumentException(
          "expected now, %s, or later, unless retroactive, found %s"
              .formatted(Micros.toInstant(nowUs), change.effectiveFrom().get()));
    }
    this.view = view;
    this.change = change;
    this.nowUs = nowUs;
  }

  /** A record to write. */
  record Planned(DefinitionKind kind, Definition record) {}

  List<Published> published() {
    return List.copyOf(published);
  }

  List<Planned> records() {
    return List.copyOf(records);
  }

  /** Plans a version, unless the newest one says the same. */
  void add(ParsedDefinition definition) {
    List<DefinitionVersion> history = view.history(definition.kind(), definition.id());
    Optional<String> newest =
        newest(history).flatMap(DefinitionVersion::parsed).map(ParsedDefinition::canonical);
    if (newest.equals(Optional.of(definition.canonical()))) {
      published.add(
          new Published(definition.kind(), definition.id(), history.size(), false, false));
    } else {
      plan(definition.kind(), definition.id(), history, definition.document(), false);
    }
  }

  /**
   * Plans the end of a definition.
   *
   * @throws NoSuchElementException when it does not exist
   */
  void delete(DefinitionName name) {
    List<DefinitionVersion> history = view.history(name.kind(), name.id());
    if (newest(history).flatMap(DefinitionVersion::parsed).isEmpty()) {
      throw new NoSuchElementException(
          "expected the id of a %s that exists, found %s"
              .formatted(name.kind().word(), Problems.quote(name.id())));
    }
    plan(name.kind(), name.id(), history, "", true);
  }

  private void plan(
      DefinitionKind kind,
      String id,
      List<DefinitionVersion> history,
      String document,
      boolean deleted) {
    int version = history.size() + 1;
    published.add(new Published(kind, id, version, true, deleted));
    records.add(
        new Planned(
            kind,
            Definition.newBuilder()
                .setKind(kind.word())
                .setId(id)
                .setVersion(version)
                .setEffectiveFromUs(effectiveFrom(kind, id, history))
                .setPublishedAtUs(nowUs)
                .setAuthor(change.author())
                .setReason(change.reason())
                .setDeleted(deleted)
                .setDocument(document)
                .build()));
  }

  private static boolean isPast(Instant time, long nowUs) {
    return time.isBefore(Micros.toInstant(nowUs));
  }

  /**
   * The stated time, never before the newest version's. When none is stated a first version applies
   * to everything, and a later one from now on.
   */
  private long effectiveFrom(DefinitionKind kind, String id, List<DefinitionVersion> history) {
    Optional<Long> earliest = newest(history).map(DefinitionVersion::effectiveFromUs);
    if (change.effectiveFrom().isEmpty()) {
      return earliest.map(from -> Math.max(from, nowUs)).orElse(0L);
    }
    long stated = Micros.of(change.effectiveFrom().get());
    if (stated < 0) {
      throw new IllegalArgumentException(
          "%s %s: expected 1970 or later, found %s"
              .formatted(kind.word(), id, change.effectiveFrom().get()));
    }
    if (earliest.filter(from -> stated < from).isPresent()) {
      throw new IllegalArgumentException(
          "%s %s: expected %s or later, as of the version before, found %s"
              .formatted(
                  kind.word(), id, Micros.toInstant(earliest.get()), change.effectiveFrom().get()));
    }
    return stated;
  }

  private static Optional<DefinitionVersion> newest(List<DefinitionVersion> history) {
    return history.isEmpty() ? Optional.empty() : Optional.of(history.get(history.size() - 1));
  }
}
