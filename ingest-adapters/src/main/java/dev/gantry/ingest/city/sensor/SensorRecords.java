package dev.gantry.ingest.city.sensor;

import dev.gantry.ingest.city.Agenda;
import dev.gantry.ingest.city.CityRecords;
import dev.gantry.ingest.city.CityScenario;
import dev.gantry.ingest.city.CityWatch;
import dev.gantry.ingest.city.Draws;
import dev.gantry.ingest.city.RecordTimes;
import dev.gantry.ingest.city.road.Link;
import dev.gantry.ingest.city.traffic.City;
import dev.gantry.ingest.city.truth.TrueIncident;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The readings of a city's sensors: flow, mean speed and occupancy of every lane where a camera
 * looks, temperature and sound level below every camera. All sensors measure at the same moments.
 */
public final class SensorRecords implements CityRecords {

  /** Loops overlook one vehicle of so many. */
  private static final double OVERLOOKED = .02;

  private static final double SPEED_ERROR = .03;
  private static final double COVERED_ERROR = .03;
  private static final double DEGREES_ERROR = .06;
  private static final double DECIBEL_ERROR = .8;

  /** Share of the readings that get lost on the way; the sensor then says that it has none. */
  private static final double LOST = .004;

  private final CityScenario scenario;
  private final SensorSettings settings;
  private final CitySensors sensors;
  private final RecordTimes times;
  private final List<AirStation> stations = new ArrayList<>();
  private final List<AnomalyPlan> plans = new ArrayList<>();
  private final Map<String, AnomalyPlan> planOfSensor = new HashMap<>();
  private final Map<Series, Double> held = new HashMap<>();
  private final LaneBlocks blocks;
  private final Agenda agenda = new Agenda();

  /** Local time at its beginning, seconds since a midnight. */
  private final double local;

  /**
   * Of a city that stands at its beginning.
   *
   * @param times event times of the records
   */
  public SensorRecords(
      CityScenario scenario, CityWatch watch, RecordTimes times, SensorSettings settings) {
    this(scenario, watch, times, settings, scenario.secondOfDay());
  }

  /**
   * Of a city that began on another day.
   *
   * @param local local time at its beginning, seconds since the midnight before the first day
   */
  SensorRecords(
      CityScenario scenario,
      CityWatch watch,
      RecordTimes times,
      SensorSettings settings,
      double local) {
    this.scenario = scenario;
    this.settings = settings;
    this.local = local;
    this.sensors = new CitySensors(watch, settings.everyLink());
    this.times = times;
    this.blocks = new LaneBlocks(settings.intervalSeconds());
    for (int i = 0; i < sensors.stations(); i++) {
      stations.add(new AirStation(Draws.mix(scenario.seed(), 31_000 + i)));
    }
    if (scenario.incidents()) {
      plan(sensors.neighbourhoods());
    }
    watch.city().observe(this::step);
  }

  private void plan(List<List<Series>> neighbourhoods) {
    for (List<Series> here : neighbourhoods) {
      long seed = Draws.mix(scenario.seed(), 32_000 + plans.size());
      var plan = new AnomalyPlan(seed, settings.intervalSeconds(), here);
      plans.add(plan);
      here.forEach(series -> planOfSensor.put(series.sensorId(), plan));
    }
  }

  @Override
  public void until(double seconds, Sink sink) {
    agenda.run(seconds, sink);
  }

  @Override
  public List<TrueIncident> incidentsUntil(double seconds) {
    Stream<TrueIncident> wrong =
        plans.stream().flatMap(plan -> plan.until(seconds).stream()).map(SensorRecords::incident);
    return Stream.concat(wrong, blocks.until(seconds).stream())
        .sorted(Comparator.comparingDouble(TrueIncident::begins))
        .toList();
  }

  private static TrueIncident incident(SensorAnomaly anomaly) {
    Series series = anomaly.series();
    boolean isWhole = anomaly.kind() == SensorAnomaly.Kind.SILENT;
    String place = isWhole ? series.sensorId() : series.id();
    return new TrueIncident(
        String.format(Locale.ROOT, "%s@%.0f", place, anomaly.begins()),
        anomaly.kind().label(),
        place,
        "",
        anomaly.begins(),
        anomaly.ends(),
        series.cameras(),
        anomaly.size(),
        Map.of(
            "series",
            isWhole ? series.ofSameSensor() : series.concerned(),
            "segment",
            Set.of(series.linkId())));
  }

  private void step(City city) {
    for (LinkLoops loop : sensors.loops()) {
      loop.feel(city);
    }
    long steps = Math.round(city.now() / City.STEP_SECONDS);
    long each = Math.round(settings.intervalSeconds() / City.STEP_SECONDS);
    if (steps % each == 0) {
      double at = steps / each * settings.intervalSeconds();
      sensors.loops().forEach(loop -> readLoops(loop, at));
      for (int camera = 0; camera < stations.size(); camera++) {
        readAir(camera, at);
      }
    }
  }

  private void readLoops(LinkLoops loops, double at) {
    Link link = loops.link();
    for (int lane = 0; lane < link.lanes(); lane++) {
      LinkLoops.Felt felt = loops.take(lane);
      Series flow = sensors.ofLoop(link, lane, Metric.FLOW);
      Series speed = sensors.ofLoop(link, lane, Metric.SPEED);
      Series occupancy = sensors.ofLoop(link, lane, Metric.OCCUPANCY);
      int counted = counted(flow, felt.passed(), at);
      double mean = felt.meanMps() * (1 + SPEED_ERROR * error(speed, at));
      double covered = felt.coveredSeconds() * (1 + COVERED_ERROR * error(occupancy, at));
      read(flow, at, Optional.of(counted * 3600.0 / settings.intervalSeconds()));
      read(speed, at, counted == 0 ? Optional.empty() : Optional.of(mean));
      if (read(occupancy, at, Optional.of(covered / settings.intervalSeconds()))) {
        blocks.felt(occupancy, at, felt.slowSeconds());
      }
    }
  }

  private void readAir(int camera, double at) {
    AirStation station = stations.get(camera);
    Series temperature = sensors.ofStation(camera, Metric.TEMPERATURE);
    Series noise = sensors.ofStation(camera, Metric.NOISE);
    double degrees = DEGREES_ERROR * error(temperature, at);
    double decibels = DECIBEL_ERROR * error(noise, at);
    read(temperature, at, Optional.of(station.temperature(scenario.seed(), local + at) + degrees));
    read(noise, at, Optional.of(station.noise(local + at) + decibels));
  }

  /**
   * Writes down a reading, unless the sensor is silent.
   *
   * @param honest what the sensor measured; empty when there was nothing to measure
   * @return whether it tells a value
   */
  private boolean read(Series series, double at, Optional<Double> honest) {
    Optional<SensorAnomaly> anomaly =
        Optional.ofNullable(planOfSensor.get(series.sensorId()))
            .flatMap(plan -> plan.at(series, at));
    if (anomaly.filter(wrong -> wrong.kind() == SensorAnomaly.Kind.SILENT).isPresent()) {
      return false;
    }
    boolean isLost =
        anomaly.isEmpty() && !settings.exact() && Draws.uniform(hash(series, at, 1)) < LOST;
    Optional<Double> said =
        honest
            .filter(value -> !isLost)
            .map(value -> distorted(series, value, at, anomaly))
            .map(series.metric()::bounded);
    said.ifPresent(value -> held.put(series, value));
    long ingested = times.ingested(at, hash(series, at, 2));
    Reading reading = Reading.of(series, said, times.micros(at), ingested);
    agenda.add(at, sink -> sink.reading(reading));
    return said.isPresent();
  }

  private double distorted(
      Series series, double honest, double at, Optional<SensorAnomaly> anomaly) {
    return anomaly
        .map(wrong -> wrong.distort(honest, held.getOrDefault(series, honest), at))
        .orElse(honest);
  }

  private int counted(Series flow, int passed, double at) {
    int counted = passed;
    for (int i = 0; i < passed && !settings.exact(); i++) {
      counted -= Draws.uniform(hash(flow, at, 10 + i)) < OVERLOOKED ? 1 : 0;
    }
    return counted;
  }

  /** How far a reading is off, in deviations; 0 for exact sensors. */
  private double error(Series series, double at) {
    return settings.exact() ? 0 : Draws.nearlyNormal(hash(series, at, 0));
  }

  private long hash(Series series, double at, int use) {
    long which = Draws.mix(scenario.seed(), series.id().hashCode());
    return Draws.mix(which, Math.round(at) * 256 + use);
  }
}
