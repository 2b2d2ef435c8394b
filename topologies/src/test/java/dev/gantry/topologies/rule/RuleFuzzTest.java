package dev.gantry.topologies.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.gantry.schemas.records.TrackUpdate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Whatever an expression is, it is refused with a place, or compiled; and whatever is compiled, it
 * answers or fails. Both end in time, throw nothing else, and ask the record no more often than the
 * bounds of the language let them.
 */
class RuleFuzzTest {

  private static final RuleStream TRACKS = RuleStreams.find("vehicle-tracks").orElseThrow();

  /** Ample for a slow machine: what has no bound takes longer by far. */
  private static final Duration IN_TIME = Duration.ofSeconds(20);

  /** Each node may ask for one value, once and at each step of a comprehension. */
  private static final long MOST_READS =
      (long) RuleLanguage.MOST_NODES * (RuleLanguage.MOST_ITERATIONS + 1);

  private static final String MEGABYTE = "a".repeat(1 << 20);

  private static final String[] TOKENS = {
    "track",
    ".",
    "label",
    "zones",
    "speed_kmh",
    "wrong_way",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    ",",
    "?",
    ":",
    "!",
    "-",
    "+",
    "*",
    "/",
    "%",
    "<",
    ">",
    "==",
    "!=",
    "&&",
    "||",
    " in ",
    "'car'",
    "\"x\"",
    "1",
    "0",
    "1.5",
    "9223372036854775807",
    "1e308",
    "0x1F",
    "1u",
    "b'a'",
    "r'\\'",
    "true",
    "null",
    ".all(z,",
    ".exists(z,",
    ".map(z,",
    ".filter(z,",
    "has(",
    "size(",
    "string(",
    "double(",
    "duration('1s')",
    "timestamp('x')",
    ".matches('(a+)+')",
    "dyn(",
    "type(",
    "\\u0000",
    "//",
    "\n"
  };

  private final RuleLanguage language = new RuleLanguage();
  private final Random random = new Random(17);
  private int compiled;
  private int refused;
  private int failed;
  private long mostReads;

  @Test
  void shouldRefuseOrCompileWhatIsPutTogetherAtRandom() {
    for (int round = 0; round < 1_500; round++) {
      int length = 1 + random.nextInt(round % 10 == 0 ? 400 : 12);
      tryOut(
          IntStream.range(0, length)
              .mapToObj(i -> TOKENS[random.nextInt(TOKENS.length)])
              .collect(Collectors.joining()));
    }

    assertThat(refused).isPositive();
  }

  @Test
  void shouldBoundWhatIsWellFormedButHostile() {
    for (int round = 0; round < 1_500; round++) {
      tryOut(truth(1 + random.nextInt(9)));
    }

    assertThat(compiled).as("compiled").isPositive();
    assertThat(refused).as("refused").isPositive();
    assertThat(failed).as("failed when asked").isPositive();
    assertThat(mostReads).as("reads of one evaluation, within a comprehension").isGreaterThan(100);
  }

  private void tryOut(String expr) {
    assertTimeoutPreemptively(IN_TIME, () -> ask(expr), expr);
  }

  private void ask(String expr) {
    List<RuleProblem> problems = new ArrayList<>();
    Optional<CompiledPredicate> predicate = language.compile("expr", expr, TRACKS, problems);
    if (predicate.isEmpty()) {
      refused++;
      assertThat(problems).as(expr).isNotEmpty();
      assertThat(problems)
          .as(expr)
          .allSatisfy(
              problem -> {
                assertThat(problem.line()).isPositive();
                assertThat(problem.column()).isPositive();
                assertThat(problem.expected()).isNotBlank();
              });
      return;
    }
    compiled++;
    CountedTrack track = CountedTrack.inManyZones();
    try {
      boolean unused = predicate.get().test(track);
    } catch (RuleFailure e) {
      failed++;
      assertThat(e).as(expr).hasMessageMatching("(?s).+");
    }
    assertThat(track.reads).as(expr).isLessThanOrEqualTo(MOST_READS);
    mostReads = Math.max(mostReads, track.reads);
  }

  /** Counts how often it is asked for a value. */
  private static final class CountedTrack extends TrackUpdate {

    private static final long serialVersionUID = 1L;

    private long reads;

    static CountedTrack inManyZones() {
      TrackUpdate usual =
          TrackUpdate.newBuilder()
              .setCameraId("c1")
              .setLabel("car")
              .setZones(
                  IntStream.range(0, 300).mapToObj(i -> i == 7 ? MEGABYTE : "zone-" + i).toList())
              .build();
      CountedTrack track = new CountedTrack();
      SCHEMA$.getFields().forEach(field -> track.put(field.pos(), usual.get(field.pos())));
      return track;
    }

    @Override
    public Object get(int field) {
      reads++;
      return super.get(field);
    }
  }

  /** An expression that is true or false, with so many levels below it at most. */
  private String truth(int depth) {
    if (depth == 0) {
      return pick("true", "track.wrong_way", "track.label == 'car'", "track.hits > 3");
    }
    return switch (random.nextInt(9)) {
      case 0 -> truth(depth - 1) + " && " + truth(depth - 1);
      case 1 -> "(" + truth(depth - 1) + " || " + truth(depth - 1) + ")";
      case 2 -> "!(" + truth(depth - 1) + ")";
      case 3 -> "(" + truth(depth - 1) + " ? " + truth(depth - 1) + " : " + truth(depth - 1) + ")";
      case 4 -> number(depth - 1) + pick(" < ", " >= ", " == ") + number(depth - 1);
      case 5 -> text(depth - 1) + pick(" == ", " < ") + text(depth - 1);
      case 6 ->
          list(depth - 1)
              + pick(".all(", ".exists(", ".exists_one(")
              + "z, "
              + pick("z == " + text(depth - 1), truth(depth - 1))
              + ")";
      case 7 -> text(depth - 1) + " in " + list(depth - 1);
      default ->
          text(depth - 1) + ".matches('" + pick("(a+)+$", "^z.*[0-9]{1,9}$", "((", "") + "')";
    };
  }

  private String number(int depth) {
    if (depth <= 0) {
      return pick("1.5", "track.speed_kmh", "track.age_s", "double(size(track.zones))");
    }
    return switch (random.nextInt(4)) {
      case 0 -> "(" + number(depth - 1) + pick(" + ", " * ", " / ") + number(depth - 1) + ")";
      case 1 -> "double(" + text(depth - 1) + ")";
      case 2 -> "double(size(" + list(depth - 1) + ") / (track.hits - track.hits))";
      default -> "-(" + number(depth - 1) + ")";
    };
  }

  private String text(int depth) {
    if (depth <= 0) {
      return pick("'a'", "track.label", "track.id", "track.zones[400]");
    }
    return switch (random.nextInt(3)) {
      case 0 -> "(" + text(depth - 1) + " + " + text(depth - 1) + ")";
      case 1 -> "string(" + number(depth - 1) + ")";
      default -> "(" + truth(depth - 1) + " ? " + text(depth - 1) + " : 'b')";
    };
  }

  private String list(int depth) {
    if (depth <= 0) {
      return pick("track.zones", "['a', 'b']", "track.crossed");
    }
    return switch (random.nextInt(3)) {
      case 0 -> list(depth - 1) + ".map(z, z + " + text(depth - 1) + ")";
      case 1 -> list(depth - 1) + ".filter(z, " + truth(depth - 1) + ")";
      default -> "(" + list(depth - 1) + " + " + list(depth - 1) + ")";
    };
  }

  private String pick(String... choices) {
    return choices[random.nextInt(choices.length)];
  }
}
