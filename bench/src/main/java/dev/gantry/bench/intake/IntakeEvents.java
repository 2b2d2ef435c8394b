package dev.gantry.bench.intake;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * Requests with CloudEvents of all four kinds, in turn.
 *
 * @param address where they are posted
 * @param batch events of a request, 1 or more
 */
record IntakeEvents(URI address, int batch) {

  private static final int PEOPLE = 500;
  private static final int THINGS = 200;
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  /** The n-th request as it goes over the wire, head and body. */
  byte[] request(long n) {
    byte[] body = body(n).getBytes(StandardCharsets.UTF_8);
    String head =
        "POST "
            + address.getPath()
            + " HTTP/1.1\r\nHost: "
            + address.getAuthority()
            + "\r\nContent-Type: application/cloudevents"
            + (batch == 1 ? "" : "-batch")
            + "+json\r\nContent-Length: "
            + body.length
            + "\r\n\r\n";
    byte[] ahead = head.getBytes(StandardCharsets.UTF_8);
    byte[] request = new byte[ahead.length + body.length];
    System.arraycopy(ahead, 0, request, 0, ahead.length);
    System.arraycopy(body, 0, request, ahead.length, body.length);
    return request;
  }

  private String body(long n) {
    if (batch == 1) {
      return event(n);
    }
    StringBuilder body = new StringBuilder("[");
    for (long i = n * batch; i < (n + 1) * batch; i++) {
      body.append(body.length() == 1 ? "" : ",").append(event(i));
    }
    return body.append(']').toString();
  }

  private static String event(long n) {
    long person = n % PEOPLE;
    long thing = n % THINGS;
    return switch ((int) (n % 4)) {
      case 0 ->
          event(
              n,
              "task.created",
              "task-" + n,
              "{\"title\":\"Round\",\"assignee\":\"p" + person + "\"}");
      case 1 ->
          event(
              n,
              "login.failed",
              "p" + person,
              "{\"source_address\":\"203.0.113." + thing + "\",\"service\":\"vpn\"}");
      case 2 -> event(n, "camera.skipped", "camera-" + thing, "{\"frame_count\":3}");
      default ->
          event(
              n,
              "sensor.reading",
              "loop-" + thing + ":flow",
              "{\"sensor_id\":\"loop-"
                  + thing
                  + "\",\"metric\":\"flow\",\"value\":"
                  + person
                  + "}");
    };
  }

  private static String event(long n, String type, String subject, String data) {
    return "{\"specversion\":\"1.0\",\"id\":\""
        + n
        + "\",\"source\":\"/bench\",\"type\":\""
        + type
        + "\",\"subject\":\""
        + subject
        + "\",\"time\":\""
        + START.plusMillis(n)
        + "\",\"data\":"
        + data
        + "}";
  }
}
