package dev.gantry.domain.tracking;

import dev.gantry.domain.detection.Detection;
import java.nio.ByteBuffer;

/** What the detector took a track for, and how surely, over its sightings. */
final class Recognition {

  private final MedianScore scores;
  private final RecentScore recentScores;
  private final LabelVotes votes;

  /** Of a track that was not seen yet. */
  Recognition() {
    this(new MedianScore(), new RecentScore(), new LabelVotes());
  }

  private Recognition(MedianScore scores, RecentScore recentScores, LabelVotes votes) {
    this.scores = scores;
    this.recentScores = recentScores;
    this.votes = votes;
  }

  /**
   * Takes in a sighting.
   *
   * @param elapsed seconds since the one before
   */
  void add(Detection detection, double elapsed) {
    scores.add(detection.score());
    recentScores.add(elapsed, detection.score());
    votes.add(detection.label(), detection.score());
  }

  /** What it was mostly called. */
  String label() {
    return votes.winner();
  }

  double medianScore() {
    return scores.value();
  }

  /** How sure the detector was of it lately, 0 to 1. */
  double recentScore() {
    return recentScores.value();
  }

  void write(StateWriter to) {
    scores.write(to);
    recentScores.write(to);
    votes.write(to);
  }

  static Recognition read(ByteBuffer from) {
    return new Recognition(MedianScore.read(from), RecentScore.read(from), LabelVotes.read(from));
  }
}
