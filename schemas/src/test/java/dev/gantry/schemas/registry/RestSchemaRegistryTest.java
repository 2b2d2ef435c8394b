package dev.gantry.schemas.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gantry.schemas.registry.SchemaRegistryException.Kind;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RestSchemaRegistryTest {

  private static final Schema SCHEMA =
      SchemaBuilder.record("Thing").fields().requiredString("name").endRecord();

  private TestRegistry server;

  @BeforeEach
  void start() throws Exception {
    server = TestRegistry.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private RegistrySettings settings(String... urls) {
    return RegistrySettings.of(urls).withRetries(3, Duration.ofMillis(1), Duration.ofMillis(2));
  }

  private RestSchemaRegistry client() {
    return new RestSchemaRegistry(settings(server.url() + "/"));
  }

  private static SchemaRegistryException failure(Runnable call) {
    return catchThrowableOfType(SchemaRegistryException.class, call::run);
  }

  @Test
  void shouldRegisterOnceAndFindById() {
    // given
    RestSchemaRegistry client = client();
    // when
    int id = client.register("odd topic/-value", SCHEMA);
    int again = client.register("odd topic/-value", SCHEMA);
    // then
    assertThat(again).isEqualTo(id);
    assertThat(client.schemaById(id)).isEqualTo(SCHEMA);
    assertThat(client.schemaById(id)).isEqualTo(SCHEMA);
    assertThat(server.requests)
        .containsExactly("POST /subjects/odd%20topic%2F-value/versions", "GET /schemas/ids/" + id);
  }

  @Test
  void shouldOnlyLookUpWhenNotToRegister() {
    // given
    RestSchemaRegistry client =
        new RestSchemaRegistry(settings(server.url()).withAutoRegister(false));
    // then
    assertThat(failure(() -> client.register("s", SCHEMA)).kind()).isEqualTo(Kind.NOT_FOUND);
    int id = client().register("s", SCHEMA);
    assertThat(client.register("s", SCHEMA)).isEqualTo(id);
  }

  @Test
  void shouldSayWhoItIs() {
    // given
    RestSchemaRegistry client =
        new RestSchemaRegistry(
            settings(server.url())
                .withCredentials(new RegistrySettings.Credentials("ann", "pä:ss")));
    // when
    client.register("s", SCHEMA);
    // then
    String expected =
        Base64.getEncoder().encodeToString("ann:pä:ss".getBytes(StandardCharsets.UTF_8));
    assertThat(server.requests).singleElement().asString().endsWith(" Basic " + expected);
  }

  @Test
  void shouldAskTheNextWhenOneIsDead() throws Exception {
    // given
    int free;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }
    RestSchemaRegistry client =
        new RestSchemaRegistry(settings("http://127.0.0.1:" + free, server.url()));
    // then
    assertThat(client.register("s", SCHEMA)).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 503, 429})
  void shouldTryAgainWhenInTrouble(int status) {
    // given
    server.answerNext(status, "busy").answerNext(status, "busy");
    // then
    assertThat(client().register("s", SCHEMA)).isEqualTo(1);
    assertThat(server.requests).hasSize(3);
  }

  @Test
  void shouldGiveUpWithWhatItTried() {
    // given
    server.answerNext(503, "").answerNext(503, "").answerNext(503, "");
    // when
    SchemaRegistryException thrown = failure(() -> client().schemaById(7));
    // then
    assertThat(thrown.kind()).isEqualTo(Kind.UNAVAILABLE);
    assertThat(thrown.isAboutSchema()).isFalse();
    assertThat(thrown)
        .hasMessageContaining("/schemas/ids/7 after 3 attempts")
        .hasMessageContaining("answered 503");
  }

  @Test
  void shouldRememberForAWhileThatAnIdIsUnknown() {
    // given
    RestSchemaRegistry client = client();
    // when
    Kind first = failure(() -> client.schemaById(99)).kind();
    Kind second = failure(() -> client.schemaById(99)).kind();
    // then
    assertThat(first).isEqualTo(Kind.NOT_FOUND);
    assertThat(second).isEqualTo(Kind.NOT_FOUND);
    assertThat(server.requests).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "404 | <html>no such page</html> | UNAVAILABLE",
        "404 | {\"error_code\":404,\"message\":\"HTTP 404\"} | UNAVAILABLE",
        "401 | {\"error_code\":401,\"message\":\"who\"} | REFUSED",
        "409 | {\"error_code\":409,\"message\":\"breaks\"} | INCOMPATIBLE",
        "422 | {\"error_code\":42201,\"message\":\"bad\"} | REFUSED",
        "200 | welcome | UNAVAILABLE",
        "200 | {} | UNAVAILABLE",
        "200 | {\"schema\":\"{\\\"type\\\":\\\"nothing\\\"}\"} | NOT_AVRO",
        "200 | {\"schemaType\":\"JSON\",\"schema\":\"{}\"} | NOT_AVRO",
      })
  void shouldTellFaultsApart(int status, String body, Kind kind) {
    // given
    server.answerNext(status, body);
    // then
    assertThat(failure(() -> client().schemaById(1)).kind()).isEqualTo(kind);
  }

  @Test
  void shouldFollowReferences() throws Exception {
    // given
    server.add(
        "{\"schema\":\"{\\\"type\\\":\\\"enum\\\",\\\"name\\\":\\\"a.Colour\\\","
            + "\\\"symbols\\\":[\\\"RED\\\"]}\"}");
    int id =
        server.add(
            "{\"schema\":\"{\\\"type\\\":\\\"record\\\",\\\"name\\\":\\\"a.Car\\\",\\\"fields\\\":"
                + "[{\\\"name\\\":\\\"c\\\",\\\"type\\\":\\\"a.Colour\\\"}]}\",\"references\":"
                + "[{\"name\":\"a.Colour\",\"subject\":\"colours\",\"version\":1}]}");
    // when
    Schema schema = client().schemaById(id);
    // then
    assertThat(schema.getField("c").schema().getEnumSymbols()).containsExactly("RED");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ftp://host", "host:8081", "http://ann:secret@host"})
  void shouldRefuseAddressesItCannotUse(String url) {
    assertThatThrownBy(() -> RegistrySettings.of(url))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("registry.urls")
        .hasMessageNotContaining("secret");
  }
}
