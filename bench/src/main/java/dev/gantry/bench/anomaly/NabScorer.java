package dev.gantry.bench.anomaly;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The score of the Numenta Anomaly Benchmark for one profile, by its definition in A. Lavin and S.
 * Ahmad, "Evaluating Real-time Anomaly Detection Algorithms: the Numenta Anomaly Benchmark", ICMLA
 * 2015 (arXiv:1510.03336), and as version 1.1 of it computes it.
 *
 * <p>A reading whose score reaches the threshold is reported. Of those in a window the one of most
 * worth counts, which is the earliest; a window without any costs a miss; one outside all windows
 * costs by its distance from the window before. Both follow S(y) = 2 / (1 + e^5y) − 1, where y is
 * −1 at the start of a window and 0 just after its end, and −1 beyond y = 3 or before the first
 * window. A hit at the start of its window is worth exactly its weight.
 */
final class NabScorer {

  /** A threshold that nothing reaches. */
  static final double NOTHING = 1.1;

  private static final double FAR = 3;

  private final NabProfile profile;

  NabScorer(NabProfile profile) {
    this.profile = profile;
  }

  /** The threshold that serves all series best, and the sum of their scores with it. */
  record Optimum(double threshold, double sum) {}

  /** Score of one series with a threshold, not normalised. */
  double score(ScoredSeries scored, double threshold) {
    return score(List.of(scored), threshold);
  }

  /** Sum of the scores of several series with one threshold. */
  double score(List<ScoredSeries> corpus, double threshold) {
    Sum sum = new Sum(corpus);
    sum.points.stream().filter(point -> point.score >= threshold).forEach(sum::report);
    return sum.total;
  }

  /** The best single threshold, among the scores themselves; the highest of equal ones. */
  Optimum optimum(List<ScoredSeries> corpus) {
    Sum sum = new Sum(corpus);
    List<Point> points = new ArrayList<>(sum.points);
    points.sort(Comparator.comparingDouble(Point::score).reversed());
    Optimum best = new Optimum(NOTHING, sum.total);
    for (int i = 0; i < points.size(); i++) {
      sum.report(points.get(i));
      double threshold = points.get(i).score;
      boolean lastOfThreshold = i + 1 == points.size() || points.get(i + 1).score < threshold;
      if (lastOfThreshold && sum.total > best.sum) {
        best = new Optimum(threshold, sum.total);
      }
    }
    return best;
  }

  /** A sum of scores on the scale where reporting nothing is 0 and perfection 100. */
  double normalised(double sum, List<ScoredSeries> corpus) {
    double nothing = new Sum(corpus).total;
    int windows = corpus.stream().mapToInt(scored -> scored.series().windows().size()).sum();
    return 100 * (sum - nothing) / (windows * profile.hit() - nothing);
  }

  private static double scaledSigmoid(double position) {
    return position > FAR ? -1 : 2 / (1 + Math.exp(5 * position)) - 1;
  }

  /**
   * What reporting one reading is worth.
   *
   * @param window number of its window in the corpus; -1 outside all windows
   */
  private record Point(double score, int window, double worth) {}

  /** The total while readings are reported one after another. */
  private final class Sum {

    private final List<Point> points = new ArrayList<>();
    private final List<Double> bestOfWindow = new ArrayList<>();
    private double total;

    Sum(List<ScoredSeries> corpus) {
      corpus.forEach(this::add);
    }

    private void add(ScoredSeries scored) {
      NabSeries series = scored.series();
      List<NabSeries.Window> windows = series.windows();
      int probation = series.probation();
      int before = bestOfWindow.size();
      for (NabSeries.Window window : windows) {
        double nothing = window.last() >= probation ? -profile.miss() : 0;
        bestOfWindow.add(nothing);
        total += nothing;
      }
      int next = 0;
      for (int i = 0; i < series.readings().size(); i++) {
        while (next < windows.size() && windows.get(next).last() < i) {
          next++;
        }
        if (i < probation) {
          continue;
        }
        boolean inside = next < windows.size() && windows.get(next).first() <= i;
        double worth =
            inside
                ? hit(windows.get(next), i)
                : next == 0 ? -profile.falseAlarm() : falseAlarm(windows.get(next - 1), i);
        points.add(new Point(scored.scores().get(i), inside ? before + next : -1, worth));
      }
    }

    private double hit(NabSeries.Window window, int index) {
      double width = window.last() - window.first() + 1.0;
      double position = -(window.last() - index + 1) / width;
      return profile.hit() * scaledSigmoid(position) / scaledSigmoid(-1);
    }

    private double falseAlarm(NabSeries.Window before, int index) {
      double position = (index - before.last()) / (double) (before.last() - before.first());
      return profile.falseAlarm() * scaledSigmoid(position);
    }

    private void report(Point point) {
      if (point.window < 0) {
        total += point.worth;
      } else if (point.worth > bestOfWindow.get(point.window)) {
        total += point.worth - bestOfWindow.get(point.window);
        bestOfWindow.set(point.window, point.worth);
      }
    }
  }
}
