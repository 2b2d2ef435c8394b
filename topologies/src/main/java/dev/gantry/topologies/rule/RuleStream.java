package dev.gantry.topologies.rule;

import dev.gantry.schemas.records.TimeMode;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * A stream that rules may read: what its records are called in expressions, which labels tell its
 * identities apart, and how its time runs.
 */
public final class RuleStream {

  /** Scope of records whose scope label is empty. */
  public static final String DEFAULT_SCOPE = "default";

  private final String name;
  private final List<FieldTable> tables;
  private final Map<String, Field> fields;
  private final Map<String, Function<SpecificRecordBase, String>> labels;
  private final Function<SpecificRecordBase, List<String>> identity;
  private final ToLongFunction<SpecificRecordBase> eventTime;
  private final Function<SpecificRecordBase, TimeMode> timeMode;
  private final Function<SpecificRecordBase, String> causeId;
  private final Predicate<SpecificRecordBase> identified;
  private final Optional<Ends> ends;
  private final Duration maxGap;
  private final Optional<Function<SpecificRecordBase, String>> timeKey;
  private final Predicate<SpecificRecordBase> watch;

  private RuleStream(Builder builder) {
    this.name = builder.name;
    this.tables = builder.tables;
    Map<String, Field> byName = new LinkedHashMap<>();
    for (FieldTable table : tables) {
      table.fields().forEach(field -> byName.put(field.name(), field));
    }
    this.fields = Collections.unmodifiableMap(byName);
    this.labels = Collections.unmodifiableMap(builder.labels);
    this.identity = builder.identity;
    this.eventTime = builder.eventTime;
    this.timeMode = builder.timeMode;
    this.causeId = builder.causeId;
    this.identified = builder.identified;
    this.ends = builder.ends;
    this.maxGap = builder.maxGap;
    this.timeKey = builder.timeKey;
    this.watch = builder.watch;
  }

  /** Name of the topic without any prefix. */
  public String name() {
    return name;
  }

  /** What expressions may name. */
  public List<FieldTable> tables() {
    return tables;
  }

  /** The fields by full name. */
  public Map<String, Field> fields() {
    return fields;
  }

  /** Names of the labels that {@code group-by} may use. */
  public List<String> labelNames() {
    return List.copyOf(labels.keySet());
  }

  /**
   * The value of a label in a record; empty text when the record has none.
   *
   * @param label one of {@link #labelNames}; any other has no value
   */
  public String label(String label, SpecificRecordBase record) {
    Function<SpecificRecordBase, String> reader = labels.get(label);
    return reader == null ? "" : reader.apply(record);
  }

  /**
   * The scope a record belongs to: the value of the scope label, or {@link #DEFAULT_SCOPE}.
   *
   * @param scopeLabel name of the label
   */
  public String scope(String scopeLabel, SpecificRecordBase record) {
    String scope = label(scopeLabel, record);
    return scope.isEmpty() ? DEFAULT_SCOPE : scope;
  }

  /**
   * The labels that tell identities apart, by name.
   *
   * @param groupBy names the rule gives; empty for the default of the stream
   */
  public SortedMap<String, String> identity(List<String> groupBy, SpecificRecordBase record) {
    SortedMap<String, String> values = new TreeMap<>();
    for (String label : groupBy.isEmpty() ? identity.apply(record) : groupBy) {
      values.put(label, label(label, record));
    }
    return values;
  }

  /** Event time, microseconds since the epoch. */
  public long eventTimeUs(SpecificRecordBase record) {
    return eventTime.applyAsLong(record);
  }

  /** Whether its event time is live or replayed. */
  public TimeMode timeMode(SpecificRecordBase record) {
    return timeMode.apply(record);
  }

  /** Logical id of a record, the same in every replay. */
  public String causeId(SpecificRecordBase record) {
    return causeId.apply(record);
  }

  /**
   * Whether that id tells an event from all others. Then another record of it is the same event:
   * who gets no answer sends it again.
   */
  public boolean isIdentified(SpecificRecordBase record) {
    return identified.test(record);
  }

  /** Whether a record says only that time has gone on: no rule is about it. */
  public boolean isWatch(SpecificRecordBase record) {
    return watch.test(record);
  }

  /** Whether identities grouped by these labels end with a record of this stream. */
  public boolean identityEnds(List<String> groupBy) {
    return ends.isPresent() && (groupBy.isEmpty() || groupBy.contains(ends.get().label()));
  }

  /** Whether this record is the first of an identity that ends. */
  public boolean begins(SpecificRecordBase record) {
    return ends.isPresent() && ends.get().first().test(record);
  }

  /** Whether this record is the last of an identity that ends. */
  public boolean ends(SpecificRecordBase record) {
    return ends.isPresent() && ends.get().last().test(record);
  }

  /**
   * Longest silence of an identity that still counts as holding; zero when what the last event said
   * holds until the next.
   */
  public Duration maxGap() {
    return maxGap;
  }

  /**
   * Whether time is told per key. Keys of these streams (cameras, segments) each run through time
   * in order, and two on one partition may be months apart; elsewhere a partition is one log of
   * events.
   */
  public boolean timePerKey() {
    return timeKey.isPresent();
  }

  /**
   * What time is told for, where it is told per key: the record's key, and the epoch of its stream
   * where there is one, since a new epoch may begin anywhere in time.
   */
  public String timeKey(SpecificRecordBase record) {
    return timeKey.map(key -> key.apply(record)).orElse("");
  }

  private record Ends(
      String label, Predicate<SpecificRecordBase> first, Predicate<SpecificRecordBase> last) {}

  /** Assembles a stream. */
  static final class Builder {

    private final String name;
    private final ToLongFunction<SpecificRecordBase> eventTime;
    private final Function<SpecificRecordBase, TimeMode> timeMode;
    private final Function<SpecificRecordBase, String> causeId;
    private final Map<String, Function<SpecificRecordBase, String>> labels = new LinkedHashMap<>();
    private List<FieldTable> tables = List.of();
    private Function<SpecificRecordBase, List<String>> identity = record -> List.of();
    private Optional<Ends> ends = Optional.empty();
    private Duration maxGap = Duration.ZERO;
    private Optional<Function<SpecificRecordBase, String>> timeKey = Optional.empty();
    private Predicate<SpecificRecordBase> watch = record -> false;
    private Predicate<SpecificRecordBase> identified = record -> false;

    Builder(
        String name,
        ToLongFunction<SpecificRecordBase> eventTime,
        Function<SpecificRecordBase, TimeMode> timeMode,
        Function<SpecificRecordBase, String> causeId) {
      this.name = name;
      this.eventTime = eventTime;
      this.timeMode = timeMode;
      this.causeId = causeId;
    }

    Builder tables(FieldTable... all) {
      tables = List.of(all);
      return this;
    }

    Builder label(String label, Function<SpecificRecordBase, String> value) {
      labels.put(label, value);
      return this;
    }

    Builder identity(String... names) {
      List<String> fixed = List.of(names);
      identity = record -> fixed;
      return this;
    }

    Builder identity(Function<SpecificRecordBase, List<String>> names) {
      identity = names;
      return this;
    }

    Builder timePer(Function<SpecificRecordBase, String> key) {
      timeKey = Optional.of(key);
      return this;
    }

    Builder watching(Predicate<SpecificRecordBase> saysOnlyTheTime) {
      watch = saysOnlyTheTime;
      return this;
    }

    Builder identified(Predicate<SpecificRecordBase> byItsId) {
      identified = byItsId;
      return this;
    }

    Builder ending(
        String label,
        Duration gap,
        Predicate<SpecificRecordBase> first,
        Predicate<SpecificRecordBase> last) {
      ends = Optional.of(new Ends(label, first, last));
      maxGap = gap;
      return this;
    }

    RuleStream build() {
      return new RuleStream(this);
    }
  }
}
