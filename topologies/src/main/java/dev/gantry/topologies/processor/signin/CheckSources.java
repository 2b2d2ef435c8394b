package dev.gantry.topologies.processor.signin;

import dev.gantry.domain.signin.SignInEvent;
import dev.gantry.domain.signin.SignInFinding;
import dev.gantry.domain.signin.SignInSettings;
import dev.gantry.domain.signin.SignInSource;
import dev.gantry.schemas.records.AuthEvent;
import dev.gantry.schemas.records.Finding;
import dev.gantry.schemas.records.Origin;
import dev.gantry.schemas.records.TimeMode;
import dev.gantry.topologies.port.GeoLocator;
import dev.gantry.topologies.port.TopologyContext;
import dev.gantry.topologies.processor.KeptStates;
import java.util.Objects;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** Sign-ins from a source address become findings about it, keyed by the address. */
public final class CheckSources extends ContextualProcessor<String, AuthEvent, String, Finding> {

  private final TopologyContext from;
  private final SignInSettings settings;
  private final String storeName;
  private final Forgetting<SignInSource> forgetting = new Forgetting<>(SignInSource::isSpentAt);
  private @Nullable KeptStates<Remembered<SignInSource>> openedStates;

  /**
   * @param storeName name of {@link KeptStates} of {@link SignInSource}s by address
   */
  public CheckSources(TopologyContext from, String storeName) {
    this.from = from;
    this.settings = from.config().signIns();
    this.storeName = storeName;
  }

  /** How the states are kept in bytes. */
  public static KeptStates.Codec<Remembered<SignInSource>> codec(SignInSettings settings) {
    return Remembered.codec(
        SignInSource::toBytes, bytes -> SignInSource.fromBytes(settings, bytes));
  }

  @Override
  public void init(ProcessorContext<String, Finding> context) {
    super.init(context);
    openedStates = context.getStateStore(storeName);
  }

  @Override
  public void process(Record<String, AuthEvent> record) {
    SignInEvent signIn = SignInRecords.event(record.value(), origin(record), GeoLocator.NONE);
    String address = record.key();
    TimeMode mode = record.value().getTimeMode();
    try {
      Remembered<SignInSource> known = states().load(address);
      SignInSource source = known == null ? new SignInSource(settings) : known.state();
      for (SignInFinding found : source.take(signIn)) {
        tell(found, record);
      }
      states().save(address, new Remembered<>(source, mode));
      forgetting.reach(mode, signIn.atUs(), states());
    } catch (RuntimeException e) {
      states().revert(address);
      throw e;
    }
  }

  /** Where the sign-in was first written to; what somebody else wrote here says nothing of that. */
  private Origin origin(Record<String, AuthEvent> record) {
    if (!record.value().getOrigins().isEmpty()) {
      return record.value().getOrigins().get(0);
    }
    RecordMetadata here = context().recordMetadata().orElseThrow();
    return new Origin(here.topic(), here.partition(), here.offset(), here.offset(), 1);
  }

  private void tell(SignInFinding found, Record<String, AuthEvent> record) {
    Finding finding =
        SignInRecords.finding(found, record.value(), from.topics().authEvents().name());
    from.counters().out();
    context().forward(new Record<>(finding.getSubject(), finding, record.timestamp()));
  }

  private KeptStates<Remembered<SignInSource>> states() {
    return Objects.requireNonNull(openedStates, "init comes first");
  }
}
