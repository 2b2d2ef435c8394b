package dev.gantry.ingest.city.sensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gantry.ingest.city.CityScenario;
import dev.gantry.ingest.city.RecordTimes;
import dev.gantry.ingest.city.RecordedCity;
import dev.gantry.ingest.city.road.Link;
import dev.gantry.ingest.city.traffic.Actor;
import dev.gantry.ingest.city.traffic.City;
import dev.gantry.ingest.city.truth.TrueIncident;
import dev.gantry.schemas.records.SensorReading;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SensorRecordsTest {

  private static final SensorSettings EXACT = new SensorSettings(30, true, true);
  private static final int SECONDS = 3600;

  private static RecordedCity hour;

  @BeforeAll
  static void recordAnHour() {
    hour = city(scenario(1, true), SensorSettings.USUAL).until(SECONDS);
  }

  @Test
  void shouldGiveTheSameReadingsForTheSameSeed() {
    RecordedCity again = city(scenario(1, true), SensorSettings.USUAL).until(600);
    RecordedCity other = city(scenario(2, true), SensorSettings.USUAL).until(600);
    assertThat(hour.readings).startsWith(again.readings.toArray(SensorReading[]::new));
    assertThat(again.readings).isNotEqualTo(other.readings);
  }

  @Test
  void shouldCountWhatPassesWhenNothingIsWrong() {
    RecordedCity exact = city(scenario(3, false), EXACT);
    Map<String, Integer> passed = new HashMap<>();
    Map<String, Double> before = new HashMap<>();
    exact.watch.city().observe(city -> count(city, before, passed));
    exact.until(600);

    assertThat(passed.values()).allSatisfy(count -> assertThat(count).isGreaterThan(3));
    passed.forEach(
        (link, count) -> assertThat(counted(exact.readings, link)).as(link).isEqualTo(count));
  }

  /** Counts fronts that come over the middle of a link, from where actors are. */
  private static void count(City city, Map<String, Double> before, Map<String, Integer> passed) {
    Map<String, Link> links = new HashMap<>();
    for (Link link : city.network().links()) {
      links.put(link.id(), link);
    }
    for (Actor actor : city.actors()) {
      Link link = links.get(actor.linkId());
      if (link != null && !actor.isPerson() && !actor.id().startsWith("x")) {
        double front = along(link, actor) + actor.length() / 2 - link.length() / 2;
        Double last = before.put(actor.id() + link.id(), front);
        if (last != null && last < 0 && front >= 0) {
          passed.merge(link.id(), 1, Integer::sum);
        }
      }
    }
  }

  private static double along(Link link, Actor actor) {
    double dx = actor.pose().x() - link.start().x();
    double dy = actor.pose().y() - link.start().y();
    return dx * StrictMath.sin(link.heading()) + dy * StrictMath.cos(link.heading());
  }

  private static int counted(List<SensorReading> readings, String link) {
    return readings.stream()
        .filter(reading -> reading.getSeriesId().matches("loop-" + link + "-\\d:flow"))
        .mapToInt(reading -> (int) Math.round(reading.getValue() * 30 / 3600))
        .sum();
  }

  @Test
  void shouldMeasureWithinReasonWhenNothingIsWrong() {
    RecordedCity quiet = city(scenario(1, false), SensorSettings.USUAL).until(900);
    assertThat(quiet.incidents).isEmpty();
    for (SensorReading reading : quiet.readings) {
      double value = reading.getValue();
      switch (reading.getMetric()) {
        case "flow" -> assertThat(value).isBetween(0.0, 2400.0);
        case "speed" -> assertThat(value).isBetween(0.0, 22.0);
        case "occupancy" -> assertThat(value).isBetween(0.0, 1.0);
        case "temperature" -> assertThat(value).isBetween(-10.0, 30.0);
        default -> assertThat(value).isBetween(50.0, 80.0);
      }
    }
    assertThat(quiet.readings).anyMatch(SensorReading::getMissing);
    long present = quiet.readings.stream().filter(reading -> !reading.getMissing()).count();
    assertThat(present).isGreaterThan(quiet.readings.size() * 7L / 10);
  }

  @Test
  void shouldBringAboutAnomaliesOfEveryKind() {
    List<String> kinds =
        Stream.of(SensorAnomaly.Kind.values()).map(SensorAnomaly.Kind::label).toList();
    assertThat(hour.incidents).extracting(TrueIncident::kind).containsAll(kinds);
    assertThat(hour.incidents).extracting(TrueIncident::id).doesNotHaveDuplicates();
  }

  @Test
  void shouldSayNothingWhileSilentAndGoOnAfterwards() {
    TrueIncident silent = hour.incidents("sensor_silent").get(0);
    List<Double> times =
        hour.readings.stream()
            .filter(reading -> reading.getSensorId().equals(silent.place()))
            .map(reading -> RecordedCity.secondsOf(reading.getOccurredAtUs()))
            .distinct()
            .toList();
    assertThat(times).noneMatch(at -> at >= silent.begins() && at < silent.ends());
    assertThat(times).contains(silent.begins() - 30, silent.ends());
  }

  @Test
  void shouldRepeatOneValueWhileStuck() {
    TrueIncident stuck = hour.incidents("sensor_stuck").get(0);
    assertThat(values(stuck, stuck.begins(), stuck.ends())).hasSize(10);
    assertThat(values(stuck, stuck.begins() - 30, stuck.ends()))
        .containsOnly(values(stuck, stuck.begins(), stuck.ends()).get(0));
    assertThat(values(stuck, stuck.ends() - 30, stuck.ends() + 90).stream().distinct())
        .hasSizeGreaterThan(2);
  }

  @Test
  void shouldPutASpikeOnOneReading() {
    for (TrueIncident spike : hour.incidents("reading_spike")) {
      List<Double> around = values(spike, spike.begins() - 60, spike.ends() + 60);
      double usual = (around.get(0) + around.get(1) + around.get(3) + around.get(4)) / 4;
      assertThat(around.get(2) - usual).isGreaterThan(.6 * spike.measure());
    }
  }

  @Test
  void shouldShiftTheLevelOfAllReadings() {
    TrueIncident shift = hour.incidents("reading_level_shift").get(0);
    List<Double> during = values(shift, shift.begins(), shift.ends());
    List<Double> before = values(shift, 0, shift.begins());
    assertThat(mean(during) - mean(before))
        .isCloseTo(shift.measure(), within(.3 * shift.measure()));
  }

  @Test
  void shouldTellWhereVehiclesStoodOverALoop() {
    List<TrueIncident> blocks = hour.incidents(LaneBlocks.KIND);
    assertThat(blocks).hasSizeGreaterThan(3);
    for (TrueIncident block : blocks) {
      List<Double> covered = covered(block.place(), block.begins(), block.ends());
      double most = covered.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
      assertThat(30 * most).as(block.id()).isGreaterThan(.9 * block.measure());
    }
    List<TrueIncident> clear = blocks.stream().filter(TrueIncident::clear).toList();
    assertThat(clear).isNotEmpty().allMatch(block -> block.measure() >= 15);
    assertThat(clear).extracting(TrueIncident::place).doesNotHaveDuplicates();
  }

  private static List<Double> covered(String loop, double from, double to) {
    return hour.readings.stream()
        .filter(reading -> reading.getSeriesId().equals(loop + ":occupancy"))
        .filter(reading -> !reading.getMissing())
        .filter(reading -> RecordedCity.secondsOf(reading.getOccurredAtUs()) > from)
        .filter(reading -> RecordedCity.secondsOf(reading.getOccurredAtUs()) <= to)
        .map(SensorReading::getValue)
        .toList();
  }

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
  }

  private static List<Double> values(TrueIncident incident, double from, double to) {
    return hour.readings.stream()
        .filter(reading -> reading.getSeriesId().equals(incident.place()))
        .filter(reading -> RecordedCity.secondsOf(reading.getOccurredAtUs()) >= from)
        .filter(reading -> RecordedCity.secondsOf(reading.getOccurredAtUs()) < to)
        .map(SensorReading::getValue)
        .toList();
  }

  private static CityScenario scenario(long seed, boolean incidents) {
    return new CityScenario(seed, 4, 1, 8 * 3600, incidents);
  }

  private static RecordedCity city(CityScenario scenario, SensorSettings settings) {
    var times = new RecordTimes(RecordedCity.START);
    return new RecordedCity(scenario, watch -> new SensorRecords(scenario, watch, times, settings));
  }
}
