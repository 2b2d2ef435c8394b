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

  void write(StateWriter to) {
    to.put(x).put(y).put(width).put(height);
  }

  static StoredBox read(ByteBuffer from) {
    return new StoredBox(from.getFloat(), from.getFloat(), from.getFloat(), from.getFloat());
  }
}
