package dev.gantry.detectors;

import dev.gantry.domain.detection.Detector;
import dev.gantry.domain.detection.DetectorFactory;
import dev.gantry.domain.detection.ModelDescriptor;
import java.nio.file.Path;

/**
 * Makes the detector a model descriptor asks for.
 *
 * <p>Native libraries are set up when the first one is made in a process, so make it before
 * anything else uses OpenCV, FFmpeg or DJL. Nothing is ever downloaded.
 */
public final class Detectors implements DetectorFactory {

  private final ModelCache models;
  private final int threads;

  /**
   * @throws UnsupportedOperationException on a platform other than linux on x86_64
   */
  public Detectors(DetectorSettings settings) {
    Natives.prepare(settings);
    this.models = new ModelCache(settings.threads());
    this.threads = settings.threads();
  }

  /** Whether a file's name ends as that of weights does, so that {@link #infer} reads it. */
  public static boolean isWeights(Path file) {
    return WeightsReader.engineOf(file).isPresent();
  }

  /**
   * Works out how to run weights that come without a descriptor, by the shapes of their input and
   * output. Runs the model once.
   *
   * @param id id of the model's definition
   * @param weights a file that ends in {@code .onnx}, {@code .pt} or {@code .torchscript}
   * @throws IllegalArgumentException naming the file, what was found and what is understood, when
   *     it can't be read or its shapes do not decide
   */
  public InferredModel infer(String id, Path weights) {
    return new WeightsReader(id, weights, threads).read();
  }

  @Override
  public Detector create(ModelDescriptor model) {
    return switch (model.engine()) {
      case MOTION -> new MotionDetector();
      case PYTORCH, ONNX_RUNTIME -> ModelDetector.create(model, models);
    };
  }
}
