package dev.gantry.app.config;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One key of the configuration, as read off the records.
 *
 * @param path its name in the file, such as {@code http.port}
 * @param setting what its record component says of it
 * @param type type of that component
 */
record Key(String path, Setting setting, Type type) {
  /** Every key of a section and those below it, in the order written. */
  static List<Key> of(Class<?> section) {
    List<Key> keys = new ArrayList<>();
    collect("", section, keys);
    return keys;
  }

  private static void collect(String prefix, Class<?> section, List<Key> keys) {
    for (RecordComponent component : section.getRecordComponents()) {
      String path = prefix + snakeCase(component.getName());
      Setting setting = component.getAnnotation(Setting.class);
      if (setting == null) {
        collect(path + ".", component.getType(), keys);
      } else {
        keys.add(new Key(path, setting, component.getGenericType()));
      }
    }
  }

  /** The environment variable that sets it. */
  String variable() {
    return "GANTRY_" + path.toUpperCase(Locale.ROOT).replace('.', '_');
  }

  /** The key naming a file that holds the value; empty unless it is a secret. */
  Optional<Key> fileKey() {
    return isSecret() ? Optional.of(new Key(path + "_file", setting, type)) : Optional.empty();
  }

  boolean isSecret() {
    return type instanceof ParameterizedType p && p.getActualTypeArguments()[0] == Secret.class;
  }

  /** Whether it holds any number of entries under names of their own. */
  boolean isMap() {
    return type == KafkaProperties.class
        || (type instanceof ParameterizedType p && p.getRawType() == Map.class);
  }

  static String snakeCase(String name) {
    return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }
}
