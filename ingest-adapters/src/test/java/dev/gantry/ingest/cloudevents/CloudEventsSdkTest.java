package dev.gantry.ingest.cloudevents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.schemas.records.TaskEvent;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.core.message.MessageWriter;
import io.cloudevents.http.HttpMessageFactory;
import io.cloudevents.jackson.JsonFormat;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the SDK of CloudEvents itself writes is taken for what it says. It encodes no headers. */
class CloudEventsSdkTest {

  private static final CloudEvent EVENT =
      CloudEventBuilder.v1()
          .withId("e-1 100%")
          .withSource(URI.create("https://example.com/planner?a=b"))
          .withType("com.example.task.created")
          .withSubject("task 1+1")
          .withTime(OffsetDateTime.parse("2026-02-08T11:00:00.25+01:00"))
          .withExtension("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")
          .withExtension("attempt", 3)
          .withData("application/json", "{\"title\":\"Grüße\"}".getBytes(StandardCharsets.UTF_8))
          .build();

  private final ServerFixture fixture = new ServerFixture();
  private final EventClient client = new EventClient(fixture.address());

  @AfterEach
  void stop() {
    fixture.close();
  }

  @Test
  void shouldTakeAnEventInHeadersAndBody() {
    post(writer -> writer.writeBinary(EVENT));
  }

  @Test
  void shouldTakeAnEventAsJson() {
    post(writer -> writer.writeStructured(EVENT, JsonFormat.CONTENT_TYPE));
  }

  private void post(Consumer<MessageWriter<?, ?>> how) {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    byte[][] body = {{}};
    how.accept(
        HttpMessageFactory.createWriter(
            headers::put,
            bytes -> {
              body[0] = bytes;
            }));
    String contentType = String.valueOf(headers.remove("content-type"));
    EventClient.Answer answer =
        client.post("", contentType, BodyPublishers.ofByteArray(body[0]), headers);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    TaskEvent event = fixture.sent(fixture.topics.taskEvents()).get(0);
    assertThat(event.getEventId()).isEqualTo("https://example.com/planner?a=b#e-1 100%");
    assertThat(event.getTaskId()).isEqualTo("task 1+1");
    assertThat(event.getType()).isEqualTo("task.created");
    assertThat(event.getOccurredAtUs()).isEqualTo(1_770_544_800_250_000L);
    assertThat(event.getPayload()).isEqualTo(Map.of("title", "Grüße"));
    assertThat(event.getAttributes())
        .containsEntry("attempt", "3")
        .containsEntry("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
  }
}
