package dev.gantry.domain.camera;

import dev.gantry.domain.geometry.KnownDistance;
import dev.gantry.domain.geometry.Lens;
import dev.gantry.domain.geometry.Point;
import java.util.List;

/** How the pixels of a camera become metres on the ground, in the form the operator stated it. */
public sealed interface Calibration {

  /**
   * From points whose place on the ground is known.
   *
   * @param pairs four or more, no three of the first four on one line
   */
  record Points(List<Pair> pairs) implements Calibration {

    public Points {
      pairs = List.copyOf(pairs);
    }
  }

  /**
   * A point in the image and where it is on the ground.
   *
   * @param pixel pixels
   * @param metres metres
   */
  record Pair(Point pixel, Point metres) {}

  /**
   * A homography as it is.
   *
   * @param rowMajor nine numbers, row by row, from homogeneous pixels to homogeneous metres
   */
  record Matrix(List<Double> rowMajor) implements Calibration {

    public Matrix {
      rowMajor = List.copyOf(rowMajor);
    }
  }

  /**
   * From vanishing points, as BrnoCompSpeed states it.
   *
   * @param vp1 vanishing point of the direction of travel, pixels
   * @param vp2 vanishing point of the direction across, pixels
   * @param principal principal point, pixels
   * @param scale metres per unit of the ground plane at distance one focal length, above 0
   */
  record Vanishing(Point vp1, Point vp2, Point principal, double scale) implements Calibration {}

  /**
   * From known distances on the ground, for a camera with square pixels.
   *
   * @param distances four or more
   * @param principal principal point, as a rule the middle of the image, pixels
   */
  record Distances(List<KnownDistance> distances, Point principal) implements Calibration {

    public Distances {
      distances = List.copyOf(distances);
    }
  }

  /**
   * A calibration whose camera sees through a lens that bends straight lines.
   *
   * @param lens the lens
   * @param calibration of what is seen: marked points in the image as it is; a matrix and vanishing
   *     points in the image as it would be without distortion
   */
  record ThroughLens(Lens lens, Calibration calibration) implements Calibration {}
}
