package dev.gantry.topologies.processor.match;

import dev.gantry.domain.alerting.AlertTask;
import dev.gantry.domain.alerting.Rule;
import dev.gantry.domain.time.Micros;
import dev.gantry.schemas.records.Signal;
import dev.gantry.schemas.records.SignalKind;
import dev.gantry.schemas.records.TimeMode;
import dev.gantry.topologies.port.TopologyContext;
import dev.gantry.topologies.processor.Alarm;
import dev.gantry.topologies.processor.EventTimes;
import dev.gantry.topologies.rule.CompiledRule;
import dev.gantry.topologies.rule.RuleFailure;
import dev.gantry.topologies.rule.RuleIndex;
import dev.gantry.topologies.rule.RuleLanguage;
import dev.gantry.topologies.rule.RuleStream;
import java.time.Duration;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates the rules of a record's stream and tells ALERTING what it needs to know: that a
 * predicate holds, that it no longer does where that matters (a rule with {@code for}), that what
 * its alert lasts until has come, and that an identity ended. Tells how far each source has come,
 * every 250 ms while it goes on: a source that stands still has nothing new to say, and ALERTING
 * settles by the wall clock what waits for it.
 *
 * <p>Keeps nothing that outlives a restart: what it remembers only saves signals.
 */
public final class MatchRules extends ContextualProcessor<Object, Object, String, Signal> {

  /** The label that holds the name of the rule, for routing. */
  private static final String ALERT_LABEL = "alert";

  private static final Duration PROGRESS_INTERVAL = Duration.ofMillis(250);
  private static final SortedMap<String, String> NOTHING = Collections.emptySortedMap();
  private static final Comparator<TopicPartition> BY_TOPIC_AND_PARTITION =
      Comparator.comparing(TopicPartition::topic).thenComparing(TopicPartition::partition);

  private final TopologyContext from;
  private final Map<String, RuleStream> streamsByTopic;
  private final String scopeLabel;
  private final QuietIdentities quiet = new QuietIdentities();
  private final Map<TopicPartition, SourceTimes> timesBySource =
      new TreeMap<>(BY_TOPIC_AND_PARTITION);
  private final ActiveRules rules;
  private final CorrelatedSignals correlated;
  private final FailureReports failures;
  private @Nullable Alarm progress;
  private @Nullable QuietTopics quietTopics;

  /**
   * @param streamsByTopic the streams that may come in, by full name of their topic
   * @param language compiles rules; shared between tasks
   */
  public MatchRules(
      TopologyContext from, Map<String, RuleStream> streamsByTopic, RuleLanguage language) {
    this.from = from;
    this.streamsByTopic = streamsByTopic;
    this.scopeLabel = from.config().alerting().scopeLabel();
    this.rules = new ActiveRules(from.definitions(), language, scopeLabel);
    Map<String, String> topicsByStream = new TreeMap<>();
    streamsByTopic.forEach((topic, stream) -> topicsByStream.put(stream.name(), topic));
    this.correlated = new CorrelatedSignals(topicsByStream);
    this.failures = new FailureReports(from.counters().ruleFailures(), () -> context().metrics());
  }

  @Override
  public void init(ProcessorContext<String, Signal> context) {
    super.init(context);
    quiet.forgetAll();
    timesBySource.clear();
    progress =
        new Alarm(context, PROGRESS_INTERVAL, PunctuationType.WALL_CLOCK_TIME, this::tellProgress);
    quietTopics =
        new QuietTopics(
            context,
            streamsByTopic.keySet(),
            from.partitions(),
            this::correlates,
            (signal, nowMs) -> context.forward(new Record<>("", signal, nowMs)));
  }

  private boolean correlates() {
    return rules.correlate(streamsByTopic.values(), context().currentSystemTimeMs() * 1000);
  }

  @Override
  public void process(Record<Object, Object> record) {
    RecordMetadata source = context().recordMetadata().orElseThrow();
    RuleStream stream = streamsByTopic.get(source.topic());
    if (stream == null || !(record.value() instanceof SpecificRecordBase value)) {
      throw new IllegalStateException("no rules are known for records of " + source.topic());
    }
    TimeMode mode = stream.timeMode(value);
    long atUs = stream.eventTimeUs(value);
    long trustedUs = EventTimes.clamp(atUs, record.timestamp() * 1000, mode);
    long watermarkUs =
        timesBySource
            .computeIfAbsent(source(source), s -> new SourceTimes(stream.timePerKey()))
            .advance(mode, stream.timeKey(value), trustedUs);
    progress().setNeeded(true);
    quietTopics().read(source.topic(), context().currentSystemTimeMs());
    if (stream.isWatch(value)) {
      return;
    }
    Seen seen = new Seen(stream, value, source, record.timestamp(), mode, trustedUs, watermarkUs);
    judge(seen, rules.on(stream, trustedUs));
  }

  /**
   * Asks the rules that the record is about, and those that hold so far or have never answered; all
   * of them where nothing is known.
   */
  private void judge(Seen seen, RuleIndex active) {
    boolean every = false;
    Set<String> concerned = new HashSet<>(0);
    for (List<String> groupBy : active.groupings()) {
      boolean ending = seen.stream().identityEnds(groupBy);
      long identity = seen.identity(groupBy);
      if (ending && seen.begins()) {
        quiet.begun(identity);
      }
      every |= quiet.concernsEveryRule(identity, active, ending && seen.ends());
      concerned.addAll(quiet.concerned(identity));
    }
    Map<List<String>, Set<String>> unanswered = new HashMap<>(0);
    for (CompiledRule rule : every ? active.all() : active.about(seen.value(), concerned)) {
      if (!evaluate(rule, seen, active) && rule.tellsFalse()) {
        unanswered
            .computeIfAbsent(rule.rule().groupBy(), groupBy -> new HashSet<>())
            .add(rule.rule().alert());
      }
    }
    for (List<String> groupBy : active.groupings()) {
      if (seen.ends() && seen.stream().identityEnds(groupBy)) {
        quiet.ended(seen.identity(groupBy));
      } else if (every) {
        quiet.told(seen.identity(groupBy), active, unanswered.getOrDefault(groupBy, Set.of()));
      }
    }
  }

  /**
   * Tells what the rule says of the record. One that fails on it says nothing, neither that it
   * holds nor that it does not; that the identity ends is so whatever the rule says.
   *
   * @return whether it had an answer
   */
  private boolean evaluate(CompiledRule rule, Seen seen, RuleIndex active) {
    boolean ended = seen.ends() && seen.stream().identityEnds(rule.rule().groupBy());
    Optional<Word> word = word(rule, seen, ended);
    if (rule.correlated().isPresent()) {
      if (word.filter(Word::matched).isPresent() && rule.isComplete(seen.value())) {
        tell(rule, seen, Word.MATCH);
      }
    } else {
      word.or(() -> ended ? Optional.of(Word.END) : Optional.empty())
          .filter(said -> needsTelling(rule, seen, active, said))
          .ifPresent(said -> tell(rule, seen, said));
    }
    return word.isPresent();
  }

  private Optional<Word> word(CompiledRule rule, Seen seen, boolean ended) {
    try {
      boolean matched = rule.matches(seen.value());
      return Optional.of(new Word(matched, !matched && rule.isOver(seen.value()), ended));
    } catch (RuleFailure e) {
      failures.add(rule.rule(), seen, e);
      return Optional.empty();
    }
  }

  /**
   * What a record says to an identity under a rule.
   *
   * @param matched its predicate holds
   * @param over what its alert lasts until has come
   * @param ended the identity ends
   */
  private record Word(boolean matched, boolean over, boolean ended) {
    static final Word MATCH = new Word(true, false, false);
    static final Word END = new Word(false, false, true);
  }

  private void tell(CompiledRule rule, Seen seen, Word word) {
    from.counters().out();
    Signal.Builder signal = signal(rule, seen, word);
    rule.correlated()
        .ifPresentOrElse(
            predicate -> correlated.addTo(signal, rule, predicate, seen),
            () -> describe(signal, rule, seen, word.matched()));
    context().forward(new Record<>(signal.getScope(), signal.build(), seen.timestampMs()));
  }

  /** Says of a rule over a single signal what its alert will say. */
  private static void describe(
      Signal.Builder signal, CompiledRule compiled, Seen seen, boolean matched) {
    Rule rule = compiled.rule();
    signal
        .setLabels(matched ? labels(rule, seen, compiled.identity(seen.value())) : NOTHING)
        .setAnnotations(matched ? compiled.annotations(seen.value()) : NOTHING)
        .setMaxGapUs(Micros.of(seen.stream().maxGap()));
  }

  private boolean needsTelling(CompiledRule compiled, Seen seen, RuleIndex active, Word word) {
    Rule rule = compiled.rule();
    if (word.matched()) {
      if (compiled.isTracked() || compiled.hasUntil()) {
        quiet.matched(seen.identity(rule.groupBy()), rule.alert(), compiled.tellsFalse());
      }
      return true;
    }
    if (word.ended()) {
      return quiet.tellEnd(seen.identity(rule.groupBy()), rule.alert());
    }
    boolean over = word.over() && quiet.tellOver(seen.identity(rule.groupBy()), rule.alert());
    boolean begins = seen.begins() && seen.stream().identityEnds(rule.groupBy());
    boolean noMore =
        compiled.tellsFalse()
            && !begins
            && quiet.tellFalse(seen.identity(rule.groupBy()), rule.alert(), active);
    return over || noMore;
  }

  private Signal.Builder signal(CompiledRule compiled, Seen seen, Word word) {
    Rule rule = compiled.rule();
    SpecificRecordBase value = seen.value();
    RuleStream stream = seen.stream();
    RecordMetadata source = seen.source();
    Signal.Builder signal = Signal.newBuilder();
    rule.task().ifPresent(task -> addTo(signal, task));
    return signal
        .setKind(SignalKind.MATCH)
        .setSignalId(
            "%s|%d|%s-%d@%d"
                .formatted(
                    rule.alert(),
                    rule.version(),
                    source.topic(),
                    source.partition(),
                    source.offset()))
        .setScope(stream.scope(scopeLabel, value))
        .setRule(rule.alert())
        .setRuleVersion(rule.version())
        .setPredicate(compiled.predicate().name())
        .setMatched(word.matched())
        .setEnded(word.ended())
        .setOver(word.over())
        .setEventTimeUs(seen.atUs())
        .setWatermarkUs(seen.watermarkUs())
        .setTimeMode(seen.mode())
        .setIdentity(compiled.identity(value))
        .setCauseId(stream.causeId(value))
        .setIdentified(stream.isIdentified(value))
        .setSourceTopic(source.topic())
        .setSourcePartition(source.partition())
        .setSourceOffset(source.offset())
        .setSourceKey(stream.timeKey(value))
        .setHoldUs(Micros.of(rule.holdFor()))
        .setResolveAfterUs(Micros.of(resolveAfter(rule, stream)));
  }

  private static void addTo(Signal.Builder signal, AlertTask task) {
    signal
        .setOpensTask(true)
        .setTaskAssignee(task.assignee())
        .setTaskDueAfterUs(task.dueAfter().map(Micros::of).orElse(0L))
        .setTaskResolvesAlert(task.resolvesAlert());
  }

  /** Labels of the record that are not empty, of the identity, of the rule, and its name. */
  private static SortedMap<String, String> labels(
      Rule rule, Seen seen, SortedMap<String, String> identity) {
    SortedMap<String, String> labels = seen.labels();
    labels.putAll(rule.labels());
    labels.putAll(identity);
    labels.put(ALERT_LABEL, rule.alert());
    return labels;
  }

  private static Duration resolveAfter(Rule rule, RuleStream stream) {
    return rule.keepFiringFor()
        .orElse(
            rule.correlation().isEmpty()
                    && (stream.identityEnds(rule.groupBy()) || rule.until().isPresent())
                ? Duration.ZERO
                : Rule.EVENT_RESOLVE_AFTER);
  }

  private void tellProgress(long nowMs) {
    boolean any = false;
    for (Map.Entry<TopicPartition, SourceTimes> source : timesBySource.entrySet()) {
      for (SourceTimes.Progress told : source.getValue().drain()) {
        any = true;
        context().forward(new Record<>("", signal(source.getKey(), told), nowMs));
      }
    }
    progress().setNeeded(any);
    quietTopics().look();
  }

  private QuietTopics quietTopics() {
    return Objects.requireNonNull(quietTopics, "init comes first");
  }

  private static Signal signal(TopicPartition source, SourceTimes.Progress told) {
    return Signal.newBuilder()
        .setKind(SignalKind.PROGRESS)
        .setEventTimeUs(told.partitionUs())
        .setTimeMode(told.mode())
        .setWatermarks(told.keysUs())
        .setSourceTopic(source.topic())
        .setSourcePartition(source.partition())
        .build();
  }

  private Alarm progress() {
    return Objects.requireNonNull(progress, "init comes first");
  }

  private static TopicPartition source(RecordMetadata source) {
    return new TopicPartition(source.topic(), source.partition());
  }
}
