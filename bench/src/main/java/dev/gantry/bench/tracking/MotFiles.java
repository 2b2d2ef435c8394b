package dev.gantry.bench.tracking;

import dev.gantry.domain.detection.Detection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * A sequence in MOTChallenge's format (Leal-Taixé et al. 2015): truth in {@code gt.txt}, boxes in
 * {@code det.txt}, people all of them. Lines of the truth whose seventh column is 0 do not count.
 *
 * <p>Since MOT16 (Milan et al. 2016) the truth has nine columns, the eighth of which is the class.
 * Those count that are pedestrians. Who sits in a vehicle or is but a statue, a picture or a
 * reflection need not be found and does no harm, in MOT20 nor does a vehicle that is no car,
 * bicycle or motorcycle; all else that is found is wrong.
 */
final class MotFiles {

  private static final String TRUTH = "gt.txt";
  private static final String BOXES = "det.txt";

  /** Frames a second where no {@code seqinfo.ini} tells. */
  private static final double DEFAULT_FPS = 25;

  private static final int COLUMNS_WITH_CLASS = 9;
  private static final int PEDESTRIAN = 1;
  private static final int OTHER_VEHICLE = 6;

  /** A person on a vehicle, one that is none and never moves, a distractor, a reflection. */
  private static final Set<Integer> DISTRACTORS = Set.of(2, 7, 8, 12);

  private static final String LABEL = "person";

  private final Path dir;
  private final Consumer<LeftOut> notes;

  /**
   * @param notes told what is left out, and why
   */
  MotFiles(Path dir, Consumer<LeftOut> notes) {
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
    String name = dir.toAbsolutePath().normalize().getFileName().toString();
    int uncounted = 0;
    for (Row row : Row.read(dir.resolve(TRUTH), ",")) {
      Truth.Role role = role(row, name);
      uncounted += role == Truth.Role.COUNTED ? 0 : 1;
      if (role == Truth.Role.COUNTED || row.columns() == COLUMNS_WITH_CLASS) {
        Truth object = new Truth(row.whole(1), row.boxOfCornerAndSize(2), role);
        truth.computeIfAbsent(row.whole(0), frame -> new ArrayList<>()).add(object);
        last = Math.max(last, row.whole(0));
      }
    }
    if (uncounted > 0) {
      notes.accept(new LeftOut(name, "true boxes that do not count: " + uncounted));
    }
    GivenBoxes given = new GivenBoxes(LABEL);
    for (Row row : Row.read(dir.resolve(BOXES), ",")) {
      given.add(row.whole(0), row.cornerAndSize(2), row.number(6));
      last = Math.max(last, row.whole(0));
    }
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

  /** What an object is by its columns, as TrackEval has it. */
  private static Truth.Role role(Row row, String sequence) {
    boolean isMarked = row.columns() <= 6 || row.number(6) != 0;
    if (row.columns() != COLUMNS_WITH_CLASS) {
      return isMarked ? Truth.Role.COUNTED : Truth.Role.OTHER;
    }
    int type = row.whole(7);
    if (DISTRACTORS.contains(type) || (type == OTHER_VEHICLE && sequence.contains("MOT20"))) {
      return Truth.Role.HARMLESS;
    }
    return isMarked && type == PEDESTRIAN ? Truth.Role.COUNTED : Truth.Role.OTHER;
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
