package dev.gantry.bench.tracking;

import dev.gantry.domain.geometry.Box;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A sequence and a tracker's answers to it, down to what is to be scored: truth that does not count
 * is gone, and so are answers that match what does no harm, lie where nothing was labelled, or are
 * too small to have been labelled. The steps are those of TrackEval's evaluations of KITTI and
 * MOTChallenge (Luiten et al.), which change nothing where all truth counts.
 *
 * @param frames all frames
 * @param truths number of true identities
 * @param answers number of the tracker's identities
 */
record ScoredSequence(List<FrameOverlaps> frames, int truths, int answers) {

  /** Overlap from which an answer is of a true object. */
  static final double MATCH = 0.5;

  /** Share of an answer within a region that nobody cares for, above which it is passed over. */
  private static final double IN_DONT_CARE = 0.5;

  ScoredSequence {
    frames = List.copyOf(frames);
  }

  /**
   * @param placed the tracker's answers, frame by frame
   */
  static ScoredSequence of(TestSequence sequence, List<List<Placed>> placed) {
    Map<Integer, Integer> truthNumbers = new HashMap<>();
    Map<Integer, Integer> answerNumbers = new HashMap<>();
    List<FrameOverlaps> frames = new ArrayList<>();
    for (int i = 0; i < sequence.frames().size(); i++) {
      TestFrame frame = sequence.frames().get(i);
      List<Placed> answers = withoutPassedOver(sequence, frame, placed.get(i));
      List<Truth> truths = frame.truth().stream().filter(Truth::counted).toList();
      frames.add(
          new FrameOverlaps(
              truths.stream().mapToInt(t -> number(truthNumbers, t.id())).toArray(),
              answers.stream().mapToInt(a -> number(answerNumbers, a.id())).toArray(),
              overlaps(truths, answers)));
    }
    return new ScoredSequence(frames, truthNumbers.size(), answerNumbers.size());
  }

  private static int number(Map<Integer, Integer> numbers, int id) {
    return numbers.computeIfAbsent(id, unknown -> numbers.size());
  }

  private static List<Placed> withoutPassedOver(
      TestSequence sequence, TestFrame frame, List<Placed> placed) {
    FrameOverlaps all =
        new FrameOverlaps(
            new int[frame.truth().size()], new int[placed.size()], overlaps(frame.truth(), placed));
    int[] answerOf = all.bestPairs((t, a) -> all.reaches(t, a, MATCH) ? all.iou(t, a) : 0);
    boolean[] matched = new boolean[placed.size()];
    boolean[] passedOver = new boolean[placed.size()];
    for (int t = 0; t < answerOf.length; t++) {
      if (answerOf[t] >= 0) {
        matched[answerOf[t]] = true;
        passedOver[answerOf[t]] = frame.truth().get(t).role() == Truth.Role.HARMLESS;
      }
    }
    List<Placed> left = new ArrayList<>();
    for (int a = 0; a < matched.length; a++) {
      Box box = placed.get(a).box();
      boolean nobodyCares =
          !matched[a] && (box.height() <= sequence.minHeight() || isIn(frame.dontCare(), box));
      if (!passedOver[a] && !nobodyCares) {
        left.add(placed.get(a));
      }
    }
    return left;
  }

  private static boolean isIn(List<Box> dontCare, Box box) {
    return dontCare.stream()
        .anyMatch(region -> region.intersection(box) > IN_DONT_CARE * box.area());
  }

  private static double[][] overlaps(List<Truth> truths, List<Placed> placed) {
    double[][] iou = new double[truths.size()][placed.size()];
    for (int t = 0; t < iou.length; t++) {
      Box box = truths.get(t).box();
      Arrays.setAll(iou[t], a -> box.iou(placed.get(a).box()));
    }
    return iou;
  }
}
