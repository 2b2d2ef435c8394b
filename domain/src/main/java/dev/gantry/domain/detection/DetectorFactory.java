package dev.gantry.domain.detection;

/** Makes detectors from model descriptors. Implementations may be called from any thread. */
@FunctionalInterface
public interface DetectorFactory {

  /**
   * Makes a detector of its own for one thread.
   *
   * @throws IllegalArgumentException naming the field, the value and what was expected, when the
   *     model can't be used (its file is missing, say, or its outputs do not fit its decoder)
   */
  Detector create(ModelDescriptor model);
}
