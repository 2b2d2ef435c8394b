package dev.gantry.detectors;

import dev.gantry.domain.detection.Detector;
import dev.gantry.domain.detection.DetectorFactory;
import dev.gantry.domain.detection.ModelDescriptor;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Makes the detector a model descriptor asks for.
 *
 * <p>What native libraries read is set when the first one is made in a process, so make it before
 * anything else uses OpenCV, FFmpeg or DJL. They are loaded in the background, since finding them
 * among all jars takes half a second of work, and waited for before the first detector is made.
 * Nothing is ever downloaded.
 */
public final class Detectors implements DetectorFactory {

  private final ModelCache models;
  private final int threads;
  private final CompletableFuture<Void> natives;

  /**
   * @throws UnsupportedOperationException on a platform other than linux on x86_64
   */
  public Detectors(DetectorSettings settings) {
    Natives.configure(settings);
    this.models = new ModelCache(settings.threads());
    this.threads = settings.threads();
    this.natives =
        CompletableFuture.runAsync(() -> Natives.load(settings), Detectors::inBackground);
  }

  private static void inBackground(Runnable task) {
    Thread thread = new Thread(task, "natives");
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * Waits until the native libraries are loaded.
   *
   * @throws LinkageError when they can't be
   * @throws java.io.UncheckedIOException when they can't be unpacked, say onto a full disk
   */
  public void awaitReady() {
    try {
      natives.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
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
    awaitReady();
    return new WeightsReader(id, weights, threads).read();
  }

  @Override
  public Detector create(ModelDescriptor model) {
    awaitReady();
    return switch (model.engine()) {
      case MOTION -> new MotionDetector();
      case PYTORCH, ONNX_RUNTIME -> ModelDetector.create(model, models);
    };
  }
}
