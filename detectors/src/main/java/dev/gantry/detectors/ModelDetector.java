package dev.gantry.detectors;

import dev.gantry.domain.detection.CameraImage;
import dev.gantry.domain.detection.DetectedObjects;
import dev.gantry.domain.detection.Detection;
import dev.gantry.domain.detection.Detector;
import dev.gantry.domain.detection.ModelDescriptor;
import dev.gantry.domain.detection.ModelDescriptor.Input;
import dev.gantry.domain.geometry.Box;
import dev.gantry.domain.view.ViewSample;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bytedeco.opencv.opencv_core.Mat;
import org.jspecify.annotations.Nullable;

/** Finds objects with a neural network. Keeps nothing that it learns from images. */
final class ModelDetector implements Detector {

  private final ModelDescriptor descriptor;
  private final Input input;
  private final ImageDecoder images = new ImageDecoder();
  private final ImageReducer reducer = new ImageReducer();
  private final ModelCache.Lease lease;
  private final InputTensor tensor;
  private final OutputDecoder outputs;
  private final LoadedModel.Runner runner;
  private @Nullable Mat latest;
  private boolean closed;

  /**
   * Loads the model and runs it once on an empty image.
   *
   * @throws IllegalArgumentException naming the field, the value and what was expected
   */
  static ModelDetector create(ModelDescriptor descriptor, ModelCache models) {
    ModelCache.Lease lease = models.acquire(descriptor);
    ModelDetector detector = new ModelDetector(descriptor, lease);
    try {
      detector.requireFit();
      return detector;
    } catch (RuntimeException e) {
      detector.close();
      throw e;
    }
  }

  private ModelDetector(ModelDescriptor descriptor, ModelCache.Lease lease) {
    this.descriptor = descriptor;
    this.lease = lease;
    this.input = descriptor.input().orElseThrow();
    this.tensor = new InputTensor(input);
    this.outputs =
        OutputDecoder.of(descriptor.decoder().orElseThrow(), input.width(), input.height());
    this.runner = lease.model().newRunner(input.width(), input.height());
  }

  private void requireFit() {
    tensor.blank();
    List<Tensor> found;
    try {
      found = runner.run(tensor.buffer());
    } catch (RuntimeException e) {
      throw new IllegalArgumentException(
          LoadedModel.field(descriptor.id(), "input.size")
              + "expected the size that the model takes, found "
              + input.width()
              + "x"
              + input.height()
              + ": "
              + LoadedModel.gist(e),
          e);
    }
    ModelFit.require(descriptor, outputs, found);
  }

  @Override
  public DetectedObjects detect(CameraImage image) {
    latest = null;
    Mat decoded = images.decode(image.encoded(), input.width());
    latest = decoded;
    tensor.fill(decoded, images.width(), images.height());
    List<Candidate> candidates = outputs.decode(runner.run(tensor.buffer()), descriptor.minScore());
    List<Detection> detections = new ArrayList<>();
    for (Candidate candidate : Candidate.suppress(candidates, descriptor.nmsIou())) {
      double left = Math.max(0, tensor.imageX(candidate.left()));
      double top = Math.max(0, tensor.imageY(candidate.top()));
      double right = Math.min(images.width(), tensor.imageX(candidate.right()));
      double bottom = Math.min(images.height(), tensor.imageY(candidate.bottom()));
      if (right - left >= 1 && bottom - top >= 1) {
        detections.add(
            new Detection(
                descriptor.labels().get(candidate.label()),
                Math.min(1, candidate.score()),
                new Box(left, top, right - left, bottom - top)));
      }
    }
    return new DetectedObjects(images.width(), images.height(), detections);
  }

  @Override
  public Optional<ViewSample> view() {
    if (latest == null) {
      return Optional.empty();
    }
    WorkImage small = ImageReducer.imageFor(images.width(), images.height());
    reducer.reduce(latest, small);
    return ImageReducer.view(small);
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      runner.close();
      lease.close();
      tensor.close();
      latest = null;
      reducer.close();
      images.close();
    }
  }
}
