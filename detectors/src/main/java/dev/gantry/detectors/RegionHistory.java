package dev.gantry.detectors;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Follows regions from frame to frame, to tell objects, which come from somewhere, from what merely
 * appears: waving leaves, patches of light, markings that the camera's drift uncovers.
 */
final class RegionHistory {

  /** Work pixels, and share of its size, that a region must get away from where it began. */
  private static final double MIN_WAY = 1.5;

  private static final double MIN_WAY_SHARE = 0.15;

  /** Net way over total way, below which a region only sways. */
  private static final double DIRECTNESS = 0.5;

  /** Seconds that a region may change within without going anywhere. */
  private static final double MAX_RESTLESS = 2;

  /** One step makes up less than this of a way: more is a region that split or was joined. */
  private static final double MAX_LEAP = 0.6;

  /** Work pixels that are no leap. */
  private static final double MIN_LEAP = 3;

  /** A region grows or shrinks by less from frame to frame; more when frames are seconds apart. */
  private static final double MAX_GROWTH = 3;

  /** Way in multiples of what it takes to get away, within which a region that only sways stays. */
  private static final double SWAYING = 4;

  /**
   * Seconds after which a region that has not got away is judged anew, its first leaps forgotten.
   */
  private static final double PROBATION = 1.5;

  /** But not after fewer frames. */
  private static final int PROBATION_HITS = 6;

  /** Who shares less than this of the smaller box with where it began is away from there. */
  private static final double AWAY = 0.25;

  /** Frames that an object is followed before others are told apart from it. */
  private static final int SURE_HITS = 8;

  /** Seconds after which one that keeps its place has come to a stop. */
  private static final double STANDING = 2;

  /** Who keeps its place shares this much of both boxes with where it was. */
  private static final double SAME_PLACE = 0.75;

  private static final double FORGET_SECONDS = 0.4;

  /** Seconds in which whoever came unseen appears. */
  private static final double NEWCOMERS_APPEAR = 0.5;

  private List<Path> paths = List.of();

  /** Seconds for which all that appears is taken to have come from somewhere. */
  private double newcomers;

  /** Nothing has been seen. */
  RegionHistory() {
    this(0);
  }

  private RegionHistory(double newcomers) {
    this.newcomers = newcomers;
  }

  /** What is there already came while nobody looked. */
  static RegionHistory ofNewcomers() {
    return new RegionHistory(NEWCOMERS_APPEAR);
  }

  /** The paths that the regions continue or begin, in the same order. */
  List<Path> follow(List<Region> regions, double seconds) {
    Path[] result = new Path[regions.size()];
    for (Pair pair : pairs(regions, seconds)) {
      if (result[pair.region] == null && !pair.path.taken) {
        pair.path.taken = true;
        result[pair.region] = pair.path;
        pair.path.advance(regions.get(pair.region), seconds);
      }
    }
    List<Path> next = new ArrayList<>();
    for (int n = 0; n < result.length; n++) {
      if (result[n] == null) {
        Blob blob = regions.get(n).blob();
        result[n] = new Path(blob, newcomers > 0 || isOfMoved(blob));
      }
      next.add(result[n]);
    }
    for (Path path : paths) {
      if (!path.taken) {
        path.unseenSeconds += seconds;
        if (path.unseenSeconds <= FORGET_SECONDS) {
          next.add(path);
        }
      }
    }
    next.forEach(path -> path.taken = false);
    paths = next;
    newcomers -= seconds;
    return List.of(result);
  }

  /**
   * An object that is followed.
   *
   * @param box where it should be in the next frame
   * @param standing whether it has come to a stop there: it does not grow any more
   */
  record Expected(Blob box, boolean standing) {}

  /** Those that surely are objects, the longest known first. */
  List<Expected> expected() {
    return paths.stream()
        .filter(path -> path.travelled && path.hits >= SURE_HITS)
        .sorted(Comparator.comparingInt(path -> -path.hits))
        .map(path -> new Expected(path.next(), path.stood >= STANDING))
        .toList();
  }

  private List<Pair> pairs(List<Region> regions, double seconds) {
    List<Pair> pairs = new ArrayList<>();
    for (Path path : paths) {
      for (int n = 0; n < regions.size(); n++) {
        Blob blob = regions.get(n).blob();
        double distance = path.distanceTo(blob, seconds);
        if (distance <= 1) {
          pairs.add(new Pair(path, n, distance));
        }
      }
    }
    pairs.sort(Comparator.comparingDouble(pair -> pair.distance));
    return pairs;
  }

  /**
   * Whether a region that appears was part of one that had moved, or one that had moved and is not
   * seen alone any more is part of it.
   */
  private boolean isOfMoved(Blob blob) {
    return paths.stream()
        .filter(path -> path.moved)
        .anyMatch(
            path -> {
              Blob was = path.taken ? path.before : path.last;
              double both = was.intersection(blob);
              return both > 0.5 * blob.area() || (!path.taken && both > 0.5 * was.area());
            });
  }

  private record Pair(Path path, int region, double distance) {}

  /** One region over time. */
  static final class Path {

    private double startX;
    private double startY;
    private double anchorX;
    private double anchorY;
    private double sway;
    private double longest;
    private double size;
    private double restless;
    private double tried;
    private Blob last;

    /** As {@code last}, in the frame before. */
    private Blob before;

    /** Where it may have come to a stop, and for how many seconds it has kept that place. */
    private Blob place;

    private double stood;

    private double velocityX;
    private double velocityY;
    private double way;
    private double wayX;
    private double wayY;
    private int hits = 1;
    private double unseenSeconds;
    private boolean moved;

    /** Where it was when it began. */
    private Blob first;

    /**
     * Whether it got away from where it began, as no screen does and no leaf. By boxes: the middle
     * of one that is still coming into the image, or that another is taken for a part of, says
     * little.
     */
    private boolean travelled;

    private boolean taken;

    Path(Blob first, boolean moved) {
      this.startX = first.centreX();
      this.startY = first.centreY();
      this.anchorX = startX;
      this.anchorY = startY;
      this.wayX = startX;
      this.wayY = startY;
      this.first = first;
      this.last = first;
      this.before = first;
      this.place = first;
      this.moved = moved;
    }

    /** Whether it has been seen to come from somewhere. */
    boolean moved() {
      return moved && hits >= 2;
    }

    private Blob next() {
      return new Blob(
          last.left() + velocityX,
          last.top() + velocityY,
          last.right() + velocityX,
          last.bottom() + velocityY,
          last.pixels(),
          last.contrast());
    }

    /** 0 for where it is expected, 1 for the farthest that counts as the same. */
    double distanceTo(Blob blob, double seconds) {
      double length = Math.max(4, Math.max(last.width(), last.height()));
      // ten of its own lengths a second is faster than anything on a road
      double reach = length * Math.max(0.7, 10 * (seconds + unseenSeconds));
      double growth = blob.area() / last.area();
      double off =
          Math.hypot(
              blob.centreX() - last.centreX() - velocityX,
              blob.centreY() - last.centreY() - velocityY);
      double most = MAX_GROWTH * (1 + 5 * (seconds + unseenSeconds));
      boolean alike = growth < most && growth > 1 / most;
      return alike ? off / reach : Double.MAX_VALUE;
    }

    private void advance(Region region, double seconds) {
      Blob blob = region.blob();
      velocityX = common(blob.left() - last.left(), blob.right() - last.right());
      velocityY = common(blob.top() - last.top(), blob.bottom() - last.bottom());
      before = last;
      last = blob;
      stand(seconds);
      hits++;
      unseenSeconds = 0;
      double away = Math.max(MIN_WAY, MIN_WAY_SHARE * Math.min(blob.width(), blob.height()));
      // smaller steps are the jitter of edges
      double step = Math.hypot(blob.centreX() - wayX, blob.centreY() - wayY);
      if (step >= 1) {
        step(step, away, region.unchanging());
      } else {
        restless = region.unchanging() ? 0 : restless + seconds;
      }
      if (!travelled && (restless > MAX_RESTLESS || sway > SWAYING * 2 * away)) {
        startAgain();
      }
      double net = Math.hypot(blob.centreX() - startX, blob.centreY() - startY);
      size = Math.max(size, Math.max(blob.width(), blob.height()));
      boolean leapt = longest > Math.max(MIN_LEAP, MAX_LEAP * net) && net < size;
      moved |= hits >= 3 && net >= away && net >= DIRECTNESS * way && !leapt;
      travelled |= moved && (net > size || isAwayFrom(first));
      tried += seconds;
      if (!moved && tried > PROBATION && hits > PROBATION_HITS) {
        startAgain();
      }
    }

    /** How far both edges went: where one stayed, parts came or went. */
    private static double common(double one, double other) {
      boolean together = Math.signum(one) == Math.signum(other);
      return together ? Math.signum(one) * Math.min(Math.abs(one), Math.abs(other)) : 0;
    }

    private boolean isAwayFrom(Blob place) {
      return last.intersection(place) < AWAY * Math.min(last.area(), place.area());
    }

    private void stand(double seconds) {
      double both = last.intersection(place);
      boolean same = both >= SAME_PLACE * Math.max(last.area(), place.area());
      stood = same ? stood + seconds : 0;
      place = same ? place : last;
    }

    /** What sways changes; at the rim of one that does not, others come and go. */
    private void step(double step, double away, boolean unchanging) {
      way += step;
      sway += unchanging ? 0 : step;
      longest = Math.max(longest, step);
      wayX = last.centreX();
      wayY = last.centreY();
      restless = 0;
      if (Math.hypot(wayX - anchorX, wayY - anchorY) > 2 * away) {
        anchorX = wayX;
        anchorY = wayY;
        sway = 0;
      }
    }

    /** What changes on the spot, such as a screen, is nothing that has come to a stop. */
    private void startAgain() {
      first = last;
      startX = last.centreX();
      startY = last.centreY();
      anchorX = startX;
      anchorY = startY;
      way = 0;
      sway = 0;
      longest = 0;
      size = 0;
      hits = 1;
      restless = 0;
      tried = 0;
      moved = false;
    }
  }
}
