package dev.gantry.query.http;

import dev.gantry.query.resource.Json;
import io.javalin.http.Context;

/** Ways to answer. */
final class Replies {

  private Replies() {}

  static void json(Context ctx, Object value) {
    ctx.contentType(Answer.JSON).result(Json.bytes(value));
  }

  static void problem(Context ctx, Problem problem) {
    ctx.status(problem.status()).contentType(Problem.CONTENT_TYPE).result(Json.bytes(problem));
  }
}
