package dev.gantry.topologies.processor.alerting;

import dev.gantry.domain.alerting.Correlation;
import dev.gantry.domain.alerting.Correlation.Term;
import dev.gantry.domain.alerting.Count;
import dev.gantry.domain.correlation.Contribution;
import dev.gantry.domain.correlation.CorrelationState;
import dev.gantry.domain.correlation.CorrelationState.Counted;
import dev.gantry.domain.correlation.CorrelationState.Open;
import dev.gantry.domain.correlation.SignalMatch;
import dev.gantry.topologies.processor.Binary;
import dev.gantry.topologies.processor.alerting.CorrelationPlan.Reads;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Parts that the stored groups of correlated rules have, in bytes; see {@link Binary}. */
final class CorrelationBinary {

  private CorrelationBinary() {}

  interface Writer<T> {
    void write(DataOutputStream out, T value) throws IOException;
  }

  interface Reader<T> {
    T read(DataInputStream in) throws IOException;
  }

  static <T> void list(DataOutputStream out, List<T> values, Writer<T> writer) throws IOException {
    out.writeInt(values.size());
    for (T value : values) {
      writer.write(out, value);
    }
  }

  static <T> List<T> list(DataInputStream in, Reader<T> reader) throws IOException {
    List<T> values = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      values.add(reader.read(in));
    }
    return values;
  }

  static <T> void byNumber(DataOutputStream out, SortedMap<Integer, T> values, Writer<T> writer)
      throws IOException {
    out.writeInt(values.size());
    for (Map.Entry<Integer, T> value : values.entrySet()) {
      out.writeInt(value.getKey());
      writer.write(out, value.getValue());
    }
  }

  static <T> SortedMap<Integer, T> byNumber(DataInputStream in, Reader<T> reader)
      throws IOException {
    SortedMap<Integer, T> values = new TreeMap<>();
    for (int left = in.readInt(); left > 0; left--) {
      values.put(in.readInt(), reader.read(in));
    }
    return values;
  }

  private static <T> void optional(DataOutputStream out, Optional<T> value, Writer<T> writer)
      throws IOException {
    list(out, value.stream().toList(), writer);
  }

  private static <T> Optional<T> optional(DataInputStream in, Reader<T> reader) throws IOException {
    return list(in, reader).stream().findFirst();
  }

  static void plan(DataOutputStream out, CorrelationPlan plan) throws IOException {
    Correlation correlation = plan.correlation();
    out.writeInt(plan.ruleVersion());
    Binary.text(out, correlation.type().name());
    list(out, correlation.terms(), CorrelationBinary::term);
    Binary.duration(out, correlation.timespan());
    optional(out, correlation.count(), CorrelationBinary::count);
    list(out, plan.reads(), CorrelationBinary::reads);
    Binary.map(out, plan.labels());
    Binary.map(out, plan.texts());
    Binary.duration(out, plan.resolveAfter());
    AlertBinary.task(out, plan.task());
  }

  static CorrelationPlan plan(DataInputStream in) throws IOException {
    int version = in.readInt();
    Correlation.Type type = Correlation.Type.valueOf(Binary.text(in));
    List<Term> terms = list(in, CorrelationBinary::term);
    Duration timespan = Binary.duration(in);
    Optional<Count> count = optional(in, CorrelationBinary::count);
    return new CorrelationPlan(
        version,
        new Correlation(type, terms, timespan, count, Correlation.noAliases()),
        list(in, CorrelationBinary::reads),
        Binary.map(in),
        Binary.map(in),
        Binary.duration(in),
        AlertBinary.task(in));
  }

  private static void term(DataOutputStream out, Term term) throws IOException {
    Binary.text(out, term.signal());
    out.writeBoolean(term.negated());
  }

  private static Term term(DataInputStream in) throws IOException {
    return new Term(Binary.text(in), in.readBoolean());
  }

  private static void count(DataOutputStream out, Count count) throws IOException {
    out.writeInt(count.least());
    out.writeInt(count.most().orElse(0));
    Binary.text(out, count.field().orElse(""));
  }

  private static Count count(DataInputStream in) throws IOException {
    int least = in.readInt();
    Optional<Integer> most = Optional.of(in.readInt()).filter(bound -> bound > 0);
    Optional<String> field = Optional.of(Binary.text(in)).filter(name -> !name.isEmpty());
    return new Count(least, most, field);
  }

  private static void reads(DataOutputStream out, Reads reads) throws IOException {
    Binary.text(out, reads.topic());
    Binary.map(out, reads.names());
  }

  private static Reads reads(DataInputStream in) throws IOException {
    return new Reads(Binary.text(in), Binary.map(in));
  }

  static void match(DataOutputStream out, SignalMatch match) throws IOException {
    out.writeInt(match.term());
    Binary.time(out, match.at());
    Binary.text(out, match.value());
    Binary.text(out, match.causeId());
    Binary.map(out, match.labels());
    Binary.map(out, match.fields());
    AlertBinary.source(out, match.source());
  }

  static SignalMatch match(DataInputStream in) throws IOException {
    return new SignalMatch(
        in.readInt(),
        Binary.time(in),
        Binary.text(in),
        Binary.text(in),
        Binary.map(in),
        Binary.map(in),
        AlertBinary.source(in));
  }

  static void state(DataOutputStream out, CorrelationState state) throws IOException {
    list(out, state.counted(), CorrelationBinary::counted);
    optional(out, state.counting(), CorrelationBinary::contribution);
    byNumber(out, state.partial(), CorrelationBinary::contribution);
    byNumber(out, state.absent(), Binary::time);
    byNumber(out, state.before(), Binary::time);
    optional(out, state.open(), CorrelationBinary::open);
    Binary.optionalTime(out, state.lastStart());
  }

  static CorrelationState state(DataInputStream in) throws IOException {
    return new CorrelationState(
        list(in, CorrelationBinary::counted),
        optional(in, CorrelationBinary::contribution),
        byNumber(in, CorrelationBinary::contribution),
        byNumber(in, Binary::time),
        byNumber(in, Binary::time),
        optional(in, CorrelationBinary::open),
        Binary.optionalTime(in));
  }

  private static void counted(DataOutputStream out, Counted counted) throws IOException {
    Binary.time(out, counted.at());
    Binary.text(out, counted.value());
    Binary.text(out, counted.causeId());
  }

  private static Counted counted(DataInputStream in) throws IOException {
    return new Counted(Binary.time(in), Binary.text(in), Binary.text(in));
  }

  private static void open(DataOutputStream out, Open open) throws IOException {
    Binary.time(out, open.dueAt());
    contribution(out, open.contribution());
  }

  private static Open open(DataInputStream in) throws IOException {
    return new Open(Binary.time(in), contribution(in));
  }

  private static void contribution(DataOutputStream out, Contribution said) throws IOException {
    Binary.time(out, said.first());
    Binary.time(out, said.last());
    Binary.texts(out, said.causeIds());
    Binary.map(out, said.labels());
    Binary.map(out, said.fields());
    AlertBinary.source(out, said.firstSource());
    AlertBinary.source(out, said.lastSource());
  }

  private static Contribution contribution(DataInputStream in) throws IOException {
    Instant first = Binary.time(in);
    return new Contribution(
        first,
        Binary.time(in),
        Binary.texts(in),
        Binary.map(in),
        Binary.map(in),
        AlertBinary.source(in),
        AlertBinary.source(in));
  }
}
