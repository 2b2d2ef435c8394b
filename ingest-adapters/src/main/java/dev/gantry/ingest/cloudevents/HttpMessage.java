package dev.gantry.ingest.cloudevents;

import dev.gantry.schemas.serde.JsonEvent;
import dev.gantry.schemas.serde.MalformedRecordException;
import dev.gantry.schemas.serde.MalformedRecordException.Fault;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A request as the HTTP binding of CloudEvents 1.0 has it: one event as JSON (structured), several
 * (batch), or one whose attributes are headers and whose data is the body (binary).
 */
final class HttpMessage {

  static final String STRUCTURED = "application/cloudevents+json";
  static final String BATCH = "application/cloudevents-batch+json";

  private static final String CONTENT_TYPE = "content-type";
  private static final String ATTRIBUTE = "ce-";
  private static final Pattern ATTRIBUTE_NAME = Pattern.compile("[a-z0-9]+");
  private static final Pattern ENCODED = Pattern.compile("(?:%[0-9A-Fa-f]{2})+");
  private static final Pattern CHARSET =
      Pattern.compile(";\\s*charset\\s*=\\s*\"?([^\";]*)", Pattern.CASE_INSENSITIVE);

  private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private final byte[] body;

  HttpMessage(Map<String, String> headers, byte[] body) {
    this.headers.putAll(headers);
    this.body = body;
  }

  /**
   * The events in it.
   *
   * @throws MalformedRecordException when they can't be read
   * @throws RefusedException when it is of another kind
   */
  List<JsonEvent> events() {
    requireUtf8();
    String type = mediaType();
    if (type.equals(STRUCTURED)) {
      return List.of(JsonEvent.parse(body));
    }
    if (type.equals(BATCH)) {
      return JsonEvent.parseBatch(body);
    }
    if (type.startsWith("application/cloudevents") || !headers.containsKey("ce-specversion")) {
      throw RefusedException.unsupported(
          "content-type: expected %s, %s or a request with the header ce-specversion, found %s"
              .formatted(STRUCTURED, BATCH, type.isEmpty() ? "nothing" : type));
    }
    return List.of(JsonEvent.cloudEvent(attributes(), body));
  }

  private String mediaType() {
    String stated = headers.getOrDefault(CONTENT_TYPE, "");
    return stated.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
  }

  /** JSON between systems is UTF-8 (RFC 8259, 8.1). */
  private void requireUtf8() {
    var charset = CHARSET.matcher(headers.getOrDefault(CONTENT_TYPE, ""));
    if (charset.find() && !charset.group(1).strip().equalsIgnoreCase("utf-8")) {
      throw RefusedException.unsupported(
          "content-type: expected charset utf-8, found " + charset.group(1));
    }
    String encoding = headers.getOrDefault("content-encoding", "identity");
    if (!encoding.equalsIgnoreCase("identity")) {
      throw RefusedException.unsupported("content-encoding: expected none, found " + encoding);
    }
  }

  private Map<String, String> attributes() {
    Map<String, String> attributes = new TreeMap<>();
    headers.forEach(
        (header, value) -> {
          String lower = header.toLowerCase(Locale.ROOT);
          if (lower.startsWith(ATTRIBUTE)) {
            attributes.put(attributeName(lower), decoded(value));
          }
        });
    String type = mediaType();
    if (!type.isEmpty()) {
      attributes.put("datacontenttype", type);
    }
    return attributes;
  }

  private static String attributeName(String header) {
    String name = header.substring(ATTRIBUTE.length());
    boolean taken = name.equals("data") || name.equals("datacontenttype");
    if (taken || !ATTRIBUTE_NAME.matcher(name).matches()) {
      throw new MalformedRecordException(
          Fault.ofText(
              "headers", "ce- and the name of an attribute: letters a to z and digits", header));
    }
    return name;
  }

  /**
   * Headers are percent-encoded UTF-8 (3.1.3.2 of the binding), and may be in quotes. A percent
   * sign that encodes nothing stays: there are clients that do not encode.
   */
  private static String decoded(String value) {
    String text = value.strip();
    if (text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"")) {
      text = text.substring(1, text.length() - 1).replaceAll("\\\\(.)", "$1");
    }
    return ENCODED
        .matcher(text)
        .replaceAll(
            run ->
                Matcher.quoteReplacement(URLDecoder.decode(run.group(), StandardCharsets.UTF_8)));
  }
}
