package dev.gantry.topologies.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gantry.domain.geometry.Speeds;
import dev.gantry.schemas.records.TimeMode;
import dev.gantry.schemas.records.TrackState;
import dev.gantry.schemas.records.TrackUpdate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RuleLanguageTest {

  private static final RuleStream TRACKS = RuleStreams.find("vehicle-tracks").orElseThrow();

  private final RuleLanguage language = new RuleLanguage();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "track.label == \"car\" && \"school\" in track.zones && track.speed_kmh_low95 >"
            + " camera.limit_kmh | true",
        "track.speed_kmh > 71.9 && track.speed_kmh < 72.1 | true",
        "track.speed_kmh > 72.0 + 1.0 | false",
        "track.speed_kmh_low95 > 68.4 && track.speed_kmh_low95 < 68.8 | true",
        "track.zones.exists(z, z.startsWith('sch')) | true",
        "track.state == 'UPDATE' && track.calibrated && !track.wrong_way | true",
        "track.label.matches('^(car).?$') | true",
        "camera.id == 'c1' && camera.site == 'harbour' && track.id == 'c1-1-5-0' | true",
        "event.at.getHours('Europe/Berlin') == 1 && event.at.getHours() == 0 | true",
        "event.at.getHours('+02:00') == 2 && event.at.getHours('UTC') == 0 | true",
        "track.age_s == 2.0 && detection.observed && size(track.zones) == 2 | true",
      })
  void shouldEvaluateWhatTheTableNames(String expr, boolean expected) throws RuleFailure {
    assertThat(compile(expr).test(track().build())).isEqualTo(expected);
  }

  @Test
  void shouldNotExceedALimitWhenTheSpeedIsUnknownOrThereIsNoLimit() throws RuleFailure {
    CompiledPredicate speeding = compile("track.speed_kmh_low95 > camera.limit_kmh");

    assertThat(speeding.test(track().setSpeedKnown(false).build())).isFalse();
    assertThat(speeding.test(track().setLimitMps(0).build())).isFalse();
    assertThat(speeding.test(track().setSpeedMps(0).setLimitMps(0).build())).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "track.lable == 'car' | 1 | 1 | (did you mean track.label?), found track.lable",
        "track.label == 'car' && trak.zones == [] | 1 | 25 | (did you mean track.zones?), found"
            + " trak.zones",
        "segment.mean_kmh > 3.0 | 1 | 1 | known are camera.*, detection.*, event.*, track.*",
        "track.label > 3 | 1 | 13 | operands of fitting types, found string > int",
        "track.speed_kmh * 2 > 3.0 | 1 | 17 | write whole numbers as 2.0",
        "track.label | 1 | 6 | expected a bool as its result, found a string",
        "track.label == 'car' && | 1 | 24 | expected a CEL expression that goes on, found its end",
        "(track.label == 'car' | 1 | 22 | expected ')', found its end",
        "track.label == = 'car' | 1 | 16 | expected a CEL expression, found '=' at this place",
        "track.label == 'car' 5 | 1 | 22 | expected a CEL expression, found '5' at this place",
        "track.label == \"car | 1 | 16 | expected a CEL expression whose texts are closed, found"
            + " \"car",
        "now() > event.at | 1 | 4 | expected a function of CEL, found now",
        "track.label.matches('(a') | 1 | 21 | a regular expression (RE2)",
        "event.at.getHours('Europe/Berln') > 22 | 1 | 19 | a time zone such as Europe/Berlin, UTC or"
            + " +02:00, found 'Europe/Berln'",
        "track.wrong_way && event.at.getDayOfWeek('') == 0 | 1 | 42 | a time zone such as",
        "event.at > timestamp('yesterday') | 1 | 22 | timestamp",
      })
  void shouldSayWhereAndWhatIsKnownWhenItDoesNotCompile(
      String expr, int line, int column, String message) {
    List<RuleProblem> problems = new ArrayList<>();

    assertThat(language.compile("expr", expr, TRACKS, problems)).isEmpty();

    assertThat(problems)
        .first()
        .satisfies(
            problem -> {
              assertThat(problem.toString()).containsIgnoringCase(message);
              assertThat(problem.line()).isEqualTo(line);
              assertThat(problem.column()).isEqualTo(column);
            });
  }

  static List<String> hostile() {
    return List.of(
        "true" + " && true".repeat(2_000),
        "(".repeat(200) + "true" + ")".repeat(200),
        "[1].all(a, [1].all(b, [1].all(c, a == b && b == c)))",
        "[" + "1,".repeat(600) + "1].size() > 0",
        "'" + "x".repeat(5_000) + "' == 'x'",
        "track.label.matches('" + "(a{1,900}){1,900}".repeat(2) + "')",
        "track.label.matches('((((a{9}){9}){9}){9}){9}')",
        "track.label.matches('" + "(a|".repeat(300) + ")".repeat(300) + "')",
        "track.label.matches(track.id)",
        "track.zones.exists(z, " + "z.matches('a') || ".repeat(5) + "false)",
        "\u0000",
        "",
        "\"\\ud800\" == 'a'",
        "track." + "label.".repeat(300) + "x",
        "{".repeat(100),
        "x".repeat(1_000_000));
  }

  @ParameterizedTest
  @org.junit.jupiter.params.provider.MethodSource("hostile")
  void shouldRefuseWhenAnExpressionCostsTooMuch(String expr) {
    List<RuleProblem> problems = new ArrayList<>();

    assertThat(language.compile("expr", expr, TRACKS, problems)).isEmpty();

    assertThat(problems).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "track.zones.all(a, track.zones.exists(b, a == b))",
        "track.zones.map(z, z + z).size() > 0"
      })
  void shouldStopAnEvaluationWhenItIteratesTooOften(String expr) {
    List<String> many = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      many.add("z" + i);
    }
    TrackUpdate update = track().setZones(many).build();

    assertThatThrownBy(() -> compile(expr).test(update))
        .isInstanceOf(RuleFailure.class)
        .hasMessageContaining("1000");
  }

  @Test
  void shouldSeeTheBeginningOfLongTexts() throws RuleFailure {
    String megabyte = "z".repeat(1 << 20);
    TrackUpdate update = track().setTrackId(megabyte).setZones(List.of("school", megabyte)).build();

    assertThat(compile("size(track.id) == 4096").test(update)).isTrue();
    assertThat(compile("track.zones.map(z, size(z)) == [6, 4096]").test(update)).isTrue();
    String cut = "z".repeat(4_095) + "\ud83d\ude97";
    assertThat(compile("size(track.id) == 4095").test(track().setTrackId(cut).build())).isTrue();
  }

  @Test
  void shouldSeeTheBeginningOfLongTextsInMaps() {
    String megabyte = "z".repeat(1 << 20);

    assertThat(ShortTexts.of(Map.of("a", megabyte, megabyte, "b")))
        .isEqualTo(Map.of("a", "z".repeat(4_096), "z".repeat(4_096), "b"));
    assertThat(ShortTexts.of(7L)).isEqualTo(7L);
  }

  private CompiledPredicate compile(String expr) {
    List<RuleProblem> problems = new ArrayList<>();
    CompiledPredicate predicate =
        language.compile("expr", expr, TRACKS, problems).orElse(record -> false);
    assertThat(problems).isEmpty();
    return predicate;
  }

  private static TrackUpdate.Builder track() {
    return TrackUpdate.newBuilder()
        .setCameraId("c1")
        .setState(TrackState.UPDATE)
        .setTimeMode(TimeMode.LIVE)
        .setSite("harbour")
        .setTrackId("c1-1-5-0")
        .setLabel("car")
        .setZones(List.of("gate", "school"))
        .setCalibrated(true)
        .setSpeedKnown(true)
        .setSpeedMps(20)
        .setSpeedSigmaMps(0.58)
        .setLimitMps(Speeds.toMps(50))
        .setStartedAtUs(1_767_225_600_000_000L)
        .setCapturedAtUs(1_767_225_602_000_000L);
  }
}
