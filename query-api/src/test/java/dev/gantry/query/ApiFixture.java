package dev.gantry.query;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gantry.query.port.HealthProbe.Dependency;
import dev.gantry.query.resource.Json;
import dev.gantry.schemas.registry.InMemorySchemaRegistry;
import dev.gantry.schemas.registry.SchemaRegistry;
import dev.gantry.schemas.topic.NotWrittenException;
import dev.gantry.schemas.topic.TopicCatalogue;
import dev.gantry.schemas.topic.TopicRecord;
import dev.gantry.schemas.topic.TopicWriter.Position;
import dev.gantry.topologies.port.RuleFailures;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** The whole API on fake ports, reached over HTTP. */
public final class ApiFixture implements AutoCloseable {

  final FakeTopics topics = new FakeTopics();
  final FakeStores stores = new FakeStores();
  final FakeDefinitions definitions = new FakeDefinitions();
  final SchemaRegistry registry = new InMemorySchemaRegistry();
  final TopicCatalogue catalogue = new TopicCatalogue("", registry);
  final List<Dependency> health = new CopyOnWriteArrayList<>();
  final RuleFailures ruleFailures = new RuleFailures();
  final List<TopicRecord<?>> written = new CopyOnWriteArrayList<>();
  volatile boolean kafkaAway;
  final QueryApi api;
  private final HttpClient client = HttpClient.newHttpClient();

  ApiFixture() {
    this(QueryApiSettings.local(0));
  }

  ApiFixture(QueryApiSettings settings) {
    api =
        QueryApi.start(
            settings,
            new QueryApiPorts(
                stores,
                definitions,
                catalogue,
                registry,
                topics,
                this::write,
                () -> List.copyOf(health),
                ruleFailures::all,
                Clock.systemUTC()));
  }

  private Position write(TopicRecord<?> record) {
    if (kafkaAway) {
      throw new NotWrittenException("no broker", false, new TimeoutException());
    }
    written.add(record);
    return new Position(record.topic().name(), 2, written.size() - 1);
  }

  /** Sends JSON, with single quotes for double ones. */
  HttpResponse<String> post(String path, String body) {
    return post(path, "application/json; charset=utf-8", body.replace('\'', '"'));
  }

  HttpResponse<String> postText(String path, String body) {
    return post(path, "text/plain", body);
  }

  private HttpResponse<String> post(String path, String contentType, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(api.address() + path.substring(1)))
            .header("Content-Type", contentType)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return exchange(request, BodyHandlers.ofString());
  }

  HttpResponse<String> get(String path, String... headers) {
    return send("GET", path, headers);
  }

  HttpResponse<String> send(String method, String path, String... headers) {
    return exchange(request(method, path, headers), BodyHandlers.ofString());
  }

  HttpResponse<byte[]> bytes(String path, String... headers) {
    return exchange(request("GET", path, headers), BodyHandlers.ofByteArray());
  }

  HttpResponse<Stream<String>> lines(String path, String... headers) {
    return exchange(request("GET", path, headers), BodyHandlers.ofLines());
  }

  JsonNode json(String path) {
    return Json.tree(get(path).body());
  }

  /** Waits until views have read what was appended. */
  static void until(BooleanSupplier condition) {
    long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("did not come true");
      }
      Thread.onSpinWait();
    }
  }

  @Override
  public void close() {
    api.close();
  }

  private HttpRequest request(String method, String path, String... headers) {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(URI.create(api.address() + path.substring(1)))
            .timeout(Duration.ofSeconds(60))
            .method(method, HttpRequest.BodyPublishers.noBody());
    if (headers.length > 0) {
      builder.headers(headers);
    }
    return builder.build();
  }

  private <T> HttpResponse<T> exchange(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
    try {
      return client.send(request, handler);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
