package dev.gantry.bench.tracking;

import dev.gantry.app.CommandFailedException;
import dev.gantry.bench.data.DataFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Finds the sequences in a directory, by its layout or by that of the directories in it. */
final class TestData {

  private TestData() {}

  /**
   * The groups of sequences in a directory.
   *
   * @param notes told what is left out, and why
   * @throws CommandFailedException when there are none
   */
  static List<TestGroup> read(Path dir, Consumer<LeftOut> notes) throws IOException {
    DataFolder.require(dir, "a directory of sequences");
    List<Path> places = new ArrayList<>(List.of(dir));
    try (Stream<Path> within = Files.list(dir)) {
      within.filter(Files::isDirectory).sorted().forEach(places::add);
    }
    List<TestGroup> groups = new ArrayList<>();
    List<TestSequence> mot = new ArrayList<>();
    for (Path place : places) {
      if (KittiFiles.in(place)) {
        groups.addAll(new KittiFiles(place, notes).read());
      } else if (MotFiles.in(place)) {
        mot.add(new MotFiles(place, notes).read());
      }
    }
    if (!mot.isEmpty()) {
      groups.add(new TestGroup("mot", ResultFormat.MOT, mot));
    }
    if (groups.isEmpty()) {
      throw new CommandFailedException(
          dir
              + ": expected labels/ and detections_car/ or detections_pedestrian/ (KITTI),"
              + " or gt.txt and det.txt (MOTChallenge), found neither");
    }
    return groups;
  }

  /**
   * The groups with some of their sequences.
   *
   * @param names of the sequences; none for all
   * @throws CommandFailedException when there is none of that name
   */
  static List<TestGroup> only(List<String> names, List<TestGroup> groups) {
    if (names.isEmpty()) {
      return groups;
    }
    SortedSet<String> known = new TreeSet<>();
    groups.forEach(group -> group.sequences().forEach(sequence -> known.add(sequence.name())));
    List<String> unknown = names.stream().filter(name -> !known.contains(name)).toList();
    if (!unknown.isEmpty()) {
      throw new CommandFailedException(
          "--only: expected names of sequences, of %s, found %s"
              .formatted(String.join(", ", known), String.join(", ", unknown)));
    }
    return groups.stream()
        .map(group -> group.only(names))
        .filter(group -> !group.sequences().isEmpty())
        .toList();
  }
}
