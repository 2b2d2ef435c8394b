package dev.gantry.query.http;

import dev.gantry.domain.hash.Sha256;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The console's files. Each has its own route and is read once from the class path, so that no
 * request ever names a file.
 */
final class Assets {

  private static final String FOLDER = "/dev/gantry/query/console/";
  private static final Map<String, String> CONTENT_TYPES =
      Map.of(
          "html", "text/html;charset=utf-8",
          "css", "text/css;charset=utf-8",
          "js", "text/javascript;charset=utf-8",
          "svg", "image/svg+xml");

  private Assets() {}

  static void register(JavalinConfig config) {
    Map<String, String> files = new LinkedHashMap<>();
    files.put("/", "index.html");
    for (String file :
        new String[] {
          "console.css",
          "console.js",
          "cameras.js",
          "tracks.js",
          "segments.js",
          "alerts.js",
          "tasks.js",
          "status.js",
          "live.js",
          "dom.js",
          "icon.svg"
        }) {
      files.put("/console/" + file, file);
    }
    files.forEach((path, file) -> register(config, path, read(file)));
  }

  private static void register(JavalinConfig config, String path, Asset asset) {
    config.routes.get(path, asset::answer);
    config.routes.head(path, asset::answer);
  }

  private static Asset read(String file) {
    try (InputStream in = Assets.class.getResourceAsStream(FOLDER + file)) {
      if (in == null) {
        throw new IllegalStateException("missing from the class path: " + FOLDER + file);
      }
      byte[] content = in.readAllBytes();
      byte[] digest = Sha256.digest().digest(content);
      String etag = "\"" + HexFormat.of().formatHex(digest, 0, 8) + "\"";
      String extension = file.substring(file.lastIndexOf('.') + 1);
      return new Asset(content, CONTENT_TYPES.getOrDefault(extension, "text/plain"), etag);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Asset {
    private final byte[] content;
    private final String contentType;
    private final String etag;

    private Asset(byte[] content, String contentType, String etag) {
      this.content = content;
      this.contentType = contentType;
      this.etag = etag;
    }

    private void answer(Context ctx) {
      ctx.header("ETag", etag);
      ctx.header("Cache-Control", "no-cache");
      if (etag.equals(ctx.header("If-None-Match"))) {
        ctx.status(304);
      } else {
        ctx.contentType(contentType).result(content);
      }
    }
  }
}
