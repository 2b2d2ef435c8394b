package dev.gantry.query.http;

import dev.gantry.query.resource.Json;
import io.javalin.http.Context;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A parameter of a route, declared once: read from requests and shown in the documentation.
 *
 * @param <T> type of its values
 * @param name name in the path, query or headers
 * @param in where it is given
 * @param description meaning
 * @param schema JSON schema of its values, as plain values
 * @param example an example
 * @param expected what it should be, in words, for the error
 * @param parser reads a value; null when it is not valid
 * @param fallback value when it is not given; null when there is none
 */
record Param<T>(
    String name,
    In in,
    String description,
    Map<String, Object> schema,
    Object example,
    String expected,
    Function<String, @Nullable T> parser,
    @Nullable T fallback) {

  private static final int MAX_TEXT = 256;

  /** Where a parameter is given. */
  enum In {
    PATH,
    QUERY,
    HEADER
  }

  static Param<String> path(String name, String description, String example) {
    return text(name, In.PATH, description, example);
  }

  static Param<String> query(String name, String description, String example) {
    return text(name, In.QUERY, description, example);
  }

  static Param<String> header(String name, String description, String example) {
    return text(name, In.HEADER, description, example);
  }

  static Param<Integer> number(String name, String description, int min, int max, int fallback) {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", "integer");
    schema.put("minimum", min);
    schema.put("maximum", max);
    schema.put("default", fallback);
    return new Param<>(
        name,
        In.QUERY,
        description,
        schema,
        fallback,
        "a whole number from " + min + " to " + max,
        text -> parseInt(text, min, max),
        fallback);
  }

  static Param<Long> offset(String name, String description) {
    return new Param<>(
        name,
        In.QUERY,
        description,
        Map.of("type", "integer", "format", "int64", "minimum", 0),
        41,
        "a whole number, 0 or more",
        Param::parseOffset,
        null);
  }

  static Param<Boolean> flag(String name, String description, boolean fallback) {
    return new Param<>(
        name,
        In.QUERY,
        description,
        Map.of("type", "boolean", "default", fallback),
        !fallback,
        "true or false",
        text -> text.equals("true") ? Boolean.TRUE : text.equals("false") ? Boolean.FALSE : null,
        fallback);
  }

  static Param<Instant> time(String name, String description) {
    return new Param<>(
        name,
        In.QUERY,
        description,
        Map.of("type", "string", "format", "date-time"),
        "2026-01-01T00:00:00Z",
        "a time such as 2026-01-01T00:00:00Z (RFC 3339; write + as %2B)",
        Param::parseTime,
        null);
  }

  static <E extends Enum<E>> Param<E> choice(String name, String description, Class<E> type) {
    List<String> names = new ArrayList<>();
    for (E constant : type.getEnumConstants()) {
      names.add(Json.name(constant));
    }
    return new Param<>(
        name,
        In.QUERY,
        description,
        Map.of("type", "string", "enum", names),
        names.get(0),
        "one of " + String.join(", ", names),
        text -> {
          int index = names.indexOf(text);
          return index < 0 ? null : type.getEnumConstants()[index];
        },
        null);
  }

  /** Its value in a request; empty when it is not given. */
  Optional<T> find(Context ctx) {
    String text = raw(ctx);
    if (text == null) {
      return Optional.ofNullable(fallback);
    }
    T value = parser.apply(text);
    if (value == null) {
      throw new BadParameterException(name, text, expected);
    }
    return Optional.of(value);
  }

  /** Its value in a request, where it is given or has a fallback. */
  T get(Context ctx) {
    return find(ctx).orElseThrow(() -> new BadParameterException(name, "nothing", expected));
  }

  private @Nullable String raw(Context ctx) {
    return switch (in) {
      case PATH -> ctx.pathParam(name);
      case HEADER -> ctx.header(name);
      case QUERY -> {
        List<String> values = ctx.queryParams(name);
        if (values.size() > 1) {
          throw new BadParameterException(name, String.join(", ", values), "one value");
        }
        yield values.isEmpty() ? null : values.get(0);
      }
    };
  }

  private static Param<String> text(String name, In in, String description, String example) {
    return new Param<>(
        name,
        in,
        description,
        Map.of("type", "string", "minLength", 1, "maxLength", MAX_TEXT),
        example,
        "1 to " + MAX_TEXT + " characters",
        text -> text.isEmpty() || text.length() > MAX_TEXT ? null : text,
        null);
  }

  private static @Nullable Integer parseInt(String text, int min, int max) {
    try {
      int value = Integer.parseInt(text);
      return value < min || value > max ? null : value;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static @Nullable Long parseOffset(String text) {
    try {
      long value = Long.parseLong(text);
      return value < 0 ? null : value;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static @Nullable Instant parseTime(String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException e) {
      return null;
    }
  }
}
