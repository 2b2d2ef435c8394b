package dev.gantry.ingest.city.staff;

import java.util.Map;

/**
 * One use of a credential, as it is written down.
 *
 * @param id of the event
 * @param type what happened, such as {@code login.failed}
 * @param outcome whether access was given
 * @param session from where, with what, for what
 * @param port network port it came from; 0 for a badge
 * @param method kind of credential; empty when none was shown
 * @param reason why it was refused; empty when it was not
 * @param gate gate; empty when there is none
 * @param sessionId session that begins; empty for none
 * @param occurredAtUs when it happened, microseconds since 1970
 * @param ingestedAtUs when the adapter took it in
 * @param attributes what else the service knows
 */
public record AuthRecord(
    String id,
    String type,
    Outcome outcome,
    Session session,
    int port,
    String method,
    String reason,
    String gate,
    String sessionId,
    long occurredAtUs,
    long ingestedAtUs,
    Map<String, String> attributes) {

  /** Whether access was given. */
  public enum Outcome {
    /** Nobody has decided yet. */
    OPEN,
    SUCCESS,
    FAILURE
  }

  public AuthRecord {
    attributes = Map.copyOf(attributes);
  }
}
