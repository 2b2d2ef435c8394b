package dev.gantry.ingest.city.truth;

import dev.gantry.ingest.city.CityRecords;
import dev.gantry.ingest.city.CityScenario;
import dev.gantry.ingest.city.CityWatch;
import dev.gantry.ingest.city.RecordTimes;
import dev.gantry.ingest.city.camera.CameraFault;
import dev.gantry.ingest.city.camera.CityCamera;
import dev.gantry.ingest.city.camera.Sighting;
import dev.gantry.ingest.city.render.Conditions;
import dev.gantry.ingest.city.traffic.RoadIncident;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is true of a simulated city, computed as far as it is asked for and kept. Any frame can be
 * asked for in any order. Used by one thread at a time.
 */
public final class CityTruth implements Truth {

  private final CityScenario scenario;
  private final CityWatch watch;
  private final List<CityRecords> records;
  private final List<List<List<TrueObject>>> frames = new ArrayList<>();
  private int remembered;
  private final Witnesses witnesses;
  private final Optional<OffenderSpeeds> speeds;
  private final Map<String, Integer> cameraIndex = new HashMap<>();

  /** Of a city that starts in 1970. */
  public CityTruth(CityScenario scenario) {
    this(scenario, Instant.EPOCH);
  }

  /**
   * @param startTime event time of the city's beginning, which ids of tasks name
   */
  public CityTruth(CityScenario scenario, Instant startTime) {
    this(scenario, startTime, Optional.of(new OffenderSpeeds()));
  }

  private CityTruth(CityScenario scenario, Instant startTime, Optional<OffenderSpeeds> speeds) {
    this.scenario = scenario;
    this.speeds = speeds;
    this.watch = new CityWatch(scenario);
    this.records = CityRecords.all(scenario, watch, new RecordTimes(startTime));
    List<CityCamera> cameras = watch.cameras();
    this.witnesses = new Witnesses(cameras, scenario.framesPerSecond());
    for (int i = 0; i < cameras.size(); i++) {
      cameraIndex.put(cameras.get(i).id(), i);
    }
  }

  /** To score by, for as long as it takes: without the speeds that only the file of it tells. */
  public static CityTruth forScores(CityScenario scenario, Instant startTime) {
    return new CityTruth(scenario, startTime, Optional.empty());
  }

  /** The scenario. */
  public CityScenario scenario() {
    return scenario;
  }

  /** Its cameras, by index. */
  public List<CityCamera> cameras() {
    return watch.cameras();
  }

  /** The id of a camera. */
  public String cameraId(int camera) {
    return watch.cameras().get(camera).id();
  }

  @Override
  public int cameraCount() {
    return scenario.cameras();
  }

  @Override
  public Optional<Integer> camera(String cameraId) {
    return Optional.ofNullable(cameraIndex.get(cameraId));
  }

  @Override
  public double secondsOf(long seq) {
    return scenario.secondsOf(seq);
  }

  @Override
  public List<TrueObject> frame(int camera, long seq) {
    advanceTo(seq);
    return frames.get((int) seq).get(camera);
  }

  @Override
  public void forgetBefore(long seq) {
    advanceTo(seq - 1);
    for (; remembered < Math.min(seq, frames.size()); remembered++) {
      frames.set(remembered, List.of());
    }
  }

  /** What is wrong with a camera in a frame. */
  public Optional<CameraFault> fault(int camera, long seq) {
    return watch.faults().at(camera, scenario.secondsOf(seq));
  }

  /** What a camera has to cope with in a frame. */
  Conditions conditions(int camera, long seq) {
    return watch.conditions(camera, scenario.secondsOf(seq));
  }

  /** How fast whoever an incident is about was meanwhile, as far as frames were asked for. */
  Optional<OffenderSpeeds.Speeds> speeds(TrueIncident incident) {
    return speeds.flatMap(kept -> kept.of(incident.id()));
  }

  @Override
  public boolean isFaulty(int camera, long seq) {
    return fault(camera, seq).isPresent();
  }

  /** On the roads, then with the cameras, then with sensors, tasks and accounts. */
  @Override
  public List<TrueIncident> incidentsUntil(long seq) {
    advanceTo(seq);
    List<TrueIncident> incidents = new ArrayList<>();
    for (RoadIncident incident : watch.city().incidents()) {
      incidents.add(road(incident));
    }
    for (int camera = 0; camera < watch.cameras().size(); camera++) {
      String id = watch.cameras().get(camera).id();
      for (CameraFault fault : watch.faults().before(camera, scenario.secondsOf(seq))) {
        incidents.add(
            new TrueIncident(
                String.format(Locale.ROOT, "%s@%.1f", id, fault.begins()),
                fault.kind().label(),
                id,
                "",
                fault.begins(),
                fault.ends(),
                List.of(id),
                fault.ends() - fault.begins(),
                Map.of()));
      }
    }
    for (CityRecords source : records) {
      source.until(scenario.secondsOf(seq), CityRecords.Sink.NONE);
      incidents.addAll(source.incidentsUntil(scenario.secondsOf(seq)));
    }
    incidents.replaceAll(each -> each.asOf(scenario.secondsOf(seq)));
    return incidents;
  }

  private TrueIncident road(RoadIncident incident) {
    return new TrueIncident(
        incident.id(),
        incident.kind().label(),
        incident.linkId(),
        incident.actorId(),
        incident.begins(),
        incident.ends(),
        witnesses.of(incident.id()),
        incident.measure(),
        Map.of("segment", Set.of(incident.linkId())),
        incident.clear() && witnesses.sawClearly(incident.id()),
        incident.otherId());
  }

  private void advanceTo(long seq) {
    while (frames.size() <= seq) {
      long next = frames.size();
      watch.advanceTo(next);
      List<RoadIncident> current = watch.city().currentIncidents();
      speeds.ifPresent(kept -> kept.look(next, scenario.secondsOf(next), current, watch.actors()));
      List<List<TrueObject>> all = new ArrayList<>();
      for (int camera = 0; camera < watch.cameras().size(); camera++) {
        List<Sighting> seen = watch.sightings(camera);
        all.add(seen.stream().map(TrueObject::of).toList());
        witnesses.look(camera, seen, scenario.secondsOf(next), isFaulty(camera, next), current);
      }
      frames.add(all);
    }
  }
}
