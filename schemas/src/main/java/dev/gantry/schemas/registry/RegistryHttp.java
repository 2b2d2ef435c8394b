package dev.gantry.schemas.registry;

import dev.gantry.schemas.registry.SchemaRegistryException.Kind;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/**
 * Requests to the instances of a registry. An instance that does not answer, or answers 5xx or 429,
 * is left for the next; after a round over all of them comes a wait that doubles.
 */
final class RegistryHttp implements AutoCloseable {

  private static final String CONTENT_TYPE = "application/vnd.schemaregistry.v1+json";

  private final RegistrySettings settings;
  private final ExecutorService threads;
  private final HttpClient client;
  private final Optional<String> authorization;

  /** Index of the instance that answered last, so that a dead one is not asked first each time. */
  private volatile int preferred;

  RegistryHttp(RegistrySettings settings) {
    this.settings = settings;
    this.threads =
        Executors.newCachedThreadPool(
            task -> {
              Thread thread = new Thread(task, "schema-registry-client");
              thread.setDaemon(true);
              return thread;
            });
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .executor(threads)
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .connectTimeout(settings.connectTimeout());
    settings
        .tls()
        .map(TlsContexts::of)
        .ifPresentOrElse(
            builder::sslContext,
            () -> builder.sslContext(TlsOnDemand.context()).sslParameters(new SSLParameters()));
    this.client = builder.build();
    this.authorization =
        settings
            .credentials()
            .map(c -> (c.user() + ":" + c.password()).getBytes(StandardCharsets.UTF_8))
            .map(bytes -> "Basic " + Base64.getEncoder().encodeToString(bytes));
  }

  /** An answer of a registry; {@code status} is neither 5xx nor 429. */
  record Answer(URI url, int status, String body) {}

  Answer get(String path) {
    return send(path, null);
  }

  Answer post(String path, String body) {
    return send(path, body);
  }

  private Answer send(String path, @Nullable String body) {
    List<URI> urls = settings.urls();
    String found = "";
    @Nullable Throwable cause = null;
    for (int round = 0; round < settings.attempts(); round++) {
      if (round > 0) {
        pause(round);
      }
      int first = preferred;
      for (int i = 0; i < urls.size(); i++) {
        int index = (first + i) % urls.size();
        URI url = urls.get(index);
        try {
          HttpResponse<String> response =
              client.send(
                  request(url, path, body),
                  HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
          if (!isTransient(response.statusCode())) {
            preferred = index;
            return new Answer(url, response.statusCode(), response.body());
          }
          found = url + " answered " + response.statusCode();
          cause = null;
        } catch (IOException e) {
          found = url + ": " + describe(e);
          cause = e;
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new SchemaRegistryException(
              Kind.UNAVAILABLE, "interrupted while asking the registry at " + url, e);
        }
      }
    }
    throw new SchemaRegistryException(
        Kind.UNAVAILABLE,
        "no answer from the schema registry to "
            + path
            + " after "
            + settings.attempts()
            + " attempts at "
            + urls
            + "; last, "
            + found,
        cause);
  }

  private HttpRequest request(URI url, String path, @Nullable String body) {
    String base = url.toString();
    String trimmed = base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(trimmed + path))
            .timeout(settings.readTimeout())
            .header("Accept", CONTENT_TYPE + ", application/json");
    authorization.ifPresent(value -> request.header("Authorization", value));
    if (body == null) {
      return request.GET().build();
    }
    return request
        .header("Content-Type", CONTENT_TYPE)
        .POST(HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8))
        .build();
  }

  private static boolean isTransient(int status) {
    return status >= 500 || status == 429;
  }

  private static String describe(IOException e) {
    String message = e.getMessage();
    return message == null ? e.getClass().getSimpleName() : message;
  }

  private void pause(int round) {
    Duration wait = settings.backoff();
    for (int i = 1; i < round && wait.compareTo(settings.maxBackoff()) < 0; i++) {
      wait = wait.multipliedBy(2);
    }
    Duration bounded = wait.compareTo(settings.maxBackoff()) < 0 ? wait : settings.maxBackoff();
    try {
      Thread.sleep(bounded.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SchemaRegistryException(
          Kind.UNAVAILABLE, "interrupted while waiting for the schema registry", e);
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
