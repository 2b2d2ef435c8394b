package dev.gantry.domain.view;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/** Since when a camera's picture has been the same. */
final class StillPicture {

  /**
   * Brightness of a cell may differ by so much, in units: an eighth of a step. The noise of a live
   * sensor changes some cell by several times that.
   */
  private static final int SAME = 2;

  private final short[] first;
  private long sinceUs;
  private int repeats;

  StillPicture() {
    this(new short[ViewSample.CELLS], 0, -1);
  }

  private StillPicture(short[] first, long sinceUs, int repeats) {
    this.first = first;
    this.sinceUs = sinceUs;
    this.repeats = repeats;
  }

  /** Looks at the next picture. */
  void look(long atUs, ViewSample sample) {
    if (repeats >= 0 && isFirst(sample.luma())) {
      repeats++;
      return;
    }
    System.arraycopy(sample.luma(), 0, first, 0, first.length);
    sinceUs = atUs;
    repeats = 0;
  }

  private boolean isFirst(short[] luma) {
    for (int cell = 0; cell < first.length; cell++) {
      if (Math.abs(luma[cell] - first[cell]) > SAME) {
        return false;
      }
    }
    return true;
  }

  /** Time of the first of the pictures that are the same, microseconds. */
  long sinceUs() {
    return sinceUs;
  }

  /** How often it has come again. */
  int repeats() {
    return Math.max(0, repeats);
  }

  /** The next picture is the first. */
  void forget() {
    repeats = -1;
  }

  void write(DataOutputStream to) throws IOException {
    for (short luma : first) {
      to.writeShort(luma);
    }
    to.writeLong(sinceUs);
    to.writeInt(repeats);
  }

  static StillPicture read(DataInputStream from) throws IOException {
    short[] first = new short[ViewSample.CELLS];
    for (int cell = 0; cell < first.length; cell++) {
      first[cell] = from.readShort();
    }
    return new StillPicture(first, from.readLong(), from.readInt());
  }
}
