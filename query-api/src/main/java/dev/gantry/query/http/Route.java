package dev.gantry.query.http;

import io.javalin.http.Handler;
import java.util.List;

/**
 * A route, declared once: it is registered and documented from here. All routes are read with GET.
 *
 * @param path path with its parameters in braces
 * @param operation operation id
 * @param tag group in the documentation
 * @param summary what it gives, in a line
 * @param params its parameters; any other query parameter is refused
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
    Answer answer,
    List<Integer> failures,
    Handler handler) {

  Route {
    params = List.copyOf(params);
    failures = List.copyOf(failures);
  }

  boolean takesQuery(String name) {
    return params.stream().anyMatch(p -> p.in() == Param.In.QUERY && p.name().equals(name));
  }

  List<String> queryNames() {
    return params.stream().filter(p -> p.in() == Param.In.QUERY).map(Param::name).toList();
  }
}
