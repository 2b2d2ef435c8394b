package dev.gantry.topologies.processor.signin;

import dev.gantry.domain.signin.SignInKind;
import dev.gantry.domain.signin.SignInRates;
import dev.gantry.domain.signin.SignInRates.Minute;
import dev.gantry.schemas.records.Anomaly;
import dev.gantry.schemas.records.AuthEvent;
import dev.gantry.schemas.records.Origin;
import dev.gantry.schemas.records.TimeMode;
import dev.gantry.topologies.port.TopologyContext;
import dev.gantry.topologies.processor.Deadlines;
import dev.gantry.topologies.processor.EventTimes;
import dev.gantry.topologies.processor.KeptStates;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Sign-ins at a service become measurements to be judged: how many were let in and refused in each
 * minute. Where nothing live is heard for a minute, time goes on with the wall clock.
 */
public final class CountSignIns extends ContextualProcessor<String, AuthEvent, String, Anomaly> {

  /** How the states are kept in bytes. */
  public static final KeptStates.Codec<SignInRates> CODEC =
      KeptStates.Codec.whole(
          SignInRates::toBytes, (service, bytes) -> SignInRates.fromBytes(bytes));

  /** Stand before a service, whose live sign-ins and replayed ones are counted apart. */
  private static final String LIVE = "live:";

  private static final String REPLAY = "replay:";

  private final TopologyContext from;
  private final String storeName;
  private @Nullable KeptStates<SignInRates> openedStates;
  private @Nullable Deadlines stillness;

  /**
   * @param storeName name of {@link KeptStates} of {@link SignInRates} by mode and service
   */
  public CountSignIns(TopologyContext from, String storeName) {
    this.from = from;
    this.storeName = storeName;
  }

  @Override
  public void init(ProcessorContext<String, Anomaly> context) {
    super.init(context);
    openedStates = context.getStateStore(storeName);
    Deadlines ofServices = new Deadlines(context, this::goOn);
    states().forEach((name, rates) -> await(name, ofServices));
    stillness = ofServices;
  }

  @Override
  public void process(Record<String, AuthEvent> record) {
    String name = (isLive(record.value()) ? LIVE : REPLAY) + record.key();
    try {
      count(name, record);
    } catch (RuntimeException e) {
      states().revert(name);
      throw e;
    }
  }

  private static boolean isLive(AuthEvent event) {
    return event.getTimeMode() == TimeMode.LIVE;
  }

  private void count(String name, Record<String, AuthEvent> record) {
    AuthEvent event = record.value();
    RecordMetadata source = context().recordMetadata().orElseThrow();
    long atUs =
        EventTimes.clamp(event.getOccurredAtUs(), event.getIngestedAtUs(), event.getTimeMode());
    SignInRates known = states().load(name);
    SignInRates rates = known == null ? begin(event) : known;
    boolean succeeded = SignInRecords.kind(event) == SignInKind.SUCCEEDED;
    if (!rates.count(succeeded, atUs, source.offset())) {
      from.counters().late();
      return;
    }
    states().save(name, rates);
    tell(name, rates.takeWhole(), record.timestamp());
    await(name, stillness());
  }

  private static SignInRates begin(AuthEvent event) {
    return isLive(event) ? SignInRates.live() : SignInRates.replayed();
  }

  private static void await(String name, Deadlines stillness) {
    if (name.startsWith(LIVE)) {
      stillness.set(name, SignInRates.MINUTE);
    }
  }

  /** Nothing was heard of a service for a minute. */
  private void goOn(String name, long nowMs) {
    SignInRates rates = Objects.requireNonNull(states().load(name), name);
    rates.goOn(SignInRates.MINUTE);
    if (rates.isSpent()) {
      states().forget(name);
      return;
    }
    states().save(name, rates);
    tell(name, rates.takeWhole(), nowMs);
    await(name, stillness());
  }

  private void tell(String name, List<Minute> minutes, long timestampMs) {
    for (Minute minute : minutes) {
      for (Anomaly measurement : measurements(name, minute)) {
        context().forward(new Record<>(measurement.getSeriesId(), measurement, timestampMs));
      }
    }
  }

  private List<Anomaly> measurements(String name, Minute minute) {
    TimeMode mode = name.startsWith(LIVE) ? TimeMode.LIVE : TimeMode.REPLAY;
    String service = name.substring(name.indexOf(':') + 1);
    return List.of(
        measurement(service, "succeeded_per_min", minute.succeeded(), minute, mode),
        measurement(service, "failed_per_min", minute.failed(), minute, mode));
  }

  private Anomaly measurement(
      String service, String metric, int value, Minute minute, TimeMode mode) {
    Origin origin =
        new Origin(
            from.topics().authByService().name(),
            context().taskId().partition(),
            minute.firstOffset(),
            minute.lastOffset(),
            minute.records());
    return Anomaly.newBuilder()
        .setSeriesId("sign-ins:" + service + ":" + metric)
        .setSite(service.substring(0, service.indexOf('/')))
        .setMetric(metric)
        .setUnit("1/min")
        .setOccurredAtUs(minute.endUs())
        .setTimeMode(mode)
        .setActual(value)
        .setOrigins(List.of(origin))
        .build();
  }

  private Deadlines stillness() {
    return Objects.requireNonNull(stillness, "init comes first");
  }

  private KeptStates<SignInRates> states() {
    return Objects.requireNonNull(openedStates, "init comes first");
  }
}
