package dev.gantry.detectors;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * Writes the smallest ONNX files that do something: {@code output = base + mean(input) * factor},
 * with the numbers in protobuf's wire format (fields as in {@code onnx.proto}).
 */
final class OnnxFile {

  private OnnxFile() {}

  /** A model with one output of {@code shape}, {@code base} and {@code factor} as long as that. */
  static Path write(Path file, int height, int width, float[] base, float[] factor, long... shape) {
    return write(file, new long[] {1, 3, height, width}, base, factor, shape, Map.of());
  }

  /**
   * A model whose output has nothing but zeros.
   *
   * @param input shape of its input, -1 where it is left open
   * @param output shape of its output
   * @param metadata what is written beside the graph
   */
  static Path write(Path file, long[] input, long[] output, Map<String, String> metadata) {
    float[] zeros = new float[(int) LongStream.of(output).reduce(1, (a, b) -> a * b)];
    return write(file, input, zeros, zeros, output, metadata);
  }

  private static Path write(
      Path file,
      long[] input,
      float[] base,
      float[] factor,
      long[] output,
      Map<String, String> metadata) {
    Message graph = new Message();
    graph.message(1, node("ReduceMean", "mean", "image").message(5, keepDims()));
    graph.message(1, node("Mul", "scaled", "mean", "factor"));
    graph.message(1, node("Add", "output", "scaled", "base"));
    graph.text(2, "fixture");
    graph.message(5, tensor("base", base, output));
    graph.message(5, tensor("factor", factor, output));
    graph.message(11, value("image", input));
    graph.message(12, value("output", output));
    Message model = new Message();
    model.number(1, 8);
    model.message(8, new Message().number(2, 13));
    model.message(7, graph);
    metadata.forEach((key, value) -> model.message(14, new Message().text(1, key).text(2, value)));
    try {
      return Files.write(file, model.out.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Message node(String operator, String output, String... inputs) {
    Message node = new Message();
    for (String input : inputs) {
      node.text(1, input);
    }
    return node.text(2, output).text(4, operator);
  }

  private static Message keepDims() {
    return new Message().text(1, "keepdims").number(3, 0).number(20, 2);
  }

  private static Message tensor(String name, float[] values, long... shape) {
    Message tensor = new Message();
    for (long size : shape) {
      tensor.number(1, size);
    }
    ByteBuffer raw = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    raw.asFloatBuffer().put(values);
    return tensor.number(2, 1).text(8, name).bytes(9, raw.array());
  }

  private static Message value(String name, long... shape) {
    Message dimensions = new Message();
    for (long size : shape) {
      Message dimension = new Message();
      dimensions.message(1, size < 0 ? dimension.text(2, "open") : dimension.number(1, size));
    }
    Message tensorType = new Message().number(1, 1).message(2, dimensions);
    return new Message().text(1, name).message(2, new Message().message(1, tensorType));
  }

  private static final class Message {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    Message number(int field, long value) {
      varint(field << 3);
      varint(value);
      return this;
    }

    Message text(int field, String value) {
      return bytes(field, value.getBytes(StandardCharsets.UTF_8));
    }

    Message message(int field, Message value) {
      return bytes(field, value.out.toByteArray());
    }

    Message bytes(int field, byte[] value) {
      varint(field << 3 | 2);
      varint(value.length);
      out.writeBytes(value);
      return this;
    }

    private void varint(long value) {
      long rest = value;
      while ((rest & ~0x7FL) != 0) {
        out.write((int) ((rest & 0x7F) | 0x80));
        rest >>>= 7;
      }
      out.write((int) rest);
    }
  }
}
