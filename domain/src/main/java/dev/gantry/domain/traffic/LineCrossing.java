package dev.gantry.domain.traffic;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Comparator;

/**
 * Objects of one class that cross a line to one side.
 *
 * @param line id of the line
 * @param side side they go to, as seen from the line's start to its end
 * @param label class label
 */
public record LineCrossing(String line, Side side, String label)
    implements Comparable<LineCrossing> {

  private static final Comparator<LineCrossing> ORDER =
      Comparator.comparing(LineCrossing::line)
          .thenComparing(LineCrossing::side)
          .thenComparing(LineCrossing::label);

  /** A side of a line. */
  public enum Side {
    LEFT("left"),
    RIGHT("right");

    private final String word;

    Side(String word) {
      this.word = word;
    }

    /** As records write it. */
    public String word() {
      return word;
    }

    /**
     * The side that a word names.
     *
     * @throws IllegalArgumentException when it names none
     */
    public static Side of(String word) {
      return switch (word) {
        case "left" -> LEFT;
        case "right" -> RIGHT;
        default ->
            throw new IllegalArgumentException("expected left or right, found '" + word + "'");
      };
    }
  }

  /**
   * A crossing as a track tells it.
   *
   * @param crossing the line's id, a colon and the side it went to, such as {@code stop:left}
   * @param label class of the track
   * @throws IllegalArgumentException when it is none
   */
  public static LineCrossing of(String crossing, String label) {
    int colon = crossing.lastIndexOf(':');
    if (colon < 1) {
      throw new IllegalArgumentException(
          "expected a line, a colon and left or right, found '" + crossing + "'");
    }
    return new LineCrossing(
        crossing.substring(0, colon), Side.of(crossing.substring(colon + 1)), label);
  }

  @Override
  public int compareTo(LineCrossing other) {
    return ORDER.compare(this, other);
  }

  void write(DataOutput out) throws IOException {
    out.writeUTF(line);
    out.writeUTF(side.word);
    out.writeUTF(label);
  }

  static LineCrossing read(DataInput in) throws IOException {
    return new LineCrossing(in.readUTF(), Side.of(in.readUTF()), in.readUTF());
  }
}
