package dev.gantry.bench.traffic;

import dev.gantry.app.process.GantryProcess;
import dev.gantry.bench.faults.Canonical;
import dev.gantry.bench.traffic.peer.CameraJob;
import dev.gantry.bench.traffic.peer.CameraState;
import dev.gantry.bench.traffic.peer.SegmentState;
import dev.gantry.domain.traffic.TrafficSettings;
import dev.gantry.schemas.records.SegmentPartial;
import dev.gantry.schemas.records.SpeedWindow;
import dev.gantry.schemas.records.TrackUpdate;
import dev.gantry.schemas.records.WindowState;
import dev.gantry.topologies.config.TopologiesConfig;
import dev.gantry.topologies.definition.DefinitionParser;
import dev.gantry.topologies.definition.DefinitionsView;
import dev.gantry.topologies.processor.SegmentRoads;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * What a load must come to, found by calling the functions of the domain one after the other, with
 * the wall clock standing still.
 *
 * @param tracks steps of tracks
 * @param windows closed windows, by what names them; what each says in the end, as a checksum
 * @param framesPerSecond how many frames a second one thread makes so
 */
record Expected(long tracks, Map<String, Integer> windows, double framesPerSecond) {

  /** Works out what a load comes to. */
  static Expected of(Load load) {
    DefinitionParser parser = GantryProcess.definitionParser();
    Reckoning reckoning =
        new Reckoning(
            DefinitionsView.ofFirstVersions(parser, parser.parse(load.definitions()).orThrow()));
    long began = System.nanoTime();
    reckoning.takeAll(load);
    double seconds = (System.nanoTime() - began) / 1e9;
    return new Expected(reckoning.tracks, reckoning.windows, load.frames() / seconds);
  }

  /** What a closed window says, whatever its state and lineage. */
  static int checksum(SpeedWindow window) {
    CRC32C sum = new CRC32C();
    sum.update(Canonical.of(window));
    return (int) sum.getValue();
  }

  /** Goes through a load. */
  private static final class Reckoning implements CameraJob.Results {
    private static final TrafficSettings SETTINGS = TrafficSettings.DEFAULT;

    private final CameraJob job;
    private final SegmentRoads roads;
    private final Map<String, CameraState> cameras = new HashMap<>();
    private final Map<String, SegmentState> segments = new HashMap<>();
    private final Map<String, Integer> windows = new HashMap<>();
    private long tracks;
    private long offset;

    Reckoning(DefinitionsView definitions) {
      job = new CameraJob(TopologiesConfig.DEFAULT, definitions, this);
      roads = new SegmentRoads(definitions);
    }

    void takeAll(Load load) {
      var decoder = Load.offlineTopic().valueSerde().deserializer();
      load.forEach(
          (camera, framed) ->
              job.frame(
                  cameras.computeIfAbsent(camera, id -> CameraState.empty(id, SETTINGS)),
                  decoder.deserialize("vehicle-detections", framed),
                  0,
                  offset++));
    }

    @Override
    public void track(TrackUpdate update) {
      tracks++;
    }

    @Override
    public void partial(SegmentPartial partial) {
      segments
          .computeIfAbsent(partial.getSegmentId(), id -> SegmentState.empty(id, SETTINGS))
          .merge(partial, SETTINGS, 0, roads)
          .stream()
          .filter(window -> window.getState() != WindowState.EARLY)
          .forEach(window -> windows.put(Canonical.idOf(window), checksum(window)));
    }
  }
}
