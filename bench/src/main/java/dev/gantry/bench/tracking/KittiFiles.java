package dev.gantry.bench.tracking;

import dev.gantry.domain.detection.Detection;
import dev.gantry.domain.geometry.Box;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * KITTI's tracking sequences (Geiger et al. 2012): truth in {@code labels/NNNN.txt}, boxes in
 * {@code detections_CLASS/NNNN.txt}.
 *
 * <p>What counts is what KITTI's evaluation counts, as TrackEval does it: objects of the class that
 * are not cut off by the image at all (truncation 0) and not hidden from sight (occlusion 2 or
 * less). Others of the class, and those of its neighbouring class (vans for cars, sitting people
 * for pedestrians), need not be found and do no harm. A box that matches no object is passed over
 * where it is no higher than 25 pixels, or lies by more than half in a region marked DontCare.
 */
final class KittiFiles {

  /** A class of objects that KITTI scores. */
  private record Scored(String objects, String label, String type, Set<String> neighbours) {}

  private static final List<Scored> CLASSES =
      List.of(
          new Scored("car", "car", "car", Set.of("van")),
          new Scored("pedestrian", "person", "pedestrian", Set.of("person", "person_sitting")));

  private static final String LABELS = "labels";
  private static final int MAX_TRUNCATION = 0;
  private static final int MAX_OCCLUSION = 2;
  private static final double MIN_HEIGHT = 25;
  private static final double FPS = 10;

  private final Path dir;
  private final Consumer<LeftOut> notes;

  /**
   * @param notes told what is left out, and why
   */
  KittiFiles(Path dir, Consumer<LeftOut> notes) {
    this.dir = dir;
    this.notes = notes;
  }

  /** Whether a directory holds such sequences. */
  static boolean in(Path dir) {
    return Files.isDirectory(dir.resolve(LABELS));
  }

  /** Sequences with boxes, cars before pedestrians. */
  List<TestGroup> read() throws IOException {
    List<TestGroup> groups = new ArrayList<>();
    for (Scored scored : CLASSES) {
      List<TestSequence> sequences = new ArrayList<>();
      for (Path labels : textFiles(dir.resolve(LABELS))) {
        Path name = labels.getFileName();
        Path boxes = dir.resolve("detections_" + scored.objects).resolve(name);
        if (Files.exists(boxes)) {
          sequences.add(sequence(scored, labels, boxes));
        } else {
          notes.accept(
              new LeftOut(
                  ResultFormat.sequenceName(labels),
                  "no %s is scored, there is no %s".formatted(scored.objects, boxes)));
        }
      }
      if (!sequences.isEmpty()) {
        groups.add(new TestGroup(scored.objects, ResultFormat.KITTI, sequences));
      }
    }
    return groups;
  }

  private static List<Path> textFiles(Path dir) throws IOException {
    try (Stream<Path> files = Files.list(dir)) {
      return files.filter(file -> file.toString().endsWith(".txt")).sorted().toList();
    }
  }

  private TestSequence sequence(Scored scored, Path labels, Path boxes) throws IOException {
    Map<Integer, List<Truth>> truth = new TreeMap<>();
    Map<Integer, List<Box>> dontCare = new TreeMap<>();
    for (Row row : Row.read(labels, " +")) {
      readTruth(scored, row, truth, dontCare);
    }
    GivenBoxes given = new GivenBoxes(scored.label);
    for (Row row : Row.read(boxes, ",")) {
      given.add(row.whole(0), row.corners(2), row.number(6));
    }
    String name = ResultFormat.sequenceName(labels);
    given.note(name, notes);
    int last =
        Stream.of(truth.keySet(), dontCare.keySet(), given.frames())
            .flatMap(Set::stream)
            .mapToInt(Integer::intValue)
            .max()
            .orElse(-1);
    Map<Integer, List<Detection>> detections = given.detections();
    List<TestFrame> frames = new ArrayList<>();
    for (int number = 0; number <= last; number++) {
      frames.add(
          new TestFrame(
              number,
              truth.getOrDefault(number, List.of()),
              dontCare.getOrDefault(number, List.of()),
              detections.getOrDefault(number, List.of())));
    }
    return new TestSequence(name, FPS, given.width(), given.height(), MIN_HEIGHT, frames);
  }

  private static void readTruth(
      Scored scored, Row row, Map<Integer, List<Truth>> truth, Map<Integer, List<Box>> dontCare) {
    Optional<Box> box = row.corners(6);
    String type = row.text(2).toLowerCase(Locale.ROOT);
    if (box.isEmpty()) {
      return;
    }
    if (type.equals("dontcare")) {
      dontCare.computeIfAbsent(row.whole(0), frame -> new ArrayList<>()).add(box.get());
      return;
    }
    boolean ofClass = type.equals(scored.type);
    if (!ofClass && !scored.neighbours.contains(type)) {
      return;
    }
    boolean counted = ofClass && row.number(3) <= MAX_TRUNCATION && row.number(4) <= MAX_OCCLUSION;
    truth
        .computeIfAbsent(row.whole(0), frame -> new ArrayList<>())
        .add(
            new Truth(row.whole(1), box.get(), counted ? Truth.Role.COUNTED : Truth.Role.HARMLESS));
  }
}
