package dev.gantry.bench.speed;

import dev.gantry.domain.geometry.Point;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Which track is which car, by the evaluation code published with BrnoCompSpeed ({@code
 * prefilterData} and {@code computeMatches} in {@code code/eval.py} of
 * github.com/JakubSochor/BrnoCompSpeed, 3e142ef): of the tracks in the car's lane, the one that
 * crosses the last line nearest in time to it, by less than 0.2 s.
 */
final class Matching {

  /** Margin of the image whose sightings are left out, pixels. */
  private static final int BORDER = 10;

  private static final int FEWEST_SIGHTINGS = 6;
  private static final double NEAREST_SECONDS = 0.2;

  private final Recording recording;
  private final List<Passing> passings = new ArrayList<>();

  /** A track at the gates. */
  private record Passing(PixelTrack track, int lane, double lastSeconds) {}

  Matching(Recording recording) {
    this.recording = recording;
    double end = recording.truth().stream().mapToDouble(TruthCar::lastSeconds).max().orElse(0);
    for (PixelTrack track : recording.tracks()) {
      if (!track.sightings().isEmpty()
          && track.sightings().get(0).frame() / recording.fps() < end) {
        passing(withoutBorder(track)).ifPresent(passings::add);
      }
    }
  }

  /** The track of a car, its sightings at the border of the image left out. */
  Optional<PixelTrack> find(TruthCar car) {
    return passings.stream()
        .filter(passing -> car.lanes().contains(passing.lane()))
        .min(Comparator.comparingDouble(passing -> apart(passing, car)))
        .filter(passing -> apart(passing, car) < NEAREST_SECONDS)
        .map(Passing::track);
  }

  private static double apart(Passing passing, TruthCar car) {
    return Math.abs(passing.lastSeconds() - car.lastSeconds());
  }

  /** A track, its sightings at the border of the image left out. */
  static PixelTrack withoutBorder(PixelTrack track) {
    return new PixelTrack(
        track.id(), track.sightings().stream().filter(s -> inside(s.place())).toList());
  }

  private static boolean inside(Point place) {
    return place.x() > BORDER
        && place.x() < Recording.WIDTH - BORDER
        && place.y() > BORDER
        && place.y() < Recording.HEIGHT - BORDER;
  }

  private Optional<Passing> passing(PixelTrack track) {
    if (track.sightings().size() < FEWEST_SIGHTINGS || !keepsToLanes(track)) {
      return Optional.empty();
    }
    List<ImageLine> gates = recording.gates();
    ImageLine lastGate = gates.get(0);
    ImageLine firstGate = gates.get(gates.size() - 1);
    long betweenGates =
        track.sightings().stream()
            .filter(s -> ImageLine.between(s.place(), lastGate, firstGate))
            .count();
    Optional<Crossing> first = Crossing.of(firstGate, track.sightings());
    Optional<Crossing> last = Crossing.of(lastGate, track.sightings());
    if (betweenGates < FEWEST_SIGHTINGS || first.isEmpty() || last.isEmpty()) {
      return Optional.empty();
    }
    OptionalInt lane = lane(last.get().place());
    if (lane.isEmpty() || lane(first.get().place()).isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new Passing(track, lane.getAsInt(), last.get().frame() / recording.fps()));
  }

  private boolean keepsToLanes(PixelTrack track) {
    for (PixelTrack.Sighting sighting : track.sightings()) {
      OptionalInt lane = lane(sighting.place());
      if (lane.isEmpty() || recording.invalidLanes().contains(lane.getAsInt())) {
        return false;
      }
    }
    return true;
  }

  private OptionalInt lane(Point pixel) {
    List<ImageLine> lines = recording.laneLines();
    for (int lane = 0; lane + 1 < lines.size(); lane++) {
      if (ImageLine.between(pixel, lines.get(lane), lines.get(lane + 1))) {
        return OptionalInt.of(lane);
      }
    }
    return OptionalInt.empty();
  }
}
