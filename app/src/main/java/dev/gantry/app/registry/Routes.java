package dev.gantry.app.registry;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Which handler answers which method and path; {@code *} in a path stands for any one segment. */
final class Routes {
  /** Answers a request with a value to be written as JSON. */
  interface Handler {
    Object answer(Request request) throws IOException;
  }

  private record Route(String method, List<String> path, Handler handler) {
    boolean matches(List<String> found) {
      if (found.size() != path.size()) {
        return false;
      }
      for (int i = 0; i < found.size(); i++) {
        if (!path.get(i).equals("*") && !path.get(i).equals(found.get(i))) {
          return false;
        }
      }
      return true;
    }
  }

  private final List<Route> routes = new ArrayList<>();

  Routes add(String method, String path, Handler handler) {
    List<String> segments = path.equals("/") ? List.of() : List.of(path.substring(1).split("/"));
    routes.add(new Route(method, segments, handler));
    return this;
  }

  Object answer(Request request) throws IOException {
    boolean known = false;
    for (Route route : routes) {
      if (route.matches(request.path())) {
        if (route.method().equals(request.method())) {
          return route.handler().answer(request);
        }
        known = true;
      }
    }
    throw known
        ? RegistryException.of(405, "HTTP 405 Method Not Allowed")
        : RegistryException.of(404, "HTTP 404 Not Found");
  }
}
