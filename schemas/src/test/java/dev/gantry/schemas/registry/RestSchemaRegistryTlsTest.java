package dev.gantry.schemas.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Over TLS, with a server that asks the client for its certificate. */
class RestSchemaRegistryTlsTest {

  private static final Schema SCHEMA =
      SchemaBuilder.record("Thing").fields().requiredString("name").endRecord();
  private static final String PASSWORD = "changeit";
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

  @TempDir Path directory;

  @Test
  void shouldTrustAndShowWhatItIsGiven() throws Exception {
    // given
    Path keys = keys();
    Path pem = directory.resolve("trusted.pem");
    keytool(
        "-exportcert",
        "-rfc",
        "-alias",
        "a",
        "-keystore",
        keys.toString(),
        "-file",
        pem.toString());
    RegistrySettings.Tls both =
        new RegistrySettings.Tls(Optional.of(pem), "", Optional.of(keys), PASSWORD);
    RegistrySettings.Tls onlyTrust =
        new RegistrySettings.Tls(Optional.of(pem), "", Optional.empty(), "");
    try (TestRegistry server = TestRegistry.start(asking(keys))) {
      RegistrySettings settings =
          RegistrySettings.of("https://localhost:" + server.port())
              .withRetries(1, Duration.ZERO, Duration.ZERO);
      // then
      assertThat(new RestSchemaRegistry(settings.withTls(both)).register("s", SCHEMA)).isEqualTo(1);
      assertThatThrownBy(
              () -> new RestSchemaRegistry(settings.withTls(onlyTrust)).register("s", SCHEMA))
          .isInstanceOf(SchemaRegistryException.class);
      assertThatThrownBy(() -> new RestSchemaRegistry(settings).register("s", SCHEMA))
          .isInstanceOf(SchemaRegistryException.class)
          .hasMessageContaining("certification path");
    }
  }

  @Test
  void shouldTrustNobodyElseWhereAPlainRegistrySendsItToTls() throws Exception {
    // given
    HttpServer plain = HttpServer.create(new InetSocketAddress(LOOPBACK, 0), 0);
    try (TestRegistry server = TestRegistry.start(asking(keys()))) {
      plain.createContext("/", to("https://localhost:" + server.port()));
      plain.start();
      RegistrySettings settings =
          RegistrySettings.of("http://localhost:" + plain.getAddress().getPort())
              .withRetries(1, Duration.ZERO, Duration.ZERO);
      // then
      assertThatThrownBy(() -> new RestSchemaRegistry(settings).schemaById(1))
          .isInstanceOf(SchemaRegistryException.class)
          .hasMessageContaining("certification path");
      assertThat(server.requests).isEmpty();
    } finally {
      plain.stop(0);
    }
  }

  @Test
  void shouldNameTheStoreItCannotRead() throws IOException {
    // given
    Path store = Files.writeString(directory.resolve("store.p12"), "not a store");
    RegistrySettings settings =
        RegistrySettings.of("https://localhost")
            .withTls(new RegistrySettings.Tls(Optional.of(store), "secret", Optional.empty(), ""));
    // then
    assertThatThrownBy(() -> new RestSchemaRegistry(settings))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("registry.tls.trustStore")
        .hasMessageContaining("store.p12");
    assertThat(settings.toString()).doesNotContain("secret");
  }

  private static HttpHandler to(String elsewhere) {
    return exchange -> {
      exchange.getResponseHeaders().set("Location", elsewhere + exchange.getRequestURI());
      exchange.sendResponseHeaders(307, -1);
      exchange.close();
    };
  }

  private static HttpsServer asking(Path keys) throws IOException {
    HttpsServer https = HttpsServer.create(new InetSocketAddress(LOOPBACK, 0), 0);
    https.setHttpsConfigurator(
        new AskingForCertificate(
            TlsContexts.of(
                new RegistrySettings.Tls(
                    Optional.of(keys), PASSWORD, Optional.of(keys), PASSWORD))));
    return https;
  }

  private Path keys() throws Exception {
    Path keys = directory.resolve("keys.p12");
    keytool(
        "-genkeypair",
        "-alias",
        "a",
        "-keyalg",
        "EC",
        "-dname",
        "CN=localhost",
        "-ext",
        "san=dns:localhost,ip:127.0.0.1",
        "-keystore",
        keys.toString());
    return keys;
  }

  private static void keytool(String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments));
    command.addAll(List.of("-storepass", PASSWORD));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
  }

  private static final class AskingForCertificate extends HttpsConfigurator {

    AskingForCertificate(SSLContext context) {
      super(context);
    }

    @Override
    public void configure(HttpsParameters parameters) {
      SSLParameters tls = getSSLContext().getDefaultSSLParameters();
      tls.setNeedClientAuth(true);
      parameters.setSSLParameters(tls);
    }
  }
}
