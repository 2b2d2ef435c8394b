package dev.gantry.ingest.city.render;

import java.util.List;

/** Something that stands beside the streets. */
interface Thing {

  /**
   * Where a ray meets it.
   *
   * @return way along the ray in units of its direction, above 0; infinite when it doesn't
   */
  double hit(Ray ray);

  /** What a point of its surface looks like. */
  Look look(Vec point);

  /** Corners of a body that has all of it within. */
  List<Vec> hull();
}
