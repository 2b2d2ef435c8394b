package dev.gantry.ingest.city.truth;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is true of a city, read from a file as {@link TruthFile} writes it. All of it is checked
 * first; of the frames, of which hours are more than memory holds, only their places in the file
 * are kept.
 */
public final class WrittenTruth implements Truth, AutoCloseable {

  /** Frames kept as they were read: results of one moment come one after the other. */
  private static final int REMEMBERED = 1024;

  private final Path file;
  private final RandomAccessFile lines;
  private final Map<String, Integer> cameraIndex = new LinkedHashMap<>();
  private final List<FrameIndex> frames = new ArrayList<>();
  private final List<TrueIncident> incidents = new ArrayList<>();
  private final Map<Long, List<TrueObject>> remembered =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, List<TrueObject>> eldest) {
          return size() > REMEMBERED;
        }
      };

  private Optional<City> city = Optional.empty();

  /** What the first line says. */
  private record City(int cameras, int framesPerSecond, int frames, Instant starts) {

    static City of(TruthLine line) {
      int fps = line.count("fps");
      if (fps < 1) {
        throw TruthLine.wrong("fps", "1 or more", fps);
      }
      return new City(line.count("cameras"), fps, line.count("frames"), line.time("starts"));
    }
  }

  /**
   * Reads a file.
   *
   * @throws IllegalArgumentException when it is no such file, or not a whole one: file, line and
   *     field, what was expected and what was found
   */
  public static WrittenTruth read(Path file) throws IOException {
    WrittenTruth truth = new WrittenTruth(file);
    try {
      truth.readLines();
      truth.requireWhole();
      return truth;
    } catch (IOException | RuntimeException e) {
      truth.close();
      throw e;
    }
  }

  private WrittenTruth(Path file) throws IOException {
    this.file = file;
    this.lines = new RandomAccessFile(file.toFile(), "r");
  }

  private void readLines() throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      long start = 0;
      long number = 1;
      for (byte[] line = line(in); line.length > 0; line = line(in)) {
        try {
          take(TruthLine.of(line), start, line.length);
        } catch (IllegalArgumentException e) {
          throw new IllegalArgumentException(file + ":" + number + ": " + e.getMessage(), e);
        }
        start += line.length;
        number++;
      }
    }
  }

  /** The next line with its end; empty after the last. */
  private static byte[] line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(2048);
    int next = in.read();
    while (next >= 0) {
      line.write(next);
      next = next == '\n' ? -1 : in.read();
    }
    return line.toByteArray();
  }

  private void take(TruthLine line, long start, int length) {
    String type = line.text("type");
    if (city.isEmpty() != type.equals("city")) {
      throw TruthLine.wrong("type", "city in the first line, and in no other", type);
    }
    switch (type) {
      case "city" -> city = Optional.of(City.of(line));
      case "camera" -> {
        cameraIndex.putIfAbsent(line.text("camera"), cameraIndex.size());
        frames.add(new FrameIndex());
      }
      case "frame" -> takeFrame(line, start, length);
      case "incident" -> incidents.add(line.incident(city().starts));
      default -> throw TruthLine.wrong("type", "camera, frame or incident", type);
    }
  }

  private void takeFrame(TruthLine line, long start, int length) {
    String id = line.text("camera");
    FrameIndex camera =
        camera(id)
            .map(frames::get)
            .orElseThrow(() -> TruthLine.wrong("camera", expectedCamera(), id));
    int seq = line.count("frame_seq");
    if (seq != camera.frames()) {
      throw TruthLine.wrong("frame_seq", camera.frames() + ", one more than before", seq);
    }
    List<TrueObject> unused = line.objects(); // checked now, read again when asked for
    camera.add(start, length, line.has("fault"));
  }

  private void requireWhole() {
    if (city.isEmpty()) {
      throw new IllegalArgumentException(file + ": expected a line of type city, found none");
    }
    if (cameraIndex.size() != city().cameras) {
      throw new IllegalArgumentException(
          file + ": expected " + city().cameras + " cameras, found " + cameraIndex.size());
    }
    for (int camera = 0; camera < frames.size(); camera++) {
      if (frames.get(camera).frames() != city().frames) {
        throw new IllegalArgumentException(
            file
                + ": expected "
                + city().frames
                + " frames of each camera, found "
                + frames.get(camera).frames()
                + ": it was cut off");
      }
    }
  }

  private City city() {
    return city.orElseThrow();
  }

  /** Event time of the city's beginning. */
  public Instant starts() {
    return city().starts;
  }

  /** How many frames of each camera it tells of. */
  public int frames() {
    return city().frames;
  }

  /** What the id of a camera has to be, in words. */
  public String expectedCamera() {
    return cameraIndex.keySet().stream()
        .findFirst()
        .map(first -> "a camera that the truth has a line of, such as " + first)
        .orElse("the truth to have a line of each camera before");
  }

  @Override
  public int cameraCount() {
    return city().cameras;
  }

  @Override
  public Optional<Integer> camera(String cameraId) {
    return Optional.ofNullable(cameraIndex.get(cameraId));
  }

  @Override
  public double secondsOf(long seq) {
    return (double) seq / city().framesPerSecond;
  }

  /**
   * As it was written.
   *
   * @throws IllegalArgumentException when the file does not tell of the frame
   */
  @Override
  public List<TrueObject> frame(int camera, long seq) {
    int frame = known(seq);
    return remembered.computeIfAbsent(
        (long) camera * city().frames + frame, key -> read(frames.get(camera), frame));
  }

  private List<TrueObject> read(FrameIndex index, int frame) {
    byte[] line = new byte[index.length(frame)];
    try {
      lines.seek(index.start(frame));
      lines.readFully(line);
      return TruthLine.of(line).objects();
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": expected a file that can be read", e);
    }
  }

  @Override
  public boolean isFaulty(int camera, long seq) {
    return frames.get(camera).isFaulty(known(seq));
  }

  private int known(long seq) {
    if (seq < 0 || seq >= city().frames) {
      throw TruthLine.wrong("frame_seq", "0 to " + (city().frames - 1), seq);
    }
    return (int) seq;
  }

  @Override
  public List<TrueIncident> incidentsUntil(long seq) {
    return incidents.stream().filter(each -> each.begins() <= secondsOf(seq)).toList();
  }

  /** It keeps few anyway. */
  @Override
  public void forgetBefore(long seq) {}

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
