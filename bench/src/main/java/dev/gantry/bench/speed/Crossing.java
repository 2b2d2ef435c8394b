package dev.gantry.bench.speed;

import dev.gantry.domain.geometry.Point;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * Where and when a track crosses a line, as {@code getCarTimeAndSpatialIntersection} of the
 * published evaluation has it: by lines of regression through the six sightings nearest to it.
 *
 * @param place pixels
 * @param frame frame number, with its fraction
 */
record Crossing(Point place, double frame) {

  private static final int AROUND = 6;

  /** The crossing; empty where the regressions have no finite one. */
  static Optional<Crossing> of(ImageLine line, List<PixelTrack.Sighting> sightings) {
    List<PixelTrack.Sighting> near =
        sightings.stream()
            .sorted(Comparator.comparingDouble(s -> line.distanceTo(s.place())))
            .limit(AROUND)
            .toList();
    Regression way = Regression.of(near, s -> s.place().x(), s -> s.place().y());
    // y = slope x + intercept meets a x + b y + c = 0.
    double x = -(line.b() * way.intercept + line.c()) / (line.a() + line.b() * way.slope);
    double y = way.slope * x + way.intercept;
    double zero = -way.intercept / way.slope;
    Regression time = Regression.of(near, s -> way.travelled(s.place(), zero), s -> s.frame());
    double frame = time.slope * Math.hypot(x - zero, y) + time.intercept;
    return Double.isFinite(x) && Double.isFinite(y) && Double.isFinite(frame)
        ? Optional.of(new Crossing(new Point(x, y), frame))
        : Optional.empty();
  }

  private record Regression(double slope, double intercept) {

    static Regression of(
        List<PixelTrack.Sighting> near,
        ToDoubleFunction<PixelTrack.Sighting> from,
        ToDoubleFunction<PixelTrack.Sighting> to) {
      double meanX = near.stream().mapToDouble(from).average().orElseThrow();
      double meanY = near.stream().mapToDouble(to).average().orElseThrow();
      double xx = 0;
      double xy = 0;
      for (PixelTrack.Sighting sighting : near) {
        double dx = from.applyAsDouble(sighting) - meanX;
        xx += dx * dx;
        xy += dx * (to.applyAsDouble(sighting) - meanY);
      }
      return new Regression(xy / xx, meanY - xy / xx * meanX);
    }

    /** Distance of a pixel, projected on the line, from where the line crosses row 0. */
    double travelled(Point pixel, double zero) {
      return Math.abs(pixel.x() - zero + slope * pixel.y()) / Math.sqrt(1 + slope * slope);
    }
  }
}
