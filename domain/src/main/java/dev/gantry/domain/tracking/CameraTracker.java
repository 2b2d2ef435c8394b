package dev.gantry.domain.tracking;

import dev.gantry.domain.camera.CameraGeometry;
import dev.gantry.domain.detection.Detection;
import dev.gantry.domain.geometry.Box;
import dev.gantry.domain.time.Micros;
import dev.gantry.domain.tracking.MotionState.Spot;
import dev.gantry.domain.tracking.TrackerResult.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Turns the detections of one camera, frame by frame, into tracks.
 *
 * <p>Deterministic: the same frames on the same state give the same steps; time is event time.
 * Holds no state of its own, so one instance serves any number of cameras and threads.
 *
 * <p>Association is in two stages, high scores before low ones (ByteTrack, Zhang et al. 2022), over
 * the predictions of a Kalman filter. A track is told of, as {@code NEW}, once its history confirms
 * it; from then on each frame gives one step, seen or predicted, until {@code END}.
 *
 * <p>What a camera shows while it is turned is tracked as that of a camera without a definition: it
 * tells nothing of metres, segments, zones and lines, then or later.
 */
public final class CameraTracker {

  /** Longest label taken, characters: labels are part of the state. */
  public static final int LONGEST_LABEL = 64;

  /** Share of its box that must lie in the image for an unseen track to be kept. */
  private static final double MIN_VISIBLE = 0.4;

  /** Share of its sightings within a stronger track from which an object is a part of that. */
  private static final double MAX_RIDING = 0.5;

  /** Share of the frames in which one is seen that is seen all the time. */
  private static final double STEADY = 0.9;

  /** Share of the image that one that stands fills at least: a bicycle, 11 by 33 of 640 by 360. */
  private static final double LEAST_STANDING = 0.0012;

  private final TrackerSettings settings;

  public CameraTracker(TrackerSettings settings) {
    this.settings = settings;
  }

  /**
   * Advances the state by one frame. A frame whose sequence was reached before, or whose epoch is
   * over, changes nothing. A new epoch first ends the tracks of the one before.
   *
   * @param state state of the frame's camera; changed
   * @param geometry of the camera at the time of the frame; absent when there is no definition. A
   *     change applies to running tracks at once.
   */
  public TrackerResult advance(
      TrackerState state, DetectedFrame frame, Optional<CameraGeometry> geometry) {
    if (state.started() && frame.streamEpoch() < state.epoch()) {
      return new TrackerResult(List.of(), Outcome.LATE);
    }
    boolean sameEpoch = state.started() && frame.streamEpoch() == state.epoch();
    if (sameEpoch && frame.frameSeq() <= state.seq()) {
      return new TrackerResult(List.of(), Outcome.REPEATED);
    }
    long capturedUs = Micros.of(frame.capturedAt());
    List<TrackStep> steps = new ArrayList<>();
    boolean gap = capturedUs - state.atUs() > Micros.of(settings.maxAge());
    boolean clockBack = state.atUs() - capturedUs > Micros.of(settings.maxAge());
    if (!sameEpoch || gap || clockBack) {
      steps.addAll(end(state, geometry));
    }
    if (!sameEpoch || clockBack) {
      state.stands().clear();
      state.passings().clear();
      state.headings().forgetAim();
    }
    long atUs = sameEpoch && !clockBack ? Math.max(capturedUs, state.atUs()) : capturedUs;
    double seconds = state.tracks().isEmpty() ? 0 : (atUs - state.atUs()) / 1e6;
    long elapsedUs = state.tracks().isEmpty() ? 0 : atUs - state.atUs();
    state.reach(frame.streamEpoch(), frame.frameSeq(), atUs);
    FrameTime time =
        new FrameTime(frame.frameSeq(), atUs, frame.width(), frame.height(), frame.turned());
    double fade = BoxFilter.fade(seconds);
    state.tracks().forEach(track -> track.predict(seconds, fade));
    List<Detection> usable = UsableDetections.of(frame.detections(), settings.maxDetections());
    new FrameAssociation(settings, state.tracks(), usable, time, elapsedUs).apply();
    if (!time.turned()) {
      state.stands().look(state.tracks(), elapsedUs);
    }
    tell(state, time, geometry, steps);
    return new TrackerResult(steps, Outcome.ADVANCED);
  }

  /**
   * Ends all tracks of a camera, as when its stream has ended: one {@code END} for each confirmed
   * track. The state still recognises repeats of what it has seen.
   *
   * @param state changed
   * @param geometry of the camera, for the final speeds
   */
  public List<TrackStep> end(TrackerState state, Optional<CameraGeometry> geometry) {
    List<TrackStep> steps = new ArrayList<>();
    for (Track track : state.tracks()) {
      if (track.confirmed()) {
        steps.add(ended(state, track, geometry));
      }
    }
    state.tracks().clear();
    return steps;
  }

  private void tell(
      TrackerState state, FrameTime time, Optional<CameraGeometry> defined, List<TrackStep> steps) {
    Optional<CameraGeometry> geometry = time.turned() ? Optional.empty() : defined;
    Set<Track> fresh = new HashSet<>();
    for (Iterator<Track> all = state.tracks().iterator(); all.hasNext(); ) {
      Track track = all.next();
      if (isOver(track, time)) {
        all.remove();
        if (track.confirmed()) {
          steps.add(ended(state, track, defined));
        }
        continue;
      }
      if (!track.confirmed() && isConfirmed(track, time)) {
        track.confirm();
        fresh.add(track);
      }
      if (track.confirmed()) {
        Optional<Spot> spot =
            track
                .motion()
                .update(geometry, track, time.atUs(), settings.speedWindow().toNanos() / 1e9);
        track.passage().update(geometry, track, state, spot);
      }
    }
    WrongWays.apply(state, geometry);
    Lookahead.apply(state, geometry, time);
    Map<Track, Conflict> conflicts = Conflicts.of(state, geometry);
    for (Track track : state.tracks()) {
      if (track.confirmed()) {
        TrackStep.Phase phase =
            fresh.contains(track) ? TrackStep.Phase.NEW : TrackStep.Phase.UPDATE;
        steps.add(Steps.current(state, track, phase, Optional.ofNullable(conflicts.get(track))));
      }
    }
  }

  /** What counts is where the camera looked when it was last seen, not when it is missed. */
  private static TrackStep ended(
      TrackerState state, Track track, Optional<CameraGeometry> defined) {
    track.motion().finish(track.seenTurned() ? Optional.empty() : defined, track);
    if (!track.seenTurned()) {
      state.stands().add(track);
    }
    return Steps.end(state, track);
  }

  private boolean isConfirmed(Track track, FrameTime time) {
    boolean motion = track.unclassified();
    double ratio = motion ? settings.motionMinHitRatio() : settings.minHitRatio();
    boolean rides = track.rides() > MAX_RIDING * track.hits();
    if (!track.observed() || rides || track.hits() < ratio * track.frames()) {
      return false;
    }
    long lifetimeUs = track.seenUs() - track.startedUs();
    boolean moved =
        track.travel() >= settings.minTravel() && track.steadiness() >= settings.minSteadiness();
    if (motion) {
      Duration least = moved ? settings.motionMinLifetime() : settings.motionStillLifetime();
      return (moved || isSteady(track, time))
          && track.hits() >= settings.motionMinHits()
          && lifetimeUs >= Micros.of(least);
    }
    boolean established =
        moved
            && track.hits() >= settings.minHits()
            && lifetimeUs >= Micros.of(settings.minLifetime());
    boolean sure =
        track.recentScore() >= settings.sureScore()
            && track.hits() >= settings.sureHits()
            && lifetimeUs >= Micros.of(settings.sureLifetime());
    return track.medianScore() >= settings.minMedianScore() && (established || sure);
  }

  /**
   * Whether the detector is sure of one that stands in frame after frame, as of nothing else. What
   * is left behind where something passed is as steady, but small.
   */
  private boolean isSteady(Track track, FrameTime time) {
    return track.recentScore() >= settings.sureScore()
        && track.hits() >= STEADY * track.frames()
        && track.seenBox().area() >= LEAST_STANDING * time.width() * time.height();
  }

  private boolean isOver(Track track, FrameTime time) {
    if (track.observed()) {
      return false;
    }
    long unseenUs = time.atUs() - track.seenUs();
    if (!track.confirmed()) {
      return unseenUs > Micros.of(settings.tentativeMaxAge());
    }
    if (track.leaving(time) && unseenUs > Micros.of(settings.leavingMaxAge())) {
      return true;
    }
    if (track.mergedUs() > Micros.of(settings.maxMerged())
        || unseenUs - track.mergedUs() > Micros.of(settings.maxAge())) {
      return true;
    }
    if (!time.sized()) {
      return false;
    }
    Box box = track.filter().box();
    Box image = new Box(0, 0, time.width(), time.height());
    return image.intersection(box) < MIN_VISIBLE * box.area();
  }
}
