package dev.gantry.app.demo;

import dev.gantry.domain.camera.CameraDefinition;
import dev.gantry.ingest.CityCameraSettings;
import dev.gantry.ingest.FrameSource;
import dev.gantry.ingest.SceneSettings;
import dev.gantry.ingest.SimulatorFeed;
import dev.gantry.ingest.SimulatorSettings;
import dev.gantry.ingest.StreamSettings;
import dev.gantry.ingest.VideoSettings;
import dev.gantry.ingest.city.CityScenario;
import dev.gantry.ingest.city.sensor.SensorHistory;
import dev.gantry.topologies.definition.DefinitionParser;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a demo shows.
 *
 * @param definitions the definitions it needs
 * @param cameras where its frames come from, known to be readable
 * @param feed what is sent beside frames; absent when nothing is
 * @param judge who knows the truth; absent for a video
 */
record DemoShow(
    DemoDefinitions definitions,
    List<FrameSource> cameras,
    Optional<SimulatorFeed> feed,
    Optional<DemoJudge> judge) {

  DemoShow {
    cameras = List.copyOf(cameras);
    cameras.forEach(FrameSource::check);
  }

  /**
   * What the options name.
   *
   * @throws dev.gantry.ingest.SourceException when there is nothing to read
   */
  static DemoShow of(DemoOptions options, DefinitionParser parser) {
    DemoDefinitions definitions = DemoDefinitions.of(options, parser);
    if (options.video().isPresent()) {
      return video(options, options.video().get(), definitions);
    }
    return switch (options.scene()) {
      case ROAD -> road(options, definitions);
      case CITY -> city(options, definitions);
    };
  }

  private static DemoShow video(DemoOptions options, Path file, DemoDefinitions definitions) {
    CameraDefinition camera = definitions.cameras().get(0);
    var settings =
        new VideoSettings(
            stream(options, camera),
            file,
            camera.source().flatMap(CameraDefinition.Source::fps),
            camera.source().flatMap(DemoShow::size),
            VideoSettings.DEFAULT_JPEG_QUALITY);
    return new DemoShow(
        definitions, List.of(FrameSource.video(settings)), Optional.empty(), Optional.empty());
  }

  private static Optional<VideoSettings.Size> size(CameraDefinition.Source source) {
    return source
        .width()
        .flatMap(width -> source.height().map(height -> new VideoSettings.Size(width, height)));
  }

  private static DemoShow road(DemoOptions options, DemoDefinitions definitions) {
    StreamSettings stream = stream(options, definitions.cameras().get(0));
    var settings = new SceneSettings(stream, options.seed(), OptionalLong.empty());
    return new DemoShow(
        definitions,
        List.of(FrameSource.scene(settings)),
        Optional.empty(),
        Optional.of(new SceneResults(options.seed())));
  }

  private static DemoShow city(DemoOptions options, DemoDefinitions definitions) {
    CityScenario scenario = options.scenario();
    var settings =
        new SimulatorSettings(scenario, options.startTime(), options.pace(), OptionalLong.empty());
    List<FrameSource> cameras = new ArrayList<>();
    for (CameraDefinition camera : definitions.cameras()) {
      cameras.add(
          FrameSource.city(
              new CityCameraSettings(
                  stream(options, camera), scenario, cameras.size(), OptionalLong.empty())));
    }
    return new DemoShow(
        definitions,
        cameras,
        Optional.of(SimulatorFeed.withoutCameras(settings, SensorHistory.UNTIL_JUDGED)),
        Optional.of(new CityResults(scenario, options.startTime(), definitions.rules())));
  }

  private static StreamSettings stream(DemoOptions options, CameraDefinition camera) {
    return new StreamSettings(camera.id(), camera.site(), options.startTime(), options.pace());
  }
}
