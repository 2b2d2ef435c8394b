package dev.gantry.query.http;

import dev.gantry.schemas.serde.JsonEvent;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what requests bring. */
final class Bodies {

  /** More than any command of people needs. */
  private static final int MOST_BYTES = 64 * 1024;

  private static final byte[] NOTHING = "{}".getBytes(StandardCharsets.UTF_8);

  private Bodies() {}

  /**
   * The JSON object in the body; an empty one when there is no body.
   *
   * @param names that may be in it
   */
  static JsonEvent object(Context ctx, Set<String> names) throws IOException {
    byte[] body = bytes(ctx);
    if (body.length > 0 && !isJson(ctx.contentType())) {
      // a page from elsewhere can post a form or plain text without asking, but not JSON
      throw new HttpResponseException(
          HttpStatus.UNSUPPORTED_MEDIA_TYPE.getCode(),
          "content-type: expected application/json, found " + ctx.contentType());
    }
    JsonEvent object = JsonEvent.parse(body.length == 0 ? NOTHING : body);
    for (String name : object.names()) {
      if (!names.contains(name)) {
        throw new BadParameterException(
            name, "an unknown name", "one of " + String.join(", ", names));
      }
    }
    return object;
  }

  private static byte[] bytes(Context ctx) throws IOException {
    byte[] body = ctx.bodyInputStream().readNBytes(MOST_BYTES + 1);
    if (body.length > MOST_BYTES) {
      throw new HttpResponseException(
          HttpStatus.CONTENT_TOO_LARGE.getCode(),
          "body: expected at most " + MOST_BYTES + " bytes, found more");
    }
    return body;
  }

  private static boolean isJson(@Nullable String contentType) {
    return contentType != null
        && contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT).equals(Answer.JSON);
  }
}
