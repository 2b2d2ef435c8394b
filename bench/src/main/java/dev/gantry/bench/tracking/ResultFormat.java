package dev.gantry.bench.tracking;

import dev.gantry.domain.geometry.Box;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** How trackers write what they found, so that any scorer can read it. */
enum ResultFormat {
  /** Frame from 0, id, type, -1 -1 -10, two corners, what is not known in 3D, score. */
  KITTI(" +") {
    @Override
    Optional<Box> box(Row row) {
      return row.corners(6);
    }

    @Override
    boolean isOf(Row row, String objects) {
      return row.text(2).toLowerCase(Locale.ROOT).equals(objects);
    }

    @Override
    String line(int frame, Placed placed, String objects) {
      Box box = placed.box();
      String type = objects.substring(0, 1).toUpperCase(Locale.ROOT) + objects.substring(1);
      return String.format(
          Locale.ROOT,
          "%d %d %s -1 -1 -10 %.4f %.4f %.4f %.4f -1 -1 -1 -1000 -1000 -1000 -10 %.4f",
          frame,
          placed.id(),
          type,
          box.x(),
          box.y(),
          box.right(),
          box.bottom(),
          placed.score());
    }
  },
  /** Frame from 1, id, corner and size, score, -1, -1, -1. */
  MOT(",") {
    @Override
    Optional<Box> box(Row row) {
      return row.cornerAndSize(2);
    }

    @Override
    boolean isOf(Row row, String objects) {
      return true;
    }

    @Override
    String line(int frame, Placed placed, String objects) {
      Box box = placed.box();
      return String.format(
          Locale.ROOT,
          "%d,%d,%.4f,%.4f,%.4f,%.4f,%.4f,-1,-1,-1",
          frame,
          placed.id(),
          box.x(),
          box.y(),
          box.width(),
          box.height(),
          placed.score());
    }
  };

  private final String separator;

  ResultFormat(String separator) {
    this.separator = separator;
  }

  /** Name of the sequence that a file is about: its own without the ending. */
  static String sequenceName(Path file) {
    return file.getFileName().toString().replaceFirst("\\.txt$", "");
  }

  /** Reads a tracker's results for a sequence: what it placed, for each frame of the sequence. */
  List<List<Placed>> read(Path file, TestSequence sequence, String objects) throws IOException {
    Map<Integer, List<Placed>> byFrame = new TreeMap<>();
    for (Row row : Row.read(file, separator)) {
      Optional<Box> box = box(row);
      if (isOf(row, objects) && box.isPresent()) {
        byFrame
            .computeIfAbsent(row.whole(0), frame -> new ArrayList<>())
            .add(new Placed(row.whole(1), box.get(), 1));
      }
    }
    return sequence.frames().stream()
        .map(frame -> List.copyOf(byFrame.getOrDefault(frame.number(), List.of())))
        .toList();
  }

  /** A tracker's results for a sequence, as lines. */
  List<String> lines(TestSequence sequence, List<List<Placed>> placed, String objects) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < placed.size(); i++) {
      int frame = sequence.frames().get(i).number();
      placed.get(i).forEach(one -> lines.add(line(frame, one, objects)));
    }
    return lines;
  }

  abstract Optional<Box> box(Row row);

  abstract boolean isOf(Row row, String objects);

  abstract String line(int frame, Placed placed, String objects);
}
