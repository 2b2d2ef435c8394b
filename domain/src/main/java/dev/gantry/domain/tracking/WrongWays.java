package dev.gantry.domain.tracking;

import dev.gantry.domain.camera.CameraGeometry;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Tells who goes the wrong way, unless it is the camera that looks aside. One that was turned shows
 * everybody aslant to the segments at once, half of them on those of the other direction. So a
 * verdict waits until somebody in the same picture, be it the offender, goes along a segment.
 */
final class WrongWays {

  private WrongWays() {}

  static void apply(TrackerState state, Optional<CameraGeometry> geometry) {
    geometry.ifPresent(known -> state.headings().measuredBy(known.version()));
    boolean aimed = false;
    for (Track track : state.tracks()) {
      OptionalDouble aslant =
          track.confirmed() ? track.motion().aslantDeg() : OptionalDouble.empty();
      if (aslant.isPresent() && track.motion().segment().isPresent()) {
        String segment = track.motion().segment().get();
        aimed |= state.headings().isUsual(segment, aslant.getAsDouble());
        state.headings().see(segment, aslant.getAsDouble());
      }
    }
    if (aimed) {
      state.headings().aimed(state.atUs());
    }
    for (Track track : state.tracks()) {
      track.motion().tellWrongWay(aimed);
    }
  }
}
