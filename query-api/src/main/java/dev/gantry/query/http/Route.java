package dev.gantry.query.http;

import dev.gantry.query.resource.Json;
import io.javalin.http.Handler;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A route, declared once: it is registered and documented from here. What has a body is sent with
 * POST, all else is read with GET.
 *
 * @param path path with its parameters in braces
 * @param operation operation id
 * @param tag group in the documentation
 * @param summary what it gives, in a line
 * @param params its parameters; any other query parameter is refused
 * @param body record behind the JSON that it is sent; null for what is read
 * @param answer what it answers with
 * @param failures status codes it may fail with, beyond those every route has
 * @param handler answers
 */
record Route(
    String path,
    String operation,
    String tag,
    String summary,
    List<Param<?>> params,
    @Nullable Class<? extends Record> body,
    Answer answer,
    List<Integer> failures,
    Handler handler) {

  Route {
    params = List.copyOf(params);
    failures = List.copyOf(failures);
  }

  /** A route that is read. */
  Route(
      String path,
      String operation,
      String tag,
      String summary,
      List<Param<?>> params,
      Answer answer,
      List<Integer> failures,
      Handler handler) {
    this(path, operation, tag, summary, params, null, answer, failures, handler);
  }

  /** A route that is sent something. */
  static Route post(
      String path,
      String operation,
      String tag,
      String summary,
      List<Param<?>> params,
      Class<? extends Record> body,
      Answer answer,
      Handler handler) {
    List<Integer> failures = params.isEmpty() ? List.of(400, 503) : List.of(400, 404, 503);
    return new Route(path, operation, tag, summary, params, body, answer, failures, handler);
  }

  /** Methods by which it is asked, besides OPTIONS. */
  List<String> methods() {
    return body != null
        ? List.of("POST")
        : answer.isEvents() ? List.of("GET") : List.of("GET", "HEAD");
  }

  /** Whether a path is one of its own. */
  boolean isAt(String asked) {
    return asked.matches(path.replaceAll("\\{[a-z]+}", "[^/]+"));
  }

  /** Names in the JSON of a record. */
  static Set<String> names(Class<? extends Record> type) {
    return Arrays.stream(type.getRecordComponents())
        .map(RecordComponent::getName)
        .map(Json::name)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  boolean takesQuery(String name) {
    return params.stream().anyMatch(p -> p.in() == Param.In.QUERY && p.name().equals(name));
  }

  List<String> queryNames() {
    return params.stream().filter(p -> p.in() == Param.In.QUERY).map(Param::name).toList();
  }
}
