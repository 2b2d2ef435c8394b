package dev.gantry.app.config;

import static java.util.Objects.requireNonNull;

import dev.gantry.app.config.ValueParser.UnexpectedValueException;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads a {@link GantryConfig}: defaults, over them the file, over that the environment. Everything
 * wrong is found in one go.
 */
public final class ConfigLoader {
  /** Variables that are for the launcher and the tests, not for the configuration. */
  private static final Set<String> OTHER_VARIABLES =
      Set.of("GANTRY_HEAP", "GANTRY_JAVA_OPTS", "GANTRY_REQUIRE_PEERS");

  private static final String VARIABLES = "GANTRY_";

  private final List<Problem> problems = new ArrayList<>();
  private final Map<String, Key> keys = new LinkedHashMap<>();
  private final Map<String, Given> given = new HashMap<>();

  private ConfigLoader() {
    for (Key key : Key.of(GantryConfig.class)) {
      keys.put(key.path(), key);
      key.fileKey().ifPresent(file -> keys.put(file.path(), file));
    }
  }

  /**
   * Reads the configuration.
   *
   * @param file a YAML file, or null for none
   * @param environment variables; those that do not begin with {@code GANTRY_} are left alone
   * @throws ConfigException listing every problem
   */
  public static GantryConfig load(@Nullable Path file, Map<String, String> environment) {
    ConfigLoader loader = new ConfigLoader();
    if (file != null) {
      YamlFile.read(file, loader.problems).forEach(loader::fromFile);
    }
    new TreeMap<>(environment).forEach(loader::fromVariable);
    loader.readSecretFiles();
    Object config = loader.section("", GantryConfig.class);
    if (config == null || !loader.problems.isEmpty()) {
      throw new ConfigException(loader.problems);
    }
    return (GantryConfig) config;
  }

  // Sources

  private void fromFile(String path, Given value) {
    if (isKnown(path)) {
      given.put(path, value);
    } else {
      problems.add(
          new Problem(
              path, "unknown" + meant(Spelling.nearest(path, keys.keySet())), value.origin()));
    }
  }

  private void fromVariable(String name, String text) {
    if (!name.startsWith(VARIABLES) || OTHER_VARIABLES.contains(name)) {
      return;
    }
    Map<String, String> paths = new LinkedHashMap<>();
    keys.values().forEach(key -> paths.put(key.variable(), key.path()));
    String path = paths.get(name);
    Given value = Given.text(text, "environment");
    for (Key key : keys.values()) {
      String prefix = key.variable() + "_";
      if (path == null && key.isMap() && name.startsWith(prefix)) {
        String rest = name.substring(prefix.length()).toLowerCase(Locale.ROOT).replace('_', '.');
        path = key.path() + "." + rest;
      }
    }
    if (path == null) {
      problems.add(
          new Problem(
              name, "unknown" + meant(Spelling.nearest(name, paths.keySet())), "environment"));
    } else if (!text.isEmpty()) {
      override(path, value);
    }
  }

  /** A secret in the environment goes before a file with it named in the file, and vice versa. */
  private void override(String path, Given value) {
    String other =
        path.endsWith("_file")
            ? path.substring(0, path.length() - "_file".length())
            : path + "_file";
    Given before = given.get(other);
    if (keys.containsKey(other) && before != null && !before.origin().equals(value.origin())) {
      given.remove(other);
    }
    given.put(path, value);
  }

  private boolean isKnown(String path) {
    return keys.containsKey(path)
        ? !keys.get(path).isMap()
        : keys.values().stream().anyMatch(k -> k.isMap() && path.startsWith(k.path() + "."));
  }

  private static String meant(Optional<String> name) {
    return name.map(n -> "; did you mean " + n + "?").orElse("");
  }

  private void readSecretFiles() {
    for (Key key : List.copyOf(keys.values())) {
      Optional<Key> fileKey = key.path().endsWith("_file") ? Optional.empty() : key.fileKey();
      Given file = fileKey.map(k -> given.get(k.path())).orElse(null);
      if (file == null) {
        continue;
      }
      String path = key.path() + "_file";
      if (given.containsKey(key.path())) {
        problems.add(
            new Problem(
                path, "expected either this or " + key.path() + ", not both", file.origin()));
        continue;
      }
      try {
        String text = Files.readString(Path.of(file.text())).stripTrailing();
        given.put(key.path(), Given.text(text, file.text()));
      } catch (IOException e) {
        problems.add(
            new Problem(
                path,
                "expected a readable file, found \"" + file.text() + "\": " + e,
                file.origin()));
      }
    }
  }

  // Building the records

  /** Builds a section; null when something below it is wrong. */
  private @Nullable Object section(String prefix, Class<?> type) {
    int before = problems.size();
    RecordComponent[] components = type.getRecordComponents();
    @Nullable Object[] values = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      String path = prefix + Key.snakeCase(components[i].getName());
      values[i] =
          components[i].isAnnotationPresent(Setting.class)
              ? value(requireNonNull(keys.get(path)))
              : section(path + ".", components[i].getType());
    }
    if (problems.size() > before) {
      return null;
    }
    Object section = construct(type, components, values);
    if (section instanceof Section s) {
      for (Section.Conflict conflict : s.conflicts()) {
        String path = prefix + conflict.key();
        problems.add(new Problem(path, conflict.message(), origin(path)));
      }
    }
    return section;
  }

  private String origin(String path) {
    Given value = given.get(path);
    return value == null ? "" : value.origin();
  }

  private static Object construct(
      Class<?> type, RecordComponent[] components, @Nullable Object[] values) {
    try {
      Class<?>[] types =
          Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
      Constructor<?> constructor = type.getDeclaredConstructor(types);
      return constructor.newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot make a " + type, e);
    }
  }

  private @Nullable Object value(Key key) {
    if (key.isMap()) {
      return entries(key);
    }
    Given value = given.get(key.path());
    if (value == null && key.setting().required()) {
      problems.add(
          new Problem(key.path(), "expected " + ValueParser.expected(key) + ", found nothing", ""));
      return null;
    }
    if (value == null && key.setting().byDefault().isEmpty()) {
      return nothing(key.type());
    }
    try {
      return ValueParser.parse(
          key, value == null ? Given.text(key.setting().byDefault(), "default") : value);
    } catch (UnexpectedValueException e) {
      String found = value == null ? "" : value.text().replaceFirst("//[^/@]*@", "//***@");
      problems.add(
          new Problem(
              key.path(),
              "expected " + e.getMessage() + ", found \"" + found + "\"",
              origin(key.path())));
      return null;
    }
  }

  private KafkaProperties entries(Key key) {
    String prefix = key.path() + ".";
    Map<String, String> entries = new TreeMap<>();
    given.forEach(
        (path, value) -> {
          if (path.startsWith(prefix)) {
            entries.put(path.substring(prefix.length()), value.text());
          }
        });
    return new KafkaProperties(entries);
  }

  private static Object nothing(Type type) {
    if (type instanceof ParameterizedType generic) {
      if (generic.getRawType() == Optional.class) {
        return Optional.empty();
      }
      return generic.getRawType() == Set.class ? Set.of() : List.of();
    }
    return "";
  }
}
