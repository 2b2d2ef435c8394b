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
import dev.gantry.topologies.processor.StateNames;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Sign-ins at a service become measurements to be judged: how many were let in and refused in each
 * minute. Where nothing live is heard for a minute, time goes on with the wall clock; after a start
 * only where nothing is heard for an hour, since what came meanwhile may take long to get here.
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
  private @Nullable Deadlines afterStart;

  /** By mode and service. */
  private final Map<String, ReadingLag> lags = new HashMap<>();

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
    stillness = new Deadlines(context, (name, nowMs) -> goOn(name, SignInRates.MINUTE, nowMs));
    Deadlines started =
        new Deadlines(context, (name, nowMs) -> goOn(name, SignInRates.LONGEST_WAIT, nowMs));
    states()
        .forEach(
            (name, rates) -> {
              if (name.startsWith(LIVE)) {
                started.set(name, SignInRates.LONGEST_WAIT);
              }
            });
    afterStart = started;
    lags.clear();
  }

  @Override
  public void process(Record<String, AuthEvent> record) {
    String name = StateNames.of((isLive(record.value()) ? LIVE : REPLAY) + record.key());
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
    long nowMs = context().currentSystemTimeMs();
    ReadingLag lag = lags.computeIfAbsent(name, n -> new ReadingLag());
    lag.read(record.timestamp(), nowMs);
    SignInRates known = states().load(name);
    SignInRates rates = known == null ? begin(event) : known;
    boolean succeeded = SignInRecords.kind(event) == SignInKind.SUCCEEDED;
    if (!rates.count(succeeded, atUs, source.offset())) {
      from.counters().late();
      return;
    }
    states().save(name, rates);
    tell(name, rates.takeWhole(lag.at(nowMs)), record.timestamp());
    awaitNext(name);
  }

  private static SignInRates begin(AuthEvent event) {
    return isLive(event) ? SignInRates.live() : SignInRates.replayed();
  }

  private void awaitNext(String name) {
    if (name.startsWith(LIVE)) {
      afterStart().clear(name);
      stillness().set(name, SignInRates.MINUTE);
    }
  }

  /** Nothing was heard of a service for so long. */
  private void goOn(String name, Duration by, long nowMs) {
    try {
      SignInRates rates = Objects.requireNonNull(states().load(name), name);
      rates.goOn(by);
      if (rates.isSpent()) {
        states().forget(name);
        lags.remove(name);
        return;
      }
      states().save(name, rates);
      ReadingLag lag = lags.computeIfAbsent(name, n -> new ReadingLag());
      tell(name, rates.takeWhole(lag.at(nowMs)), nowMs);
      awaitNext(name);
    } catch (RuntimeException e) {
      states().revert(name);
      throw e;
    }
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
        .setSite(service.substring(0, Math.max(0, service.indexOf('/'))))
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

  private Deadlines afterStart() {
    return Objects.requireNonNull(afterStart, "init comes first");
  }

  private KeptStates<SignInRates> states() {
    return Objects.requireNonNull(openedStates, "init comes first");
  }
}
