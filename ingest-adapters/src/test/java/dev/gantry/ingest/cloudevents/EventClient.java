package dev.gantry.ingest.cloudevents;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Somebody who posts events. */
final class EventClient {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI address;

  EventClient(URI address) {
    this.address = address;
  }

  /** What was answered. */
  record Answer(int status, String contentType, String retryAfter, String body) {

    private static Answer of(HttpResponse<String> response) {
      return new Answer(
          response.statusCode(),
          response.headers().firstValue("content-type").orElse(""),
          response.headers().firstValue("retry-after").orElse(""),
          response.body());
    }

    JsonNode json() {
      return EventClient.json(body);
    }
  }

  static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError(text, e);
    }
  }

  Answer post(String path, String contentType, String body) {
    return post(path, contentType, body, Map.of());
  }

  Answer post(String path, String contentType, String body, Map<String, String> headers) {
    return post(path, contentType, BodyPublishers.ofString(body), headers);
  }

  Answer post(String path, String contentType, BodyPublisher body, Map<String, String> headers) {
    return send(request(path, contentType, body, headers));
  }

  CompletableFuture<Answer> postLater(String path, String contentType, String body) {
    return http.sendAsync(
            request(path, contentType, BodyPublishers.ofString(body), Map.of()),
            BodyHandlers.ofString())
        .thenApply(Answer::of);
  }

  Answer get(String path) {
    return send(HttpRequest.newBuilder(URI.create(address + path)).build());
  }

  private HttpRequest request(
      String path, String contentType, BodyPublisher body, Map<String, String> headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(address + path))
            .header("Content-Type", contentType)
            .POST(body);
    headers.forEach(request::header);
    return request.build();
  }

  Answer send(HttpRequest request) {
    try {
      return Answer.of(http.send(request, BodyHandlers.ofString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** Status of a request that names another host, which the client of the JDK would not send. */
  int rawStatus(String method, String host) {
    String request =
        "%s %s HTTP/1.1\r\nHost: %s\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
            .formatted(method, address.getPath(), host);
    try (Socket socket = new Socket(address.getHost(), address.getPort())) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      return Integer.parseInt(answer.split(" ", 3)[1]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
