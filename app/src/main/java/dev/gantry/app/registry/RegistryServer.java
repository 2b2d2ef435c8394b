package dev.gantry.app.registry;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A schema registry on loopback, speaking the REST interface of Confluent's for Avro schemas
 * without references. What it was told stays in one file; ids are stable across restarts.
 */
public final class RegistryServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RegistryServer.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final byte[] LOOPBACK = {127, 0, 0, 1};
  private static final int THREADS = 4;
  private static final int BACKLOG = 50;

  private final HttpServer http;
  private final ExecutorService threads;
  private final SubjectStore store;
  private final Routes routes;

  static {
    // Without it the JDK's server answers kept-alive connections 40 ms late.
    if (System.getProperty("sun.net.httpserver.nodelay") == null) {
      System.setProperty("sun.net.httpserver.nodelay", "true");
    }
  }

  private RegistryServer(HttpServer http, SubjectStore store) {
    this.http = http;
    this.store = store;
    this.routes = new RegistryApi(store).routes();
    this.threads = Executors.newFixedThreadPool(THREADS, daemons());
    http.setExecutor(threads);
    http.createContext("/", this::handle);
  }

  /**
   * Starts the registry.
   *
   * @param dir where its file lies; created when missing
   * @param level what a new version owes the earlier ones, unless a client configures otherwise
   * @param wanted its port, if that is free; else, and for 0, any
   * @throws IOException when the file is damaged or cannot be written
   */
  public static RegistryServer start(Path dir, CompatibilityLevel level, int wanted)
      throws IOException {
    SubjectStore store = SubjectStore.open(dir.resolve("registry.journal"), level);
    try {
      RegistryServer server = new RegistryServer(bind(wanted), store);
      server.http.start();
      return server;
    } catch (IOException e) {
      store.close();
      throw e;
    }
  }

  private static HttpServer bind(int wanted) throws IOException {
    InetAddress address = InetAddress.getByAddress(LOOPBACK);
    try {
      return HttpServer.create(new InetSocketAddress(address, wanted), BACKLOG);
    } catch (BindException taken) {
      return HttpServer.create(new InetSocketAddress(address, 0), BACKLOG);
    }
  }

  public int port() {
    return http.getAddress().getPort();
  }

  /** The address for {@code schema.registry.url}. */
  public String url() {
    return "http://127.0.0.1:" + port();
  }

  @Override
  public void close() throws IOException {
    http.stop(0);
    threads.shutdown();
    store.close();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      try {
        send(exchange, 200, routes.answer(Request.read(exchange)));
      } catch (RegistryException e) {
        send(exchange, e.status(), new Problem(e.code(), String.valueOf(e.getMessage())));
      } catch (IOException e) {
        LOG.error("the registry could not answer {}", exchange.getRequestURI(), e);
        send(exchange, 500, new Problem(50001, "Error in the backend data store: " + e));
      } catch (RuntimeException e) {
        LOG.error("the registry failed on {}", exchange.getRequestURI(), e);
        send(exchange, 500, new Problem(500, "Internal Server Error: " + e));
      }
    }
  }

  private static void send(HttpExchange exchange, int status, Object answer) throws IOException {
    byte[] body = JSON.writeValueAsString(answer).getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/vnd.schemaregistry.v1+json");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }

  private static ThreadFactory daemons() {
    AtomicInteger number = new AtomicInteger();
    return task -> {
      Thread thread = new Thread(task, "schema-registry-" + number.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }

  private record Problem(@JsonProperty("error_code") int code, String message) {}
}
