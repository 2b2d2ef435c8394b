package dev.gantry.domain.tracking;

import dev.gantry.domain.geometry.Box;
import dev.gantry.domain.time.Micros;
import java.util.Optional;

/** Tells the steps of tracks. */
final class Steps {

  private Steps() {}

  static TrackStep current(
      TrackerState state, Track track, TrackStep.Phase phase, Optional<Conflict> conflict) {
    return step(
        state, track, phase, state.seq(), state.atUs(), track.box(), track.observed(), conflict);
  }

  /** The end of a track: where, when and in which frame it was last seen. */
  static TrackStep end(TrackerState state, Track track) {
    return step(
        state,
        track,
        TrackStep.Phase.END,
        track.seenSeq(),
        track.seenUs(),
        track.seenBox(),
        true,
        Optional.empty());
  }

  private static TrackStep step(
      TrackerState state,
      Track track,
      TrackStep.Phase phase,
      long seq,
      long atUs,
      Box box,
      boolean observed,
      Optional<Conflict> conflict) {
    BoxFilter filter = track.filter();
    MotionState motion = track.motion();
    return new TrackStep(
        track.id(state.cameraId(), state.epoch()),
        phase,
        state.epoch(),
        seq,
        Micros.toInstant(atUs),
        Micros.toInstant(track.startedUs()),
        track.hits(),
        track.label(),
        track.medianScore(),
        box,
        observed,
        Math.sqrt(
            filter.velocityX() * filter.velocityX() + filter.velocityY() * filter.velocityY()),
        motion.ground(),
        motion.segment(),
        motion.limitMps(),
        motion.direction(),
        motion.wrongWay(),
        state.headings().secondsSinceAimed(atUs),
        track.passage().zones(),
        track.passage().at(atUs),
        conflict);
  }
}
