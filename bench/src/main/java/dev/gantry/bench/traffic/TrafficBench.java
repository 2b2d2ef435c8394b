package dev.gantry.bench.traffic;

import dev.gantry.bench.traffic.Samples.Steady;
import dev.gantry.bench.traffic.TrafficResult.Round;
import dev.gantry.bench.traffic.TrafficResult.Spread;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Lets Gantry, a bare consumer and Flink do the same load, one after the other, several times over;
 * then Gantry the same clips from few cameras and from many.
 */
final class TrafficBench {

  private static final int FEW = 10;
  private static final int MANY = 10_000;

  /**
   * Four from each of many cameras, two of them before a run counts: what happens between clips,
   * where tracks end and windows close, is compiled by then with many cameras as with few.
   */
  private static final int CLIPS = 4 * MANY;

  private final Plan plan;
  private final Trial trial;
  private final Path dir;
  private final Consumer<String> progress;

  /**
   * What to do.
   *
   * @param seed of the city
   * @param cameras cameras of the city
   * @param seconds of the city's time
   * @param rounds rounds
   * @param scaling whether few and many cameras are compared
   */
  record Plan(long seed, int cameras, int seconds, int rounds, boolean scaling) {}

  /**
   * @param dir where loads and logs are left
   */
  TrafficBench(Plan plan, Trial.Terms terms, Path dir, Consumer<String> progress) {
    this.plan = plan;
    this.trial = new Trial(terms, dir);
    this.dir = dir;
    this.progress = progress;
  }

  TrafficResult run() throws IOException, InterruptedException {
    progress.accept("Simulating " + plan.cameras() + " cameras for " + plan.seconds() + " s ...");
    long frames = (long) plan.seconds() * CityRecording.FRAMES_PER_SECOND;
    Load load =
        new CityRecording(plan.seed(), plan.cameras(), frames).record(dir.resolve("city.load"));
    Expected expected = expected(load);
    List<Round> rounds = new ArrayList<>();
    for (int round = 1; round <= plan.rounds(); round++) {
      rounds.add(round(load, expected, "Round " + round + ": "));
    }
    return TrafficResult.of(load, expected, rounds, plan.scaling() ? spreads() : List.of());
  }

  private Expected expected(Load load) {
    Expected expected = Expected.of(load);
    progress.accept(
        "%s: %d records with %d boxes become %d steps of tracks and %d closed windows"
            .formatted(
                load.name(),
                load.frames(),
                load.boxes(),
                expected.tracks(),
                expected.windows().size()));
    return expected;
  }

  private Round round(Load load, Expected expected, String name) throws InterruptedException {
    double bare = trial.bare(load);
    progress.accept(name + "bare consumer " + Math.round(bare) + " records/s");
    return new Round(
        bare,
        run(name, Contender.GANTRY, load, expected),
        run(name, Contender.FLINK_HEAP, load, expected),
        run(name, Contender.FLINK_ROCKSDB, load, expected));
  }

  private Steady run(String name, Contender contender, Load load, Expected expected)
      throws InterruptedException {
    Steady steady = trial.run(contender, load, expected);
    progress.accept(
        String.format(
            Locale.ROOT,
            "%s%s %.0f records/s, %.1f us of processor time each",
            name,
            contender,
            steady.framesPerSecond(),
            steady.cpuMicrosPerFrame()));
    return steady;
  }

  private List<Spread> spreads() throws IOException, InterruptedException {
    Clips clips = new Clips(plan.seed());
    Load few = clips.spread(FEW, CLIPS, dir.resolve("few.load"));
    Load many = clips.spread(MANY, CLIPS, dir.resolve("many.load"));
    Expected ofFew = expected(few);
    Expected ofMany = expected(many);
    List<Spread> spreads = new ArrayList<>();
    for (int round = 1; round <= plan.rounds(); round++) {
      String name = "Round " + round + ", ";
      spreads.add(
          new Spread(
              run(name + few.name() + ": ", Contender.GANTRY, few, ofFew),
              run(name + many.name() + ": ", Contender.GANTRY, many, ofMany)));
    }
    return spreads;
  }
}
