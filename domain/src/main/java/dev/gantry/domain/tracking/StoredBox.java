package dev.gantry.domain.tracking;

import dev.gantry.domain.geometry.Box;
import java.nio.ByteBuffer;

/** A box as the state of a track keeps it, pixels: rounded, so what is encoded is what is used. */
record StoredBox(float x, float y, float width, float height) {

  static StoredBox of(Box box) {
    return new StoredBox(
        (float) box.x(), (float) box.y(), (float) box.width(), (float) box.height());
  }

  Box toBox() {
    return new Box(x, y, width, height);
  }

  /**
   * Way to another place of the same object, in roots of that box's area: that of the edge that
   * made the most of it, since the border of the image holds the others while an object enters.
   */
  double travelTo(StoredBox to) {
    double across = Math.max(Math.abs(to.x - x), Math.abs(to.x + to.width - x - width));
    double down = Math.max(Math.abs(to.y - y), Math.abs(to.y + to.height - y - height));
    return Math.sqrt((across * across + down * down) / ((double) to.width * to.height));
  }

  void write(StateWriter to) {
    to.put(x).put(y).put(width).put(height);
  }

  static StoredBox read(ByteBuffer from) {
    return new StoredBox(from.getFloat(), from.getFloat(), from.getFloat(), from.getFloat());
  }
}
