package dev.gantry.detectors;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What an ONNX file says of itself.
 *
 * @param inputs in the order of the graph
 * @param outputs in the order of the graph
 * @param metadata what the exporter wrote beside the graph, by its keys
 */
record OnnxSignature(List<Node> inputs, List<Node> outputs, Map<String, String> metadata) {

  /**
   * An input or an output.
   *
   * @param name its name in the graph
   * @param type type of its elements, such as {@code FLOAT}; what it is when it is no tensor
   * @param shape sizes of its dimensions, -1 where the file leaves one open
   */
  record Node(String name, String type, List<Long> shape) {

    private static Node of(NodeInfo info) {
      return info.getInfo() instanceof TensorInfo tensor
          ? new Node(
              info.getName(), tensor.type.name(), Arrays.stream(tensor.getShape()).boxed().toList())
          : new Node(info.getName(), info.getInfo().getClass().getSimpleName(), List.of());
    }

    /** Whether it is a tensor of 32-bit floats. */
    boolean isFloat32() {
      return type.equals(OnnxJavaType.FLOAT.name());
    }

    /** Such as {@code images [1, 3, ?, ?]}. */
    @Override
    public String toString() {
      String sizes = shape.toString().replace("-1", "?");
      return name + " " + sizes + (isFloat32() ? "" : " of " + type);
    }
  }

  /**
   * Reads a file.
   *
   * @param id id of the model, for messages
   * @throws IllegalArgumentException when there is no ONNX file
   */
  static OnnxSignature read(String id, Path file) {
    LoadedModel.requireFile(id, file);
    OnnxEnvironment.start();
    try (OrtSession session = OrtEnvironment.getEnvironment().createSession(file.toString())) {
      return new OnnxSignature(
          session.getInputInfo().values().stream().map(Node::of).toList(),
          session.getOutputInfo().values().stream().map(Node::of).toList(),
          session.getMetadata().getCustomMetadata());
    } catch (OrtException e) {
      throw LoadedModel.unreadable(id, LoadedModel.ONNX, file, e);
    }
  }

  /** Such as {@code input images [1, 3, 416, 416], output output [1, 3549, 85]}. */
  @Override
  public String toString() {
    return "input " + text(inputs) + ", output " + text(outputs);
  }

  private static String text(List<Node> nodes) {
    return nodes.stream().map(Node::toString).collect(Collectors.joining(" and "));
  }
}
