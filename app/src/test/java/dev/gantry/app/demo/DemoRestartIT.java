package dev.gantry.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.app.cluster.EmbeddedCluster;
import dev.gantry.app.cluster.EmbeddedClusterSettings;
import dev.gantry.app.process.GantryProcess;
import dev.gantry.ingest.scene.Scene;
import dev.gantry.schemas.records.Alert;
import dev.gantry.schemas.records.FrameDetections;
import dev.gantry.schemas.records.TrackState;
import dev.gantry.schemas.records.TrackUpdate;
import dev.gantry.schemas.registry.RegistrySettings;
import dev.gantry.schemas.registry.RestSchemaRegistry;
import dev.gantry.schemas.topic.TopicCatalogue;
import dev.gantry.testkit.OfflineReplay;
import dev.gantry.topologies.config.TopologiesConfig;
import dev.gantry.topologies.definition.DefinitionParser;
import dev.gantry.topologies.definition.ParsedDefinition;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A demo that is killed in the middle and started again loses nothing and doubles nothing. */
final class DemoRestartIT {

  private static final String TRACKS_AND_AN_ALERT = "\\s*\\d+ s .* [2-9] tracks .* [1-9] alerts .*";

  @TempDir private Path data;

  @Test
  void shouldEndWithTheTracksAndAlertsOfAnUndisturbedRunWhenKilledInTheMiddle() throws Exception {
    // given: killed when tracks are under way, then run to a clean end
    try (DemoProcess first = DemoProcess.start(data, "--scene", "road", "--duration", "300s")) {
      first.await(TRACKS_AND_AN_ALERT);
      first.kill();
    }
    try (DemoProcess second =
        DemoProcess.start(data, "--scene", "road", "--duration", "12s", "--json")) {
      assertThat(second.await("\\{.*\\}")).contains("\"dead_letters\":0");
      assertThat(second.awaitExit()).isZero();
    }

    // when
    List<FrameDetections> detections;
    List<TrackUpdate> tracks;
    List<Alert> alerts;
    try (EmbeddedCluster cluster = EmbeddedCluster.start(EmbeddedClusterSettings.keptIn(data));
        RestSchemaRegistry registry =
            new RestSchemaRegistry(RegistrySettings.of(cluster.registryUrl()))) {
      TopicCatalogue topics = new TopicCatalogue("", registry);
      CommittedResults committed =
          new CommittedResults(Map.of("bootstrap.servers", cluster.bootstrapServers()));
      detections = committed.of(topics.vehicleDetections());
      tracks = committed.of(topics.vehicleTracks());
      alerts = committed.of(topics.alerts());
    }
    Replayed replayed = new Replayed(new ArrayList<>(), new ArrayList<>());
    try (var replay = new OfflineReplay(definitions(), TopologiesConfig.DEFAULT, replayed)) {
      detections.forEach(replay::detections);
      replay.catchUp();
    }

    // then
    assertThat(detections)
        .extracting(FrameDetections::getFrameSeq)
        .as("every frame once and in order")
        .containsExactlyElementsOf(LongStream.range(0, detections.size()).boxed().toList());
    assertThat(finals(tracks)).isNotEmpty().isEqualTo(finals(replayed.tracks()));
    assertThat(inOrder(alerts)).isNotEmpty().isEqualTo(inOrder(replayed.alerts()));
  }

  private record Replayed(List<TrackUpdate> tracks, List<Alert> alerts)
      implements OfflineReplay.Results {

    @Override
    public void track(TrackUpdate update) {
      tracks.add(update);
    }

    @Override
    public void alert(Alert alert) {
      alerts.add(alert);
    }
  }

  private static List<ParsedDefinition> definitions() {
    DefinitionParser parser = GantryProcess.definitionParser();
    List<ParsedDefinition> all = new ArrayList<>();
    all.addAll(parser.parse("camera", Scene.cameraYaml()).orThrow());
    all.addAll(parser.parse("rules", Scene.rulesYaml()).orThrow());
    return all;
  }

  /** Ends of tracks in their canonical form: without the offsets they came from. */
  private static List<TrackUpdate> finals(List<TrackUpdate> updates) {
    return updates.stream()
        .filter(update -> update.getState() == TrackState.END)
        .map(update -> TrackUpdate.newBuilder(update).setOrigins(List.of()).build())
        .sorted(Comparator.comparing(TrackUpdate::getTrackId))
        .toList();
  }

  /** Changes of alerts in their canonical form. */
  private static List<Alert> inOrder(List<Alert> alerts) {
    return alerts.stream()
        .map(alert -> Alert.newBuilder(alert).setOrigins(List.of()).build())
        .sorted(
            Comparator.comparing(Alert::getAlertId)
                .thenComparing(alert -> alert.getTransitions().size()))
        .toList();
  }
}
