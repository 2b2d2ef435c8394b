package dev.gantry.bench.anomaly;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Runs methods over the series of the Numenta Anomaly Benchmark and scores them by its rules. */
final class AnomalyBench {

  private final NabCorpus corpus;
  private final List<NabProfile> profiles;

  /**
   * @param folder the corpus, see {@link NabCorpus}
   * @throws IOException when it can't be read
   */
  AnomalyBench(Path folder) throws IOException {
    corpus = NabCorpus.read(folder);
    profiles = NabCorpus.profiles(folder);
  }

  /** What a method makes of every series, each from scratch. */
  List<ScoredSeries> run(Supplier<SeriesMethod> newMethod) {
    List<ScoredSeries> scored = new ArrayList<>();
    for (NabSeries one : corpus.series()) {
      SeriesMethod method = newMethod.get();
      scored.add(new ScoredSeries(one, one.readings().stream().map(method::score).toList()));
    }
    return scored;
  }

  /** Scores the detector and, beside it, the baselines. */
  AnomalyResult result(List<ScoredSeries> scored, double shippedThreshold) {
    Figures thresholds =
        Figures.of(profiles, profile -> new NabScorer(profile).optimum(scored).threshold());
    return new AnomalyResult(
        corpus.series().size(),
        corpus.series().stream().mapToInt(one -> one.windows().size()).sum(),
        corpus.leftOut(),
        best(scored),
        thresholds,
        Figures.of(
            profiles,
            profile -> {
              NabScorer scorer = new NabScorer(profile);
              return percent(scorer.normalised(scorer.score(scored, shippedThreshold), scored));
            }),
        shippedThreshold,
        scored.stream().map(one -> file(one, thresholds)).toList(),
        Map.of(
            "windowed-gaussian", best(run(WindowedGaussian::new)),
            "seasonal-z-score", best(run(SeasonalZScore::new))));
  }

  private Figures best(List<ScoredSeries> scored) {
    return Figures.of(
        profiles,
        profile -> {
          NabScorer scorer = new NabScorer(profile);
          return percent(scorer.normalised(scorer.optimum(scored).sum(), scored));
        });
  }

  private AnomalyResult.File file(ScoredSeries scored, Figures thresholds) {
    return new AnomalyResult.File(
        scored.series().name(),
        scored.series().windows().size(),
        score(scored, 0, thresholds.standard()),
        score(scored, 1, thresholds.lowFp()),
        score(scored, 2, thresholds.lowFn()));
  }

  private double score(ScoredSeries scored, int profile, double threshold) {
    return new NabScorer(profiles.get(profile)).score(scored, threshold);
  }

  private static double percent(double value) {
    return Double.isFinite(value) ? Math.round(value * 100) / 100.0 : Double.NaN;
  }
}
