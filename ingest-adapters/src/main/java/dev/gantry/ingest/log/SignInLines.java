package dev.gantry.ingest.log;

import dev.gantry.domain.time.Micros;
import dev.gantry.ingest.LineFeed;
import dev.gantry.ingest.PossibleTime;
import dev.gantry.schemas.records.AuthEvent;
import dev.gantry.schemas.records.TimeMode;
import dev.gantry.schemas.serde.RecordValidator;
import dev.gantry.schemas.topic.Topic;
import dev.gantry.schemas.topic.TopicRecord;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Makes records of the sign-ins that the lines of a log tell of. */
public final class SignInLines implements LineFeed.LineReader {

  private static final RecordValidator<AuthEvent> CHECK = RecordValidator.of(AuthEvent.class);

  private final LogFormat log;
  private final Topic<AuthEvent> topic;
  private final String site;
  private final TimeMode mode;
  private final Clock clock;

  /**
   * @param topic where the records go
   * @param site where the service is; may be empty
   * @param mode whether the lines come as they are written, or later
   * @param clock wall clock
   */
  public SignInLines(
      LogFormat log, Topic<AuthEvent> topic, String site, TimeMode mode, Clock clock) {
    this.log = log;
    this.topic = topic;
    this.site = site;
    this.mode = mode;
    this.clock = clock;
  }

  @Override
  public List<TopicRecord<?>> read(String line) {
    List<TopicRecord<?>> records = new ArrayList<>();
    for (AuthEvent event : log.read(line)) {
      records.add(new TopicRecord<>(topic, taken(event)));
    }
    return records;
  }

  private AuthEvent taken(AuthEvent event) {
    Instant now = clock.instant();
    Instant at = Micros.toInstant(event.getOccurredAtUs());
    PossibleTime.require(at, now);
    AuthEvent taken =
        AuthEvent.newBuilder(event)
            .setSite(site)
            .setTimeMode(mode)
            .setIngestedAtUs(Micros.of(now))
            .build();
    CHECK.validate(taken);
    return taken;
  }
}
