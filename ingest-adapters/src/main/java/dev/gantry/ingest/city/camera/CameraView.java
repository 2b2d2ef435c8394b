package dev.gantry.ingest.city.camera;

import dev.gantry.domain.geometry.Box;
import dev.gantry.ingest.city.traffic.Actor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Which actors a camera sees, and where in its image. */
public final class CameraView {

  /** Beyond this nobody is told apart, metres. */
  public static final double FARTHEST_METRES = 95;

  /** Smaller ones are not told apart, pixels of height. */
  private static final double LEAST_PIXELS = 6;

  private static final Comparator<Sighting> NEAREST_FIRST =
      Comparator.comparingDouble(Sighting::depth).thenComparing(seen -> seen.actor().id());

  private static final double LEAST_IN_IMAGE = .25;

  /** The roof of a vehicle as a share of its floor; so its outline is less than a cuboid's. */
  private static final double ROOF = .72;

  private final CityCamera camera;
  private final double sinPitch;
  private final double cosPitch;
  private final double sinHeading;
  private final double cosHeading;
  private final long[] cells;

  public CameraView(CityCamera camera) {
    this.camera = camera;
    this.sinPitch = StrictMath.sin(camera.pitch());
    this.cosPitch = StrictMath.cos(camera.pitch());
    this.sinHeading = StrictMath.sin(camera.foot().heading());
    this.cosHeading = StrictMath.cos(camera.foot().heading());
    this.cells = cells();
  }

  /** The camera. */
  public CityCamera camera() {
    return camera;
  }

  /** All it sees, the nearest first. */
  public List<Sighting> look(ActorGrid actors) {
    List<Sighting> outlines = new ArrayList<>();
    for (long cell : cells) {
      for (ActorGrid.Placed placed : actors.in(cell)) {
        outline(placed).ifPresent(outlines::add);
      }
    }
    outlines.sort(NEAREST_FIRST);
    List<Sighting> seen = new ArrayList<>(outlines.size());
    for (int i = 0; i < outlines.size(); i++) {
      seen.add(behind(outlines.get(i), outlines.subList(0, i)));
    }
    return seen;
  }

  private static Sighting behind(Sighting far, List<Sighting> nearer) {
    double free = 1;
    for (Sighting near : nearer) {
      free *= 1 - far.box().intersection(near.box()) / far.box().area();
    }
    return new Sighting(far.actor(), far.box(), far.depth(), far.visible() * free);
  }

  private Optional<Sighting> outline(ActorGrid.Placed placed) {
    Actor actor = placed.actor();
    double dx = actor.pose().x() - camera.foot().x();
    double dy = actor.pose().y() - camera.foot().y();
    double ahead = dx * sinHeading + dy * cosHeading;
    double right = dx * cosHeading - dy * sinHeading;
    double depth = ahead * cosPitch + (camera.height() - actor.height() / 2) * sinPitch;
    double nearest = CityCamera.NEAREST + actor.length() / 2;
    if (ahead > FARTHEST_METRES || depth < nearest || ahead < 0) {
      return Optional.empty();
    }
    // Heading relative to the camera's, by the addition theorems.
    double sin = placed.sin() * cosHeading - placed.cos() * sinHeading;
    double cos = placed.cos() * cosHeading + placed.sin() * sinHeading;
    var extent = new Extent();
    add(extent, actor, ahead, right, sin, cos, 1, .15);
    add(extent, actor, ahead, right, sin, cos, actor.isPerson() ? 1 : .96, .6);
    add(extent, actor, ahead, right, sin, cos, roof(actor), 1);
    return extent.inImage().map(box -> new Sighting(actor, box, depth, extent.share(box)));
  }

  private static double roof(Actor actor) {
    return switch (actor.shape()) {
      case SALOON, HATCHBACK -> ROOF;
      case VAN, TRUCK, BUS -> .97;
      case MOTORCYCLE, BICYCLE -> .4;
      case PERSON -> .6;
    };
  }

  /** The corners of a level rectangle at a share of the actor's height. */
  private void add(
      Extent extent,
      Actor actor,
      double ahead,
      double right,
      double sin,
      double cos,
      double share,
      double ofHeight) {
    double z = ofHeight * actor.height();
    for (int corner = 0; corner < 4; corner++) {
      double along = ((corner & 1) == 0 ? share : -share) * actor.length() / 2;
      double across = ((corner & 2) == 0 ? share : -share) * actor.width() / 2;
      double a = ahead + along * cos - across * sin;
      double r = right + along * sin + across * cos;
      double depth = a * cosPitch + (camera.height() - z) * sinPitch;
      double below = (camera.height() - z) * cosPitch - a * sinPitch;
      extent.add(
          camera.width() / 2.0 + camera.focal() * r / depth,
          camera.imageHeight() / 2.0 + camera.focal() * below / depth);
    }
  }

  /** Grows around points. */
  private final class Extent {
    private double left = Double.POSITIVE_INFINITY;
    private double top = Double.POSITIVE_INFINITY;
    private double right = Double.NEGATIVE_INFINITY;
    private double bottom = Double.NEGATIVE_INFINITY;

    void add(double u, double v) {
      left = Math.min(left, u);
      right = Math.max(right, u);
      top = Math.min(top, v);
      bottom = Math.max(bottom, v);
    }

    Optional<Box> inImage() {
      double x = Math.max(0, left);
      double y = Math.max(0, top);
      double width = Math.min(camera.width(), right) - x;
      double height = Math.min(camera.imageHeight(), bottom) - y;
      boolean told = width > 2 && bottom - top >= LEAST_PIXELS && height > 2;
      if (!told || width * height < LEAST_IN_IMAGE * (right - left) * (bottom - top)) {
        return Optional.empty();
      }
      return Optional.of(new Box(x, y, width, height));
    }

    double share(Box box) {
      return box.area() / ((right - left) * (bottom - top));
    }
  }

  /** The cells of the grid that its image reaches. */
  private long[] cells() {
    double spread = camera.width() / 2.0 / camera.focal();
    List<Long> found = new ArrayList<>();
    long from = ActorGrid.column(camera.foot().x() - FARTHEST_METRES * 1.2);
    long to = ActorGrid.column(camera.foot().x() + FARTHEST_METRES * 1.2);
    long low = ActorGrid.column(camera.foot().y() - FARTHEST_METRES * 1.2);
    long high = ActorGrid.column(camera.foot().y() + FARTHEST_METRES * 1.2);
    double reach = ActorGrid.CELL_METRES * .75 + 8;
    for (long column = from; column <= to; column++) {
      for (long row = low; row <= high; row++) {
        double x = (column + .5) * ActorGrid.CELL_METRES;
        double y = (row + .5) * ActorGrid.CELL_METRES;
        double ahead = camera.ahead(x, y);
        double right = Math.abs(camera.right(x, y));
        boolean near = ahead > -reach && ahead < FARTHEST_METRES + reach;
        if (near && right < Math.max(0, ahead) * spread * 1.3 + 6 + 1.4 * reach) {
          found.add(ActorGrid.cell(column, row));
        }
      }
    }
    return found.stream().mapToLong(Long::longValue).toArray();
  }
}
