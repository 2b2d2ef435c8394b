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
import dev.gantry.topologies.processor.StateNames;
import java.util.Objects;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** Sign-ins from a source address become findings about it, keyed by the address. */
public final class CheckSources extends ContextualProcessor<String, AuthEvent, String, Finding> {

  private static final Memory.Kind<SignInSource> ADDRESSES =
      new Memory.Kind<>("addresses", SignInSource::worth, SignInSource::isSpentAt);

  private final TopologyContext from;
  private final SignInSettings settings;
  private final String storeName;
  private @Nullable Memory<SignInSource> opened;

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
    KeptStates<Remembered<SignInSource>> states = context.getStateStore(storeName);
    opened = new Memory<>(ADDRESSES, states, context, settings.remembered());
  }

  @Override
  public void process(Record<String, AuthEvent> record) {
    SignInEvent signIn = SignInRecords.event(record.value(), origin(record), GeoLocator.NONE);
    String address = StateNames.of(record.key());
    TimeMode mode = record.value().getTimeMode();
    try {
      SignInSource known = memory().recall(address);
      SignInSource source = known == null ? new SignInSource(settings) : known;
      for (SignInFinding found : source.take(signIn)) {
        tell(found, record);
      }
      if (source.isEmpty()) {
        memory().forget(address);
      } else {
        memory().keep(address, source, mode);
      }
      memory().reach(mode, signIn.atUs());
    } catch (RuntimeException e) {
      memory().revert(address);
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

  private Memory<SignInSource> memory() {
    return Objects.requireNonNull(opened, "init comes first");
  }
}
