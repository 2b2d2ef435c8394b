package dev.gantry.bench.traffic;

import dev.gantry.schemas.records.FrameDetections;
import dev.gantry.schemas.registry.InMemorySchemaRegistry;
import dev.gantry.schemas.topic.Topic;
import dev.gantry.schemas.topic.TopicCatalogue;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Detections in a file, in the order in which they are to lie in their topic, and the definitions
 * of their cameras.
 *
 * @param name what it is, for people
 * @param file records: camera, length and Confluent-framed Avro, the schema's id to be set
 * @param definitions texts with documents of kind camera, by what names them in messages
 * @param frames records
 * @param boxes detections in them
 */
record Load(String name, Path file, Map<String, String> definitions, long frames, long boxes) {

  Load {
    definitions = Map.copyOf(definitions);
  }

  /** Where the schema's id stands in a framed record, 4 bytes. */
  static final int SCHEMA_ID_AT = 1;

  /** Takes records one by one. */
  interface Taker {
    void take(String camera, byte[] framed);
  }

  /** The topic with a registry of its own: the schema ids in the file are to be replaced. */
  static Topic<FrameDetections> offlineTopic() {
    Topic<FrameDetections> topic =
        new TopicCatalogue("", new InMemorySchemaRegistry()).vehicleDetections();
    byte[] unused = sample(topic); // registers the schema
    return topic;
  }

  /** Some record as it is written to a topic. */
  static byte[] sample(Topic<FrameDetections> topic) {
    return topic
        .valueSerde()
        .serializer()
        .serialize(topic.name(), FrameDetections.newBuilder().build());
  }

  void forEach(Taker taker) {
    forEach(0, frames, taker);
  }

  /**
   * Gives some of the records.
   *
   * @param from index of the first, 0 or more
   * @param to index of the one after the last, at most {@code frames}
   */
  void forEach(long from, long to, Taker taker) {
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 20))) {
      for (long n = 0; n < to; n++) {
        String camera = in.readUTF();
        byte[] framed = new byte[in.readInt()];
        in.readFully(framed);
        if (n >= from) {
          taker.take(camera, framed);
        }
      }
    } catch (EOFException e) {
      throw new IllegalStateException(file + ": expected " + frames + " records", e);
    } catch (IOException e) {
      throw new UncheckedIOException(file + " can't be read", e);
    }
  }

  /** Writes the records of a load. */
  static final class Writer implements AutoCloseable {
    private final Topic<FrameDetections> topic = offlineTopic();
    private final Path file;
    private final DataOutputStream out;
    private long frames;
    private long boxes;

    Writer(Path file) throws IOException {
      this.file = file;
      this.out =
          new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), 1 << 20));
    }

    void write(FrameDetections frame) {
      byte[] framed = topic.valueSerde().serializer().serialize(topic.name(), frame);
      try {
        out.writeUTF(frame.getCameraId());
        out.writeInt(framed.length);
        out.write(framed);
      } catch (IOException e) {
        throw new UncheckedIOException(file + " can't be written", e);
      }
      frames++;
      boxes += frame.getDetections().size();
    }

    /** The load as written; nothing is written any more. */
    Load finish(String name, Map<String, String> definitions) throws IOException {
      out.close();
      return new Load(name, file, definitions, frames, boxes);
    }

    @Override
    public void close() throws IOException {
      out.close();
    }
  }
}
