package dev.gantry.bench.tracking;

import dev.gantry.domain.detection.Detection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * A sequence in MOTChallenge's format (Leal-Taixé et al. 2015): truth in {@code gt.txt}, boxes in
 * {@code det.txt}, people all of them. Lines of the truth whose seventh column is 0 do not count.
 */
final class MotFiles {

  private static final String TRUTH = "gt.txt";
  private static final String BOXES = "det.txt";

  /** Frames a second where no {@code seqinfo.ini} tells. */
  private static final double DEFAULT_FPS = 25;

  private static final String LABEL = "person";

  private final Path dir;
  private final Consumer<String> notes;

  /**
   * @param notes told what is left out, and why
   */
  MotFiles(Path dir, Consumer<String> notes) {
    this.dir = dir;
    this.notes = notes;
  }

  /** Whether a directory holds such a sequence. */
  static boolean in(Path dir) {
    return Files.exists(dir.resolve(TRUTH)) && Files.exists(dir.resolve(BOXES));
  }

  TestSequence read() throws IOException {
    Map<Integer, List<Truth>> truth = new TreeMap<>();
    int last = 0;
    for (Row row : Row.read(dir.resolve(TRUTH), ",")) {
      if (row.columns() <= 6 || row.number(6) != 0) {
        Truth object = new Truth(row.whole(1), row.boxOfCornerAndSize(2), true);
        truth.computeIfAbsent(row.whole(0), frame -> new ArrayList<>()).add(object);
        last = Math.max(last, row.whole(0));
      }
    }
    GivenBoxes given = new GivenBoxes(LABEL);
    for (Row row : Row.read(dir.resolve(BOXES), ",")) {
      given.add(row.whole(0), row.cornerAndSize(2), row.number(6));
      last = Math.max(last, row.whole(0));
    }
    String name = dir.toAbsolutePath().normalize().getFileName().toString();
    given.note(name, notes);
    Map<Integer, List<Detection>> detections = given.detections();
    List<TestFrame> frames = new ArrayList<>();
    for (int number = 1; number <= last; number++) {
      frames.add(
          new TestFrame(
              number,
              truth.getOrDefault(number, List.of()),
              List.of(),
              detections.getOrDefault(number, List.of())));
    }
    return new TestSequence(
        name,
        info("frameRate").orElse(DEFAULT_FPS),
        info("imWidth").orElse((double) given.width()).intValue(),
        info("imHeight").orElse((double) given.height()).intValue(),
        0,
        frames);
  }

  private Optional<Double> info(String key) throws IOException {
    Path file = dir.resolve("seqinfo.ini");
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    for (Row row : Row.read(file, "=")) {
      if (row.columns() == 2 && row.text(0).equals(key)) {
        return Optional.of(row.number(1));
      }
    }
    return Optional.empty();
  }
}
