package dev.gantry.topologies.definition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.domain.alerting.Rule;
import dev.gantry.domain.camera.Calibration;
import dev.gantry.domain.camera.CameraDefinition;
import dev.gantry.domain.detection.ModelDescriptor;
import dev.gantry.domain.detection.ModelDescriptor.Decoder;
import dev.gantry.domain.detection.ModelDescriptor.Engine;
import dev.gantry.domain.geometry.Point;
import dev.gantry.topologies.rule.LanguageRuleChecker;
import dev.gantry.topologies.rule.RuleLanguage;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DefinitionParserTest {

  private static final String CAMERA =
      """
      kind: camera
      id: bridge-north
      site: harbour
      source: {url: "rtsp://10.0.0.5/main", fps: 10, size: 960x540}
      calibration:                       # or matrix, or vanishing
        points: [{pixel: [312, 480], metres: [0, 0]}, {pixel: [905, 470], metres: [7.0, 0]}, {pixel: [655, 210], metres: [7.0, 42.0]}, {pixel: [520, 212], metres: [0, 42.0]}]
      segments: [{id: harbour-rd-north, polygon_m: [[0, 0], [7, 0], [7, 42], [0, 42]], heading_deg: 0, limit_kmh: 50}]
      zones:    [{id: school, polygon_px: [[300, 400], [900, 400], [900, 520], [300, 520]]}]
      lines:    [{id: stop, from_px: [310, 470], to_px: [900, 465]}]
      model: box-v1
      attributes: {technician: tom, floor: 2}
      """;

  private static final String RULE =
      """
      kind: rule
      alert: speeding_school_zone
      on: vehicle-tracks
      expr: track.label == "car" && "school" in track.zones && track.speed_kmh_low95 > camera.limit_kmh
      for: 2s                            # true on every update
      keep_firing_for: 10s
      labels: {severity: high, domain: traffic}
      annotations: {summary: "{{track.label}} {{track.speed_kmh}} ± {{track.speed_sigma_kmh}} km/h at {{camera.id}}"}
      evidence: {before: 5s, after: 5s}
      """;

  private static final String MODEL =
      """
      kind: model
      id: box-v1
      file: models/box-v1.pt
      engine: PyTorch                    # or OnnxRuntime, Motion
      input: {size: 320x192, color: rgb, scale: 0.00392157, letterbox: true}
      output: {decoder: centernet}       # yolov5 | yolov8 | yolox | fastestdet | centernet
      labels: [car, truck, bus, motorcycle, bicycle, person]
      """;

  private static final String ROUTING =
      """
      kind: routing
      route: {receiver: desk, group_by: [alert, segment], group_wait: 5s, routes: [{matchers: ['severity="critical"'], receiver: duty, continue: true}]}
      receivers: [{name: desk, channels: ["json://console.local/hook"]}, {name: duty, escalation: duty-chain}]
      escalations: [{name: duty-chain, steps: [{notify: on-call:traffic}, {wait: 5m}, {notify: team:supervisors}], repeat: 3}]
      inhibit_rules: [{source_matchers: ['alert="camera_offline"'], target_matchers: ['domain="traffic"'], equal: [site, camera]}]
      """;

  private final DefinitionParser parser =
      new DefinitionParser(new LanguageRuleChecker(new RuleLanguage()));

  @Test
  void shouldKeepADocumentThatIsIndentedSoThatItCanBeReadAgain() {
    ParsedDefinition camera =
        parser
            .parse("a.yaml", "---\n  kind: camera\n  id: gate\n  site: harbour\n")
            .orThrow()
            .get(0);

    assertThat(parser.parsePublished("camera gate|1", camera.document(), 1).canonical())
        .isEqualTo(camera.canonical());
  }

  @Test
  void shouldReadWhatElseThereIsToKnowOfACamera() {
    CameraDefinition camera = only(CAMERA).camera().orElseThrow();

    assertThat(camera.attributes())
        .containsExactlyInAnyOrderEntriesOf(Map.of("technician", "tom", "floor", "2"));
    assertThat(parser.parse("a.yaml", CAMERA.replace("floor", "'the floor'")).problems())
        .singleElement()
        .hasToString(
            "a.yaml:11:13: attributes: expected names of letters, digits and '_', found 'the floor'");
  }

  @Test
  void shouldReadEveryKindWhenOneFileHoldsSeveralDocuments() {
    // given
    String file = CAMERA + "---\n" + RULE + "---\n" + ROUTING + "---\n" + MODEL + "---\n";

    // when
    ParseResult result = parser.parse("city.yaml", file);

    // then
    assertThat(result.problems()).isEmpty();
    assertThat(result.definitions())
        .extracting(ParsedDefinition::kind, ParsedDefinition::id)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(DefinitionKind.CAMERA, "bridge-north"),
            org.assertj.core.groups.Tuple.tuple(DefinitionKind.RULE, "speeding_school_zone"),
            org.assertj.core.groups.Tuple.tuple(DefinitionKind.ROUTING, "routing"),
            org.assertj.core.groups.Tuple.tuple(DefinitionKind.MODEL, "box-v1"));
    assertThat(result.definitions().get(3).document()).startsWith("kind: model\nid: box-v1\n");
  }

  @Test
  void shouldReadTheCameraWhenItIsWrittenAsInTheDocumentation() {
    CameraDefinition camera = only(CAMERA).camera().orElseThrow();

    assertThat(camera.id()).isEqualTo("bridge-north");
    assertThat(camera.version()).isEqualTo(1);
    assertThat(camera.site()).isEqualTo("harbour");
    assertThat(camera.source())
        .contains(
            new CameraDefinition.Source(
                "rtsp://10.0.0.5/main", Optional.of(10.0), Optional.of(960), Optional.of(540)));
    assertThat(camera.calibration())
        .hasValueSatisfying(
            calibration ->
                assertThat(((Calibration.Points) calibration).pairs())
                    .hasSize(4)
                    .first()
                    .isEqualTo(new Calibration.Pair(new Point(312, 480), new Point(0, 0))));
    assertThat(camera.segments())
        .containsExactly(
            new CameraDefinition.Segment(
                "harbour-rd-north",
                List.of(new Point(0, 0), new Point(7, 0), new Point(7, 42), new Point(0, 42)),
                Optional.of(0.0),
                Optional.of(50.0)));
    assertThat(camera.zones()).extracting(CameraDefinition.Zone::id).containsExactly("school");
    assertThat(camera.lines())
        .containsExactly(
            new CameraDefinition.Line("stop", new Point(310, 470), new Point(900, 465)));
    assertThat(camera.model()).contains("box-v1");
  }

  @Test
  void shouldReadTheRuleWhenItIsWrittenAsInTheDocumentation() {
    Rule rule = only(RULE).rule().orElseThrow();

    assertThat(rule.alert()).isEqualTo("speeding_school_zone");
    assertThat(rule.predicates())
        .containsExactly(
            new Rule.Predicate(
                "",
                "vehicle-tracks",
                "track.label == \"car\" && \"school\" in track.zones && track.speed_kmh_low95 >"
                    + " camera.limit_kmh"));
    assertThat(rule.holdFor()).isEqualTo(Duration.ofSeconds(2));
    assertThat(rule.keepFiringFor()).contains(Duration.ofSeconds(10));
    assertThat(rule.labels()).isEqualTo(Map.of("severity", "high", "domain", "traffic"));
    assertThat(rule.annotations()).containsOnlyKeys("summary");
    assertThat(rule.evidence())
        .contains(new Rule.Evidence(Duration.ofSeconds(5), Duration.ofSeconds(5)));
  }

  @Test
  void shouldReadTheModelWhenItIsWrittenAsInTheDocumentation() {
    ModelDescriptor model = only(MODEL).model().orElseThrow();

    assertThat(model.engine()).isEqualTo(Engine.PYTORCH);
    assertThat(model.file()).contains("models/box-v1.pt");
    assertThat(model.input())
        .contains(
            new ModelDescriptor.Input(320, 192, ModelDescriptor.ColorOrder.RGB, 0.00392157, true));
    assertThat(model.decoder()).contains(Decoder.CENTERNET);
    assertThat(model.labels()).hasSize(6);
    assertThat(model.minScore()).isEqualTo(ModelDescriptor.DEFAULT_MIN_SCORE);
  }

  @Test
  void shouldReadJsonWhenItIsIndentedWithTabs() {
    ParsedDefinition model =
        only(
            """
            {
            \t"kind": "model",
            \t"id": "bg",
            \t"engine": "Motion", "nms_iou": 4e-1
            }\
            """);

    assertThat(model.model().orElseThrow().engine()).isEqualTo(Engine.MOTION);
    assertThat(model.model().orElseThrow().nmsIou()).isEqualTo(0.4);
  }

  @Test
  void shouldNameEveryProblemWithItsPlaceWhenSeveralDocumentsAreWrong() {
    // given
    String file =
        """
        kind: camera
        id: bridge north
        sites: harbour
        source: {fps: -1, size: 960*540}
        segments:
          - {id: a, polygon_m: [[0, 0], [7, 0]], limit_kmh: -50}
          - {id: a, polygon_m: [[0, 0], [7, 0], [7, x]]}
        ---
        kind: rule
        alert: fast
        on: vehicle-track
        expr: "true"
        for: 2x
        ---
        kind: model
        id: m
        engine: Pytorch
        output: {decoder: yolov9}
        """;

    // when
    ParseResult result = parser.parse("city.yaml", file);

    // then
    assertThat(result.definitions()).isEmpty();
    assertThat(result.problems())
        .extracting(Problem::toString)
        .containsExactly(
            "city.yaml:2:5: id: expected an id of letters, digits, '-', '_', '.' and ':', starting"
                + " with a letter or digit, found 'bridge north'",
            "city.yaml:3:1: sites: expected a known field (did you mean site?), found an unknown"
                + " one",
            "city.yaml:4:9: source.url: expected a file path or the URL of a stream, found nothing",
            "city.yaml:4:15: source.fps: expected frames per second above 0, at most 1000, found"
                + " '-1'",
            "city.yaml:4:25: source.size: expected WIDTHxHEIGHT in pixels, such as 960x540, found"
                + " '960*540'",
            "city.yaml:6:24: segments[0].polygon_m: expected 3 points or more, each [x, y] in"
                + " metres, found 2 points",
            "city.yaml:6:53: segments[0].limit_kmh: expected km/h above 0, at most 1000, found"
                + " '-50'",
            "city.yaml:7:10: segments[1].id: expected an id of its own, found 'a' again",
            "city.yaml:7:45: segments[1].polygon_m[2][1]: expected [x, y] in metres, found 'x'",
            "city.yaml:11:5: on: expected one of vehicle-tracks, segment-speeds, anomalies,"
                + " camera-events, task-events, auth-events, signin-findings, found 'vehicle-track'"
                + " (did you mean vehicle-tracks?)",
            "city.yaml:13:6: for: expected a duration such as 500ms, 2s, 5m, 1h or 1h30m, at most"
                + " 366d, found '2x'",
            "city.yaml:17:9: engine: expected one of Motion, OnnxRuntime, PyTorch, found 'Pytorch'"
                + " (did you mean PyTorch?)",
            "city.yaml:18:19: output.decoder: expected one of centernet, fastestdet, yolov5,"
                + " yolov8, yolox, found 'yolov9' (did you mean yolov5?)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "kind: rule\non: vehicle-tracks\nexpr: track.wrong_way\n | alert: expected an id",
        "kind: rule\nalert: a\nexpr: track.wrong_way\n | on: expected the stream",
        "kind: rule\nalert: a\non: vehicle-tracks\n | expr: expected a CEL expression",
        "id: a\n | kind: expected one of camera, rule, model",
        "kind: rul\nalert: a\n | kind: expected one of camera",
        "kind: camera\nid: 12\n | id: expected a text (write it in quotes), found '12'",
        "kind: camera\nid: a\nid: b\n | id: expected the field once, found it twice",
        "kind: camera\nid: a\nsite: [x]\n | site: expected a text, found a list of 1",
        "kind: camera\nid: a\ncalibration: {points: []}\n | expected 4 points or more",
        "kind: camera\nid: a\ncalibration: {matrix: [1, 2]}\n | expected 9 numbers",
        """
        kind: camera
        id: a
        calibration: {matrix: [1, 0, 0, 0, 1, 0, 0, 0, 1]}
         | f.yaml:3:14: calibration.matrix: expected ground axes\
        """,
        """
        kind: camera
        id: a
        calibration: {}
         | expected exactly one of points, matrix, vanishing, distances\
        """,
        """
        kind: camera
        id: a
        calibration: {principal: [9, 9], distances: [{from: [1, 1], to: [2, 2], metres: -1}]}
         | calibration.distances[0].metres: expected a length above 0, found '-1'\
        """,
        """
        kind: camera
        id: a
        calibration: {matrix: [1, 0, 0, 0, -1, 0, 0, 0, 1], lens: {focal: 9, principal: [5, 5], distortion: [1]}}
         | calibration.lens.distortion: expected [k1, k2, p1, p2] or\
        """,
        """
        kind: camera
        id: a
        zones: {}
         | zones: expected a list of {id, polygon_px, gate}, found a mapping\
        """,
        "kind: camera\nid: a\nlines: [{id: l, from_px: [1, 1], to_px: [1, 1]}]\n | another point",
        "kind: model\nid: a\nengine: OnnxRuntime\n | file: expected the path of a model file",
        "- a\n | expected a mapping with the field kind, found a list of 1",
        "kind: camera\nid: 'a\n | expected YAML",
        "kind: routing\nreceivers: []\n | route: expected",
        "kind: rule\nalert: a\nsignals: {x: {on: y}}\n | signals.x.expr: expected a CEL expression",
      })
  void shouldSayWhatWasExpectedWhenADocumentIsWrong(String text) {
    String[] parts = text.split(" \\| ", 2);

    ParseResult result = parser.parse("f.yaml", parts[0]);

    assertThat(result.definitions()).isEmpty();
    assertThat(result.problems()).anySatisfy(p -> assertThat(p.toString()).contains(parts[1]));
  }

  @Test
  void shouldPointIntoTheExpressionWhenItDoesNotCompile() {
    String plain =
        "kind: rule\nalert: a\non: vehicle-tracks\nexpr: track.wrong_way && track.sped > 3\n";

    assertThat(parser.parse("r.yaml", plain).problems())
        .extracting(Problem::line, Problem::column)
        .containsExactly(org.assertj.core.groups.Tuple.tuple(4, 26));
  }

  @Test
  void shouldRefuseAnIdThatTwoFilesDefine() {
    Map<String, String> files = new LinkedHashMap<>();
    files.put("a.yaml", "kind: camera\nid: x\n");
    files.put("b.yaml", "\nkind: camera\nid: x\n");

    ParseResult result = parser.parse(files);

    assertThat(result.problems())
        .extracting(Problem::toString)
        .containsExactly(
            "b.yaml:2:1: id: expected every camera once, found 'x', already defined at a.yaml:1");
  }

  @Test
  void shouldSeeTheSameContentWhenOnlyTheLayoutDiffers() {
    ParsedDefinition one = only("kind: camera\nid: a\nsite: b # here\n");
    ParsedDefinition other = only("{\"site\": b, \"kind\": camera, id: a}");
    ParsedDefinition third = only("kind: camera\nid: a\nsite: c\n");

    assertThat(one.canonical()).isEqualTo(other.canonical()).isNotEqualTo(third.canonical());
  }

  @Test
  void shouldRefuseWithoutBuildingItWhenADocumentIsABomb() {
    StringBuilder laughs =
        new StringBuilder("kind: camera\nid: a\na0: &a0 [x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 12; i++) {
      laughs.append(
          "a%d: &a%d [*a%d, *a%d, *a%d, *a%d, *a%d, *a%d, *a%d]\n"
              .formatted(i, i, i - 1, i - 1, i - 1, i - 1, i - 1, i - 1, i - 1));
    }
    String deep = "[".repeat(10_000);
    String recursive = "kind: camera\nid: &a [*a]\n";

    for (String bomb : List.of(laughs.toString(), deep, recursive, "x: " + "y".repeat(5 << 20))) {
      assertThat(parser.parse("bomb.yaml", bomb).problems()).isNotEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "500ms, PT0.5S",
    "2s, PT2S",
    "5m, PT5M",
    "1h, PT1H",
    "1h30m, PT1H30M",
    "1.5s, PT1.5S",
    "0s, PT0S",
    "7d, PT168H"
  })
  void shouldReadDurations(String text, Duration duration) {
    assertThat(Durations.parse(text)).contains(duration);
  }

  @ParameterizedTest
  @ValueSource(strings = {"2x", "", "s", "2", "-2s", "1s1h", "1s1s", "400d", "2 s", "1e3s", "1h30"})
  void shouldReadNoDurationWhenTheTextIsNone(String text) {
    assertThat(Durations.parse(text)).isEmpty();
  }

  private ParsedDefinition only(String text) {
    List<ParsedDefinition> all = parser.parse("f.yaml", text).orThrow();
    assertThat(all).hasSize(1);
    return all.get(0);
  }
}
