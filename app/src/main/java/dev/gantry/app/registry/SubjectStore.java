package dev.gantry.app.registry;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Subjects, their versions, and what applies to them; every change is in the journal before it is
 * in memory. An id means one schema for ever, whatever is deleted. Thread-safe.
 */
final class SubjectStore implements AutoCloseable {
  private final Journal journal;
  private final CompatibilityLevel defaultLevel;
  private final TreeMap<String, TreeMap<Integer, Version>> subjects = new TreeMap<>();
  private final Map<Integer, AvroText> schemas = new HashMap<>();
  private final Map<String, Integer> ids = new HashMap<>();
  private final Map<String, CompatibilityLevel> levels = new HashMap<>();
  private final Map<String, Mode> modes = new HashMap<>();
  private @Nullable CompatibilityLevel globalLevel;
  private Mode globalMode = Mode.READWRITE;

  /** One version of a subject; {@code deleted} softly, so that its data can still be read. */
  record Version(String subject, int version, int id, String schema, boolean deleted) {}

  private SubjectStore(Journal journal, CompatibilityLevel defaultLevel) {
    this.journal = journal;
    this.defaultLevel = defaultLevel;
  }

  static SubjectStore open(Path file, CompatibilityLevel defaultLevel) throws IOException {
    Journal.Opened opened = Journal.open(file);
    SubjectStore store = new SubjectStore(opened.journal(), defaultLevel);
    opened.changes().forEach(store::apply);
    return store;
  }

  @Override
  public synchronized void close() throws IOException {
    journal.close();
  }

  // Reading

  synchronized List<String> subjects(boolean withDeleted) {
    return subjects.entrySet().stream()
        .filter(e -> e.getValue().values().stream().anyMatch(v -> withDeleted || !v.deleted()))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** The versions of a subject, oldest first. */
  synchronized List<Version> versions(String subject, boolean withDeleted) {
    List<Version> found = find(subject, withDeleted);
    if (found.isEmpty()) {
      throw RegistryException.subjectNotFound(subject);
    }
    return found;
  }

  /** The version named by a number, {@code latest} or {@code -1}. */
  synchronized Version version(String subject, String selector, boolean withDeleted) {
    List<Version> all = versions(subject, withDeleted);
    if (isLatest(selector)) {
      return all.get(all.size() - 1);
    }
    int number = parseVersion(selector);
    return all.stream()
        .filter(v -> v.version() == number)
        .findFirst()
        .orElseThrow(() -> RegistryException.versionNotFound(number));
  }

  synchronized AvroText schema(int id) {
    AvroText schema = schemas.get(id);
    if (schema == null || uses(id, true).isEmpty()) {
      throw RegistryException.idNotFound(id);
    }
    return schema;
  }

  /** Where an id is in use. */
  synchronized List<Version> uses(int id, boolean withDeleted) {
    return subjects.values().stream()
        .flatMap(versions -> versions.values().stream())
        .filter(v -> v.id() == id && (withDeleted || !v.deleted()))
        .toList();
  }

  /** The version of a subject that is this very schema. */
  synchronized Version lookUp(String subject, AvroText schema, boolean withDeleted) {
    List<Version> all = versions(subject, withDeleted);
    return all.stream()
        .filter(v -> v.schema().equals(schema.canonical()))
        .reduce((older, newer) -> newer)
        .orElseThrow(RegistryException::schemaNotFound);
  }

  synchronized CompatibilityLevel compatibility() {
    return globalLevel == null ? defaultLevel : globalLevel;
  }

  synchronized CompatibilityLevel compatibility(String subject, boolean orGlobal) {
    CompatibilityLevel level = levels.get(subject);
    if (level != null) {
      return level;
    }
    if (!orGlobal) {
      throw RegistryException.noSubjectCompatibility(subject);
    }
    return compatibility();
  }

  synchronized Mode mode() {
    return globalMode;
  }

  synchronized Mode mode(String subject, boolean orGlobal) {
    Mode mode = modes.get(subject);
    if (mode != null) {
      return mode;
    }
    if (!orGlobal) {
      throw RegistryException.noSubjectMode(subject);
    }
    return globalMode;
  }

  /** How a schema would break the subject's promise to one version, or to all for null. */
  synchronized List<String> violations(
      String subject, @Nullable String selector, AvroText candidate) {
    CompatibilityLevel level = compatibility(subject, true);
    List<Version> earlier;
    if (selector == null) {
      earlier = find(subject, false);
    } else if (isLatest(selector)) {
      earlier = find(subject, false);
      earlier = earlier.subList(Math.max(0, earlier.size() - 1), earlier.size());
    } else {
      earlier = List.of(version(subject, selector, false));
    }
    return level.violations(candidate.schema(), parsed(earlier));
  }

  // Changing

  /** Registers a schema, or finds it registered; returns its id. */
  synchronized int register(String subject, AvroText schema) throws IOException {
    for (Version version : find(subject, false)) {
      if (version.schema().equals(schema.canonical())) {
        return version.id();
      }
    }
    requireWritable(subject);
    List<String> violations = violations(subject, null, schema);
    if (!violations.isEmpty()) {
      throw RegistryException.of(
          409,
          "Schema being registered is incompatible with an earlier schema for subject \""
              + subject
              + "\", details: "
              + violations);
    }
    int id = ids.getOrDefault(schema.canonical(), schemas.size() + 1);
    TreeMap<Integer, Version> existing = subjects.get(subject);
    int version = existing == null || existing.isEmpty() ? 1 : existing.lastKey() + 1;
    change(new Change.Register(subject, version, id, schema.canonical()));
    return id;
  }

  /** Deletes a subject's versions, softly or for good; returns their numbers. */
  synchronized List<Integer> deleteSubject(String subject, boolean permanent) throws IOException {
    requireWritable(subject);
    List<Version> all = versions(subject, true);
    boolean alive = all.stream().anyMatch(v -> !v.deleted());
    if (permanent && alive) {
      throw RegistryException.subjectNotSoftDeleted(subject);
    }
    if (!permanent && !alive) {
      throw RegistryException.subjectSoftDeleted(subject);
    }
    List<Integer> deleted = new ArrayList<>();
    for (Version version : all) {
      if (permanent || !version.deleted()) {
        change(new Change.Delete(subject, version.version(), permanent));
        deleted.add(version.version());
      }
    }
    if (levels.containsKey(subject)) {
      change(new Change.Compatibility(subject, null));
    }
    return deleted;
  }

  /** Deletes one version, softly or for good; returns its number. */
  synchronized int deleteVersion(String subject, String selector, boolean permanent)
      throws IOException {
    requireWritable(subject);
    Version version = version(subject, selector, !isLatest(selector) || permanent);
    if (permanent && !version.deleted()) {
      throw RegistryException.versionNotSoftDeleted(subject, version.version());
    }
    if (!permanent && version.deleted()) {
      throw RegistryException.versionSoftDeleted(subject, version.version());
    }
    change(new Change.Delete(subject, version.version(), permanent));
    return version.version();
  }

  /** Sets, or for a null level unsets, the compatibility of a subject or, for null, of all. */
  synchronized void compatibility(@Nullable String subject, @Nullable CompatibilityLevel level)
      throws IOException {
    change(new Change.Compatibility(subject, level));
  }

  /** Sets, or for a null mode unsets, the mode of a subject or, for null, of all. */
  synchronized void mode(@Nullable String subject, @Nullable Mode mode) throws IOException {
    change(new Change.SetMode(subject, mode));
  }

  private void requireWritable(String subject) {
    if (mode(subject, true) == Mode.READONLY) {
      throw RegistryException.readOnly(subject);
    }
  }

  private void change(Change change) throws IOException {
    journal.append(change);
    apply(change);
  }

  private void apply(Change change) {
    if (change instanceof Change.Register r) {
      Version version = new Version(r.subject(), r.version(), r.id(), r.schema(), false);
      subjects.computeIfAbsent(r.subject(), s -> new TreeMap<>()).put(r.version(), version);
      schemas.computeIfAbsent(r.id(), id -> AvroText.parse(r.schema(), false));
      ids.put(r.schema(), r.id());
    } else if (change instanceof Change.Delete d) {
      applyDelete(d);
    } else if (change instanceof Change.Compatibility c) {
      if (c.subject() == null) {
        globalLevel = c.level();
      } else {
        putOrRemove(levels, c.subject(), c.level());
      }
    } else if (change instanceof Change.SetMode m) {
      if (m.subject() == null) {
        globalMode = m.mode() == null ? Mode.READWRITE : m.mode();
      } else {
        putOrRemove(modes, m.subject(), m.mode());
      }
    }
  }

  private void applyDelete(Change.Delete d) {
    TreeMap<Integer, Version> versions = subjects.get(d.subject());
    if (versions == null) {
      return;
    }
    if (!d.permanent()) {
      versions.computeIfPresent(
          d.version(), (n, v) -> new Version(v.subject(), n, v.id(), v.schema(), true));
      return;
    }
    versions.remove(d.version());
    if (versions.isEmpty()) {
      subjects.remove(d.subject());
    }
  }

  private static <V> void putOrRemove(Map<String, V> map, String key, @Nullable V value) {
    if (value == null) {
      map.remove(key);
    } else {
      map.put(key, value);
    }
  }

  private List<Version> find(String subject, boolean withDeleted) {
    TreeMap<Integer, Version> versions = subjects.get(subject);
    return versions == null
        ? List.of()
        : versions.values().stream().filter(v -> withDeleted || !v.deleted()).toList();
  }

  private List<Schema> parsed(List<Version> versions) {
    return versions.stream().map(v -> schema(v.id()).schema()).toList();
  }

  private static boolean isLatest(String selector) {
    return selector.equals("latest") || selector.equals("-1");
  }

  private static int parseVersion(String selector) {
    try {
      int number = Integer.parseInt(selector);
      if (number >= 1) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw RegistryException.invalidVersion(selector);
    }
    throw RegistryException.invalidVersion(selector);
  }
}
