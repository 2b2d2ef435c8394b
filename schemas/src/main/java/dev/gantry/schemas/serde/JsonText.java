package dev.gantry.schemas.serde;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;

/** Bytes of somebody else's JSON to a tree: one object, strict UTF-8, no duplicate names. */
final class JsonText {

  /** Deeper than any envelope and its payload; a tree is walked recursively. */
  private static final int DEPTH = 64;

  private static final ObjectMapper MAPPER =
      new ObjectMapper(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(DEPTH).build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private JsonText() {}

  /** Whether the bytes start like a JSON object, after white space and a byte order mark. */
  static boolean looksLikeObject(byte[] value) {
    int i = value.length >= 3 && value[0] == (byte) 0xEF ? 3 : 0;
    while (i < value.length
        && (value[i] == ' ' || value[i] == '\t' || value[i] == '\r' || value[i] == '\n')) {
      i++;
    }
    return i < value.length && value[i] == '{';
  }

  /**
   * Parses one object.
   *
   * @throws MalformedRecordException when the bytes are not one
   */
  static JsonNode parse(byte[] value) {
    String text =
        Texts.utf8(value)
            .orElseThrow(() -> unreadable("expected JSON in UTF-8, found other bytes", null));
    String json = text.startsWith("\uFEFF") ? text.substring(1) : text;
    try {
      return MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      throw unreadable(JsonFaults.explain(e, json), e);
    }
  }

  private static MalformedRecordException unreadable(String message, @Nullable Throwable cause) {
    return new MalformedRecordException(DeadLetterCause.UNREADABLE, message, cause);
  }
}
