package dev.gantry.detectors;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes regions apart that several objects have grown together to, such as vehicles that pass or
 * queue: objects that were followed apart before are still as many. Each pixel goes to the object
 * in whose expected box it lies, or to the nearest. Beside objects that stand there is another
 * where they would have grown.
 */
final class RegionSplitter {

  /** Share of an expected object that lies in the box of the region it became part of. */
  private static final double WITHIN = 0.7;

  /** Share of an expected object's box that changed pixels must fill, or it is hidden or gone. */
  private static final double LEAST_FILL = 0.3;

  /** How far from the middle of one that stands others begin, in halves of its box. */
  private static final double BESIDE = 1.3;

  /**
   * Share of the box of one that stands that changed pixels beside it must fill: it may set off.
   */
  private static final double LEAST_BESIDE = 0.2;

  /** Expected boxes that share more than this of the smaller one are of one object. */
  private static final double MOST_SHARED = 0.5;

  private final int width;
  private final int[] labels;
  private final Outline outline;

  /**
   * @param labels of {@link BlobFinder}; parts get labels of their own there
   */
  RegionSplitter(int width, int height, int[] labels) {
    this.width = width;
    this.labels = labels;
    this.outline = new Outline(width, height);
  }

  /**
   * The regions, those of several objects as their parts.
   *
   * @param expected where objects that were followed should be now, the surest first
   * @param blobs labels in use
   * @param mask classes of {@link BackgroundModel}
   * @param difference to the background, in tolerances
   */
  List<Region> split(
      List<Region> regions,
      List<RegionHistory.Expected> expected,
      int blobs,
      byte[] mask,
      float[] difference) {
    List<Region> result = new ArrayList<>();
    int free = blobs + 1;
    for (Region region : regions) {
      List<Part> parts = parts(region, expected, mask);
      if (parts.size() < 2) {
        result.add(region);
        continue;
      }
      for (Part part : parts) {
        part.label = free++;
        part.clear();
      }
      share(region, parts, mask, difference);
      for (Part part : parts) {
        result.add(part.region(region));
      }
    }
    return result;
  }

  /** Parts for the objects expected in a region that are there. */
  private List<Part> parts(Region region, List<RegionHistory.Expected> expected, byte[] mask) {
    List<Part> parts = new ArrayList<>();
    double standing = Double.MAX_VALUE;
    for (RegionHistory.Expected each : expected) {
      Blob box = each.box();
      boolean within = box.intersection(region.blob()) >= WITHIN * box.area();
      if (within && parts.stream().noneMatch(part -> isSame(part.expected, box))) {
        parts.add(new Part(box, LEAST_FILL * box.area(), false));
        standing = Math.min(standing, each.standing() ? box.area() : 0);
      }
    }
    if (!parts.isEmpty() && standing > 0) {
      parts.add(new Part(region.blob(), LEAST_BESIDE * standing, true));
    }
    if (parts.size() > 1) {
      share(region, parts, mask, null);
      parts.removeIf(part -> part.pixels < part.least);
    }
    return parts;
  }

  private static boolean isSame(Blob a, Blob b) {
    return a.intersection(b) > MOST_SHARED * Math.min(a.area(), b.area());
  }

  /** Gives each changed pixel of a region to a part; labels it when differences are given. */
  private void share(Region region, List<Part> parts, byte[] mask, float @Nullable [] difference) {
    BitSet own = new BitSet();
    region.labels().forEach(own::set);
    Blob box = region.blob();
    for (int y = (int) box.top(); y < Math.ceil(box.bottom()); y++) {
      for (int x = (int) box.left(); x < Math.ceil(box.right()); x++) {
        int i = y * width + x;
        if (labels[i] > 0 && own.get(labels[i])) {
          Part part = nearest(parts, x, y);
          if (difference != null) {
            labels[i] = part.label;
          }
          if (mask[i] >= BackgroundModel.WEAK) {
            part.add(x, y, difference == null ? 0 : difference[i]);
          }
        }
      }
    }
    if (difference != null) {
      parts.forEach(part -> part.outline(difference));
    }
  }

  private static Part nearest(List<Part> parts, int x, int y) {
    Part best = parts.get(0);
    double least = Double.MAX_VALUE;
    for (Part part : parts) {
      double distance = part.distanceTo(x + 0.5, y + 0.5);
      if (distance < least) {
        least = distance;
        best = part;
      }
    }
    return best;
  }

  private final class Part {

    private final Blob expected;
    private final double least;
    private final boolean beside;
    private int label;
    private int left;
    private int top;
    private int right;
    private int bottom;
    private int pixels;
    private double sum;
    private Blob blob;

    /**
     * @param least changed pixels, or it is hidden or gone
     * @param beside whether it is whatever there is beside the others
     */
    Part(Blob expected, double least, boolean beside) {
      this.expected = expected;
      this.least = least;
      this.beside = beside;
      this.blob = expected;
      clear();
    }

    void clear() {
      left = Integer.MAX_VALUE;
      top = Integer.MAX_VALUE;
      right = 0;
      bottom = 0;
      pixels = 0;
      sum = 0;
    }

    /** 0 in the middle of the expected box, 1 at its edges. */
    double distanceTo(double x, double y) {
      if (beside) {
        return BESIDE;
      }
      return Math.max(
          Math.abs(x - expected.centreX()) * 2 / expected.width(),
          Math.abs(y - expected.centreY()) * 2 / expected.height());
    }

    void add(int x, int y, float difference) {
      left = Math.min(left, x);
      top = Math.min(top, y);
      right = Math.max(right, x + 1);
      bottom = Math.max(bottom, y + 1);
      pixels++;
      sum += difference;
    }

    void outline(float[] difference) {
      if (pixels > 0) {
        blob =
            outline.of(labels, label, difference, left, top, right, bottom, pixels, sum / pixels);
      }
    }

    Region region(Region whole) {
      return new Region(blob, List.of(label), whole.unchanging());
    }
  }
}
