package dev.gantry.domain.tracking;

import dev.gantry.domain.camera.CameraGeometry;
import dev.gantry.domain.geometry.GroundMap;
import dev.gantry.domain.geometry.Point;
import dev.gantry.domain.tracking.MotionState.Spot;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** What a track does on its way, as kept between frames. Only sightings count. */
final class PassageState {

  private final Standing standing;
  private final ZoneVisits zones;
  private final LineCrossings lines;
  private final Route route;
  private String gate = "";
  private float aheadMetres;
  private boolean behindVehicle;

  PassageState() {
    this(new Standing(), new ZoneVisits(), new LineCrossings(), new Route());
  }

  private PassageState(Standing standing, ZoneVisits zones, LineCrossings lines, Route route) {
    this.standing = standing;
    this.zones = zones;
    this.lines = lines;
    this.route = route;
  }

  /**
   * Takes in a frame, after the track's motion.
   *
   * @param spot where the track is; empty without a calibration, and above the horizon
   */
  void update(
      Optional<CameraGeometry> geometry, Track track, TrackerState state, Optional<Spot> spot) {
    if (!track.observed()) {
      lines.miss();
      return;
    }
    long atUs = state.atUs();
    double size = track.filter().size();
    Optional<GroundMap> ground = geometry.flatMap(CameraGeometry::ground);
    if (standing.see(atUs, track.latestFoot(), size, ground)) {
      standing.begin(known(track, state).orElseGet(() -> stand(track, state)));
    }
    Point foot = track.foot();
    zones.see(atUs, geometry.map(g -> g.zonesAt(foot)).orElse(List.of()));
    gate = geometry.map(g -> g.gateOf(zones.ids())).orElse("");
    lines.see(foot, size, geometry.map(CameraGeometry::lines).orElse(List.of()));
    spot.ifPresent(at -> route.see(atUs, at.road(), at.metres(), state.passings()));
    if (track.seenTurned()) {
      route.leave();
    }
  }

  /** The stand of one that was lost there; a turned camera shows another place there. */
  private static Optional<Standing.Stand> known(Track track, TrackerState state) {
    return track.seenTurned() ? Optional.empty() : state.stands().take(track);
  }

  private Standing.Stand stand(Track track, TrackerState state) {
    long sinceUs = standing.sinceUs();
    String id = track.id(state.cameraId(), state.epoch());
    return new Standing.Stand(id + "@" + (sinceUs - track.startedUs()) / 1_000_000, sinceUs);
  }

  /**
   * Takes in how far the road before it is free, once all tracks are where they are in the frame.
   *
   * @param vehicle way to the next vehicle, metres
   * @param image way to where the image ends, metres
   */
  void lookAhead(OptionalDouble vehicle, double image) {
    behindVehicle = vehicle.isPresent();
    aheadMetres = (float) vehicle.orElse(image);
  }

  Standing standing() {
    return standing;
  }

  /** Ids of the zones it is in, sorted. */
  List<String> zones() {
    return zones.ids();
  }

  Passage at(long atUs) {
    return new Passage(
        standing.seconds(atUs),
        standing.stand().map(Standing.Stand::id).orElse(""),
        aheadMetres,
        behindVehicle,
        zones.dwellSeconds(atUs),
        gate,
        lines.fresh(),
        lines.all(),
        route.lane(),
        route.headwaySeconds(),
        route.entry(),
        route.turn());
  }

  void write(StateWriter to) {
    standing.write(to);
    zones.write(to);
    lines.write(to);
    route.write(to);
    to.put(gate).put(aheadMetres).put(behindVehicle);
  }

  static PassageState read(ByteBuffer from) {
    PassageState passage =
        new PassageState(
            Standing.read(from), ZoneVisits.read(from), LineCrossings.read(from), Route.read(from));
    passage.gate = StateWriter.readString(from);
    passage.aheadMetres = from.getFloat();
    passage.behindVehicle = from.get() != 0;
    return passage;
  }
}
