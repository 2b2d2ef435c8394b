package dev.gantry.ingest.city.render;

import dev.gantry.ingest.city.render.Model.Lamp;
import java.util.ArrayList;
import java.util.List;

/** The light that head lamps throw on the ground before their vehicles. */
final class HeadLights {

  private static final int CORNERS = 18;
  private static final double LENGTH_METRES = 17;

  /** Half the width of the lit patch, beyond that of the vehicle, metres. */
  private static final double ASIDE_METRES = 1.3;

  /** Patches within each other, for a soft edge. */
  private static final int LAYERS = 9;

  private static final int LAYER = 13;

  /** What even black ground gives back. */
  private static final int LEAST = 6;

  /** How many times its own brightness the ground has more, of 256, by channel. */
  private static final int[] GAIN = {430, 400, 330};

  private static final double[] COS = new double[CORNERS];
  private static final double[] SIN = new double[CORNERS];

  static {
    for (int i = 0; i < CORNERS; i++) {
      double angle = 2 * StrictMath.PI * i / CORNERS;
      COS[i] = StrictMath.cos(angle);
      SIN[i] = StrictMath.sin(angle);
    }
  }

  private final Canvas canvas;
  private final View view;
  private final Mask thrown;
  private final Polygon patch = new Polygon();

  HeadLights(Canvas canvas, View view) {
    this.canvas = canvas;
    this.view = view;
    this.thrown = new Mask(view.width(), view.height());
  }

  /** Lights the ground of a backdrop. */
  void paint(List<PlacedActor> actors, Backdrop backdrop) {
    thrown.clear();
    for (PlacedActor placed : actors) {
      if (placed.model().lamps().stream().anyMatch(Lamp::head)) {
        light(placed);
      }
    }
    for (int row = 0; row < view.height(); row++) {
      int start = row * view.width();
      brighten(backdrop.standing(), start + thrown.from(row), start + thrown.to(row));
    }
  }

  private void brighten(float[] standing, int from, int to) {
    byte[] pixels = canvas.pixels();
    for (int i = from; i < to; i++) {
      int more = thrown.at(i);
      if (more > 0 && standing[i] == Float.POSITIVE_INFINITY) {
        for (int channel = 0; channel < 3; channel++) {
          int at = 3 * i + channel;
          int gain = Brightness.part(more, GAIN[channel]);
          pixels[at] =
              Brightness.plus(pixels[at], Brightness.part((pixels[at] & 0xFF) + LEAST, gain));
        }
      }
    }
  }

  private void light(PlacedActor placed) {
    double front = placed.model().length() / 2 + .3;
    double half = placed.model().width() / 2 + ASIDE_METRES;
    for (int layer = 1; layer <= LAYERS; layer++) {
      double share = (double) layer / LAYERS;
      List<Vec> corners = new ArrayList<>(CORNERS);
      for (int i = 0; i < CORNERS; i++) {
        double ahead = front + share * LENGTH_METRES / 2 * (1 + COS[i]);
        corners.add(new Vec(share * half * SIN[i], ahead, 0));
      }
      view.outline(placed.toCity(corners), patch);
      thrown.add(patch, LAYER);
    }
  }
}
