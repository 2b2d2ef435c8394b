package dev.gantry.app.registry;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.gantry.app.registry.SubjectStore.Version;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The documented operations of Confluent's Schema Registry, for Avro without references: each reads
 * its request, asks the {@link SubjectStore} and renders.
 */
final class RegistryApi {
  private final SubjectStore store;

  RegistryApi(SubjectStore store) {
    this.store = store;
  }

  Routes routes() {
    Routes routes = new Routes();
    routes.add("GET", "/", r -> Map.of());
    schemaRoutes(routes);
    subjectRoutes(routes);
    routes.add("POST", "/compatibility/subjects/*/versions", r -> compatible(r, null));
    routes.add("POST", "/compatibility/subjects/*/versions/*", r -> compatible(r, at(r, 4)));
    settingRoutes(routes);
    return routes;
  }

  private void schemaRoutes(Routes routes) {
    routes.add("GET", "/schemas", this::schemas);
    routes.add("GET", "/schemas/types", r -> List.of("AVRO"));
    routes.add("GET", "/schemas/ids/*", r -> new SchemaText(schema(r).canonical()));
    routes.add("GET", "/schemas/ids/*/schema", r -> new RawJson(schema(r).canonical()));
    routes.add("GET", "/schemas/ids/*/subjects", this::subjectsOfId);
    routes.add("GET", "/schemas/ids/*/versions", this::versionsOfId);
    routes.add("GET", "/contexts", r -> List.of("."));
  }

  private void subjectRoutes(Routes routes) {
    routes.add("GET", "/subjects", this::subjects);
    routes.add("POST", "/subjects/*", this::lookUp);
    routes.add("DELETE", "/subjects/*", this::deleteSubject);
    routes.add("GET", "/subjects/*/versions", this::versions);
    routes.add("POST", "/subjects/*/versions", this::register);
    routes.add("GET", "/subjects/*/versions/*", r -> Registered.of(version(r)));
    routes.add("GET", "/subjects/*/versions/*/schema", r -> new RawJson(version(r).schema()));
    routes.add("GET", "/subjects/*/versions/*/referencedby", this::referencedBy);
    routes.add("DELETE", "/subjects/*/versions/*", this::deleteVersion);
  }

  private void settingRoutes(Routes routes) {
    routes.add("GET", "/config", r -> new Level(store.compatibility()));
    routes.add("PUT", "/config", r -> setCompatibility(r, null));
    routes.add("DELETE", "/config", r -> unsetCompatibility(null));
    routes.add("GET", "/config/*", this::compatibility);
    routes.add("PUT", "/config/*", r -> setCompatibility(r, at(r, 1)));
    routes.add("DELETE", "/config/*", r -> unsetCompatibility(at(r, 1)));
    routes.add("GET", "/mode", r -> new ModeText(store.mode()));
    routes.add("PUT", "/mode", r -> setMode(r, null));
    routes.add("GET", "/mode/*", this::mode);
    routes.add("PUT", "/mode/*", r -> setMode(r, at(r, 1)));
    routes.add("DELETE", "/mode/*", this::unsetMode);
  }

  // Schemas by id

  private AvroText schema(Request request) {
    return store.schema(id(request));
  }

  private Object schemas(Request request) {
    String prefix = request.query().getOrDefault("subjectPrefix", "");
    boolean deleted = request.flag("deleted");
    return store.subjects(deleted).stream()
        .filter(subject -> subject.startsWith(prefix))
        .map(subject -> store.versions(subject, deleted))
        .flatMap(
            all ->
                (request.flag("latestOnly") ? all.subList(all.size() - 1, all.size()) : all)
                    .stream())
        .map(Registered::of)
        .toList();
  }

  private Object subjectsOfId(Request request) {
    schema(request);
    return store.uses(id(request), request.flag("deleted")).stream()
        .map(Version::subject)
        .distinct()
        .sorted()
        .toList();
  }

  private Object versionsOfId(Request request) {
    schema(request);
    return store.uses(id(request), request.flag("deleted")).stream()
        .sorted(Comparator.comparing(Version::subject).thenComparing(Version::version))
        .map(v -> new Use(v.subject(), v.version()))
        .toList();
  }

  // Subjects

  private Object subjects(Request request) {
    String prefix = request.query().getOrDefault("subjectPrefix", "");
    return store.subjects(request.flag("deleted")).stream()
        .filter(subject -> subject.startsWith(prefix))
        .toList();
  }

  private Object versions(Request request) {
    return store.versions(at(request, 1), request.flag("deleted")).stream()
        .map(Version::version)
        .toList();
  }

  private Version version(Request request) {
    return store.version(at(request, 1), at(request, 3), request.flag("deleted"));
  }

  private Object referencedBy(Request request) {
    version(request);
    return List.of();
  }

  private Object register(Request request) throws IOException {
    return new Id(store.register(at(request, 1), sent(request)));
  }

  private Object lookUp(Request request) {
    String subject = at(request, 1);
    store.versions(subject, request.flag("deleted"));
    return Registered.of(store.lookUp(subject, sent(request), request.flag("deleted")));
  }

  private Object deleteSubject(Request request) throws IOException {
    return store.deleteSubject(at(request, 1), request.flag("permanent"));
  }

  private Object deleteVersion(Request request) throws IOException {
    return store.deleteVersion(at(request, 1), at(request, 3), request.flag("permanent"));
  }

  private Object compatible(Request request, @Nullable String version) {
    List<String> violations = store.violations(at(request, 2), version, sent(request));
    return new Compatible(violations.isEmpty(), request.flag("verbose") ? violations : null);
  }

  // Settings

  private Object compatibility(Request request) {
    return new Level(store.compatibility(at(request, 1), request.flag("defaultToGlobal")));
  }

  private Object setCompatibility(Request request, @Nullable String subject) throws IOException {
    CompatibilityLevel level = CompatibilityLevel.parse(request.text("compatibility"));
    store.compatibility(subject, level);
    return Map.of("compatibility", level);
  }

  private Object unsetCompatibility(@Nullable String subject) throws IOException {
    CompatibilityLevel before =
        subject == null ? store.compatibility() : store.compatibility(subject, false);
    store.compatibility(subject, null);
    return new Level(before);
  }

  private Object mode(Request request) {
    return new ModeText(store.mode(at(request, 1), request.flag("defaultToGlobal")));
  }

  private Object setMode(Request request, @Nullable String subject) throws IOException {
    Mode mode = Mode.parse(request.text("mode"));
    store.mode(subject, mode);
    return new ModeText(mode);
  }

  private Object unsetMode(Request request) throws IOException {
    Mode before = store.mode(at(request, 1), false);
    store.mode(at(request, 1), null);
    return new ModeText(before);
  }

  // Reading requests

  private static String at(Request request, int segment) {
    return request.path().get(segment);
  }

  private static int id(Request request) {
    try {
      return Integer.parseInt(at(request, 2));
    } catch (NumberFormatException e) {
      throw RegistryException.of(404, "HTTP 404 Not Found");
    }
  }

  private static AvroText sent(Request request) {
    String type = request.text("schemaType");
    if (type != null && !type.equals("AVRO")) {
      throw RegistryException.invalidSchema("expected schemaType AVRO, found " + type);
    }
    if (!request.body().path("references").isEmpty()) {
      throw RegistryException.invalidSchema("references are not supported; inline the schemas");
    }
    String text = request.text("schema");
    if (text == null || text.isBlank()) {
      throw RegistryException.invalidSchema("the field \"schema\" is empty");
    }
    return AvroText.parse(text, request.flag("normalize"));
  }

  // Answers

  /** A schema on its own, as the JSON it is. */
  record RawJson(@JsonValue @JsonRawValue String json) {}

  private record SchemaText(String schema) {}

  private record Id(int id) {}

  private record Use(String subject, int version) {}

  private record Registered(String subject, int version, int id, String schema) {
    static Registered of(Version v) {
      return new Registered(v.subject(), v.version(), v.id(), v.schema());
    }
  }

  private record Level(CompatibilityLevel compatibilityLevel) {}

  private record ModeText(Mode mode) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record Compatible(
      @JsonProperty("is_compatible") boolean compatible, @Nullable List<String> messages) {}
}
