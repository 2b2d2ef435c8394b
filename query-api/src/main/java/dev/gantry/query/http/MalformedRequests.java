package dev.gantry.query.http;

import dev.gantry.query.resource.Json;
import io.javalin.config.JavalinConfig;
import java.nio.ByteBuffer;
import java.util.List;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Answers what is no proper HTTP (a broken path, headers too large) with a problem as all else:
 * such requests never reach a route.
 */
final class MalformedRequests extends ErrorHandler {

  static void register(JavalinConfig config) {
    config.jetty.modifyServer(server -> server.setErrorHandler(new MalformedRequests()));
  }

  @Override
  protected void generateResponse(
      Request request,
      Response response,
      int code,
      @Nullable String message,
      @Nullable Throwable cause,
      Callback callback) {
    Problem problem =
        new Problem(
            "urn:gantry:problem:malformed-request",
            "Not a request that can be read",
            code,
            message == null ? "the request is not valid HTTP" : message,
            "/",
            List.of());
    response.getHeaders().put("Content-Type", Problem.CONTENT_TYPE);
    response.getHeaders().put("X-Content-Type-Options", "nosniff");
    response.write(true, ByteBuffer.wrap(Json.bytes(problem)), callback);
  }
}
