package dev.gantry.bench.speed;

import dev.gantry.domain.tracking.TrackStep.Speed;
import java.util.Optional;

/** Measures the tracks of one recording. */
interface SpeedMeter extends AutoCloseable {

  /** Mean speed of a track with its standard error; empty when it has none. */
  Optional<Speed> measure(PixelTrack track);

  @Override
  default void close() {}
}
