package dev.gantry.app.config;

import dev.gantry.domain.traffic.WindowSpan;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Turns what was written into the type a key has, and says in words what that type takes. */
final class ValueParser {
  private static final Pattern DURATION = Pattern.compile("([0-9]{1,12})(ms|s|m|h|d)");

  private ValueParser() {}

  /** The text is not of the type; the message is what was expected. */
  static final class UnexpectedValueException extends Exception {
    UnexpectedValueException(String expected) {
      super(expected);
    }
  }

  static Object parse(Key key, Given given) throws UnexpectedValueException {
    Type type = key.type();
    if (type instanceof ParameterizedType generic) {
      Type item = generic.getActualTypeArguments()[0];
      if (generic.getRawType() == Optional.class) {
        return Optional.of(one(key, item, given.text()));
      }
      return many(key, generic.getRawType() == Set.class, item, given);
    }
    if (given.list()) {
      throw new UnexpectedValueException(expected(key) + ", not a list");
    }
    return one(key, type, given.text());
  }

  private static Object many(Key key, boolean set, Type item, Given given)
      throws UnexpectedValueException {
    List<Object> values = new ArrayList<>();
    for (String text : texts(given)) {
      values.add(one(key, item, text));
    }
    return set ? Collections.unmodifiableSet(ordered(values)) : List.copyOf(values);
  }

  private static Set<Object> ordered(List<Object> values) {
    return new LinkedHashSet<>(values);
  }

  private static List<String> texts(Given given) {
    return given.list()
        ? given.items()
        : Arrays.stream(given.text().split(",", -1))
            .map(String::strip)
            .filter(text -> !text.isEmpty())
            .toList();
  }

  private static Object one(Key key, Type type, String text) throws UnexpectedValueException {
    String[] oneOf = key.setting().oneOf();
    if (oneOf.length > 0) {
      return Arrays.stream(oneOf)
          .filter(known -> known.equalsIgnoreCase(text))
          .findFirst()
          .orElseThrow(() -> new UnexpectedValueException(expected(key)));
    }
    try {
      if (type == String.class) {
        return text;
      } else if (type == Secret.class) {
        return new Secret(text);
      } else if (type == int.class || type == Integer.class) {
        return integer(key, text);
      } else if (type == double.class) {
        return number(key, text);
      } else if (type == boolean.class) {
        return bool(key, text);
      } else if (type == Duration.class) {
        return duration(text);
      } else if (type == WindowSpan.class) {
        return windowSpan(text);
      } else if (type == Path.class) {
        return path(text);
      } else if (type == URI.class) {
        return new URI(text);
      } else if (type instanceof Class<?> c && c.isEnum()) {
        return constant(c, text);
      }
    } catch (NumberFormatException
        | DateTimeParseException
        | ArithmeticException
        | InvalidPathException
        | URISyntaxException e) {
      throw new UnexpectedValueException(expected(key));
    } catch (IllegalArgumentException e) {
      throw new UnexpectedValueException(expected(key));
    }
    throw new IllegalStateException("no way to read " + type + " for " + key.path());
  }

  private static Object integer(Key key, String text) throws UnexpectedValueException {
    int number = Integer.parseInt(text);
    if (number < key.setting().min() || number > key.setting().max()) {
      throw new UnexpectedValueException(expected(key));
    }
    return number;
  }

  private static Object number(Key key, String text) throws UnexpectedValueException {
    double number = Double.parseDouble(text);
    if (!(number >= key.setting().min() && number <= key.setting().max())) {
      throw new UnexpectedValueException(expected(key));
    }
    return number;
  }

  private static Object bool(Key key, String text) throws UnexpectedValueException {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new UnexpectedValueException(expected(key));
    };
  }

  static Duration duration(String text) {
    Matcher matcher = DURATION.matcher(text.strip());
    if (!matcher.matches()) {
      return Duration.parse(text);
    }
    long count = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "ms" -> Duration.ofMillis(count);
      case "s" -> Duration.ofSeconds(count);
      case "m" -> Duration.ofMinutes(count);
      case "h" -> Duration.ofHours(count);
      default -> Duration.ofDays(count);
    };
  }

  /** {@code 10s}, or {@code 5m every 1m} for windows that overlap. */
  private static WindowSpan windowSpan(String text) {
    String[] parts = text.strip().split("\\s+every\\s+", 2);
    Duration length = duration(parts[0]);
    return parts.length == 1
        ? WindowSpan.tumbling(length)
        : new WindowSpan(length, duration(parts[1]));
  }

  private static Path path(String text) {
    return text.startsWith("~/")
        ? Path.of(System.getProperty("user.home"), text.substring(2))
        : Path.of(text);
  }

  private static Object constant(Class<?> type, String text) {
    String name = text.toUpperCase(Locale.ROOT).replace('-', '_');
    for (Object constant : type.getEnumConstants()) {
      if (((Enum<?>) constant).name().equals(name)) {
        return constant;
      }
    }
    throw new IllegalArgumentException(text);
  }

  /** What a key takes, in words. */
  static String expected(Key key) {
    Type type = key.type();
    if (type instanceof ParameterizedType generic) {
      Type item = generic.getActualTypeArguments()[0];
      return generic.getRawType() == Optional.class
          ? words(key, item)
          : "a list, each " + words(key, item);
    }
    return words(key, type);
  }

  private static String words(Key key, Type type) {
    Setting setting = key.setting();
    if (setting.oneOf().length > 0) {
      return "one of " + String.join(", ", setting.oneOf());
    } else if (type == int.class || type == Integer.class) {
      return "a whole number, " + setting.min() + " to " + setting.max();
    } else if (type == double.class) {
      return "a number, " + setting.min() + " to " + setting.max();
    } else if (type == boolean.class) {
      return "true or false";
    } else if (type == Duration.class) {
      return "a duration such as 500ms, 10s, 5m, 1h or 2d";
    } else if (type == WindowSpan.class) {
      return "a duration such as 10s, or one that is up to "
          + WindowSpan.MOST_OVERLAPPING
          + " times another, such as 5m every 1m";
    } else if (type == Path.class) {
      return "a path";
    } else if (type == URI.class) {
      return "an address";
    } else if (type == KafkaProperties.class) {
      return "names with values";
    } else if (type instanceof Class<?> c && c.isEnum()) {
      return "one of "
          + Arrays.stream(c.getEnumConstants())
              .map(constant -> constant.toString().toLowerCase(Locale.ROOT))
              .collect(Collectors.joining(", "));
    }
    return "text";
  }
}
