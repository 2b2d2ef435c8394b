package dev.gantry.detectors;

import dev.gantry.domain.detection.Detector;
import dev.gantry.domain.detection.DetectorFactory;
import dev.gantry.domain.detection.ModelDescriptor;

/**
 * Makes the detector a model descriptor asks for.
 *
 * <p>Native libraries are set up when the first one is made in a process, so make it before
 * anything else uses OpenCV, FFmpeg or DJL. Nothing is ever downloaded.
 */
public final class Detectors implements DetectorFactory {

  private final ModelCache models;

  /**
   * @throws UnsupportedOperationException on a platform other than linux on x86_64
   */
  public Detectors(DetectorSettings settings) {
    Natives.prepare(settings);
    this.models = new ModelCache(settings.threads());
  }

  @Override
  public Detector create(ModelDescriptor model) {
    return switch (model.engine()) {
      case MOTION -> new MotionDetector();
      case PYTORCH, ONNX_RUNTIME -> ModelDetector.create(model, models);
    };
  }
}
