package dev.gantry.detectors;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/** The motion detector's memory of one camera in one epoch. */
final class MotionCamera {

  /** Smallest object, as a share of the frame: somebody on foot, 9 by 20 pixels of 640 by 360. */
  private static final double MIN_AREA = 0.0003;

  /** A larger region is no object but a change of the scene. */
  private static final double MAX_AREA = 0.6;

  /** Share of pixels that change at once when the scene itself did. */
  private static final double SCENE_CHANGE = 0.5;

  /** Seconds of learning before anything is reported. */
  private static final double WARM_UP = 0.5;

  /** Seconds in which the background is still settling, and what lasts is taken over fast. */
  private static final double SETTLING = 4;

  private static final float PATIENCE_SETTLING = 0.5f;
  private static final float PATIENCE_OBJECT = 45;
  private static final float PATIENCE_GHOST = 0.3f;
  private static final float PATIENCE_CLUTTER = 3;
  private static final float PATIENCE_SHADOW = 8;

  /** Longer gaps between frames count as this many seconds. */
  private static final double MAX_STEP = 2;

  private final WorkImage seen;
  private final WorkImage aligned;
  private final BackgroundModel background;
  private ToneCurve tone = new ToneCurve();
  private final ShadowLight shadow;
  private final float[] expected;
  private final Shake shake;
  private final BlobFinder finder;
  private final RegionSplitter splitter;
  private final Reflection reflection;
  private final float[] patience;

  /**
   * Seconds that what covers a pixel had lasted when an object was last seen there: only what lasts
   * longer from then on is no part of that object. 0 where something else covers it now.
   */
  private final float[] held;

  private final boolean[] noisy;
  private final BitSet ghosts = new BitSet();
  private final BitSet moving = new BitSet();
  private final BitSet appeared = new BitSet();
  private final LostView lostView;
  private RegionHistory history = new RegionHistory();
  private double age;
  private double settlingUntil = SETTLING;
  private double silentUntil = WARM_UP;
  private double pointsAge;

  /** Starts with a first image, whose contents count as background until they move. */
  MotionCamera(WorkImage first) {
    seen = first;
    aligned = new WorkImage(first.width, first.height);
    background = new BackgroundModel(first);
    shake = new Shake(first.width, first.height);
    shadow = new ShadowLight(first.pixels());
    finder = new BlobFinder(first.width, first.height);
    splitter = new RegionSplitter(first.width, first.height, finder.labels);
    reflection = new Reflection(first.width, first.height, finder.labels);
    lostView = new LostView(first.width);
    expected = new float[first.pixels()];
    patience = new float[first.pixels()];
    held = new float[first.pixels()];
    noisy = new boolean[first.pixels()];
    shake.choosePoints(background.luma());
  }

  /** Where the next image belongs, before {@link #observe}. */
  WorkImage input() {
    return seen;
  }

  /**
   * Objects in the image in {@link #input}, in its pixels.
   *
   * @param seconds of event time since the last image
   */
  List<Blob> observe(double seconds) {
    double step = Math.max(1e-3, Math.min(MAX_STEP, seconds));
    age += step;
    BackgroundModel.Kept known = lostView.look(seen, background, step);
    if (known != null) {
      goOnWith(known);
    }
    tone.estimateGain(seen, background.mean(), background.mask);
    WorkImage image = align();
    tone.estimateShape(image, background.mean(), background.mask);
    double changed = background.compare(image, tone, shadow, expected);
    shadow.learn(image, expected, background.mask, background.dimmed);
    shadow.addEdges(image, expected, background.mask);
    boolean sceneChange = changed > SCENE_CHANGE;
    if (sceneChange) {
      silentUntil = age + WARM_UP;
      settlingUntil = age + SETTLING;
    }
    List<Region> regions = regions(image, history.expected());
    List<RegionHistory.Path> paths = history.follow(regions, step);
    learn(image, step, regions, paths);
    if (age <= silentUntil) {
      return List.of();
    }
    List<Blob> objects = new ArrayList<>();
    for (int n = 0; n < regions.size(); n++) {
      if (paths.get(n).moved()) {
        objects.add(back(reflection.without(regions.get(n), background.difference)));
      }
    }
    return objects;
  }

  /** The view is back: whatever is not of its background came meanwhile. */
  private void goOnWith(BackgroundModel.Kept known) {
    background.restore(known);
    shake.choosePoints(background.luma());
    tone = new ToneCurve();
    history = RegionHistory.ofNewcomers();
    silentUntil = 0;
    settlingUntil = 0;
  }

  private WorkImage align() {
    pointsAge += 1;
    if (pointsAge >= 25) {
      shake.choosePoints(background.luma());
      pointsAge = 0;
    }
    shake.estimate(seen.luma, background, tone);
    if (!shake.moved()) {
      return seen;
    }
    // what the moved image does not know is taken to be as it was
    background.show(tone, expected);
    seen.moveInto(aligned, shake.dx(), shake.dy());
    return aligned;
  }

  /** What may be an object; remembers the ghosts. */
  private List<Region> regions(WorkImage image, List<RegionHistory.Expected> expected) {
    List<Blob> blobs = finder.find(background.mask, background.difference);
    ghosts.clear();
    List<Region> regions = new ArrayList<>();
    for (int n = 0; n < blobs.size(); n++) {
      Blob blob = blobs.get(n);
      Surface surface = inspect(blob, n + 1, image);
      if (surface.ghost()) {
        ghosts.set(n + 1);
      } else if (blob.area() <= MAX_AREA * seen.pixels()) {
        regions.add(new Region(blob, List.of(n + 1), surface.unchanging()));
      }
    }
    List<Region> merged = BlobFinder.merge(regions, 0.02 * seen.width);
    merged.removeIf(region -> region.blob().pixels() < MIN_AREA * seen.pixels());
    return splitter.split(merged, expected, blobs.size(), background.mask, background.difference);
  }

  /**
   * Looks at the pixels of a region. It is a ghost, where something was and not where something is,
   * when it does not change and its rim is an edge in the background but none in the image.
   */
  private Surface inspect(Blob blob, int label, WorkImage image) {
    int still = 0;
    double edgeNow = 0;
    double edgeThen = 0;
    int rim = 0;
    int inside = 0;
    int width = seen.width;
    for (int y = Math.max(1, (int) blob.top()); y < Math.min(seen.height - 1, blob.bottom()); y++) {
      for (int x = Math.max(1, (int) blob.left()); x < Math.min(width - 1, blob.right()); x++) {
        int i = y * width + x;
        if (finder.labels[i] != label) {
          continue;
        }
        inside++;
        still += background.candidateSeconds(i) > 0.25 ? 1 : 0;
        boolean onRim =
            finder.labels[i - 1] != label
                || finder.labels[i + 1] != label
                || finder.labels[i - width] != label
                || finder.labels[i + width] != label;
        if (onRim) {
          rim++;
          edgeNow += gradient(image.luma, i);
          edgeThen += gradient(expected, i);
        }
      }
    }
    boolean unchanging = still > 0.6 * inside;
    boolean ghost = rim > 0 && unchanging && edgeThen > 6 * rim && edgeNow < 0.5 * edgeThen;
    return new Surface(ghost, unchanging);
  }

  private record Surface(boolean ghost, boolean unchanging) {}

  private float gradient(float[] luma, int i) {
    return Math.abs(luma[i + 1] - luma[i - 1])
        + Math.abs(luma[i + seen.width] - luma[i - seen.width]);
  }

  private void learn(
      WorkImage image, double step, List<Region> regions, List<RegionHistory.Path> paths) {
    moving.clear();
    appeared.clear();
    for (int n = 0; n < regions.size(); n++) {
      BitSet kind = paths.get(n).moved() ? moving : appeared;
      regions.get(n).labels().forEach(kind::set);
    }
    boolean settling = age < settlingUntil;
    for (int i = 0; i < patience.length; i++) {
      int label = Math.max(0, finder.labels[i]);
      byte kind = background.mask[i];
      float lasted = background.candidateSeconds(i);
      if (moving.get(label)) {
        noisy[i] = false;
        patience[i] = PATIENCE_OBJECT;
        held[i] = lasted;
        continue;
      }
      held[i] = lasted < held[i] ? 0 : held[i];
      noisy[i] = kind >= BackgroundModel.WEAK && !settling && isClutter(label);
      if (kind >= BackgroundModel.SHADOW) {
        patience[i] = patience(label, kind, settling) + held[i];
      }
    }
    for (int n = 0; n < regions.size(); n++) {
      if (paths.get(n).moved()) {
        keepCalmAround(regions.get(n).blob());
      }
    }
    background.learn(image, tone, step, patience, noisy);
  }

  private boolean isClutter(int label) {
    return !ghosts.get(label) && !appeared.get(label);
  }

  /** With what covers a pixel, where nothing moves. */
  private float patience(int label, byte kind, boolean settling) {
    if (ghosts.get(label)) {
      return PATIENCE_GHOST;
    }
    if (kind == BackgroundModel.SHADOW) {
      return PATIENCE_SHADOW;
    }
    return settling ? PATIENCE_SETTLING : PATIENCE_CLUTTER;
  }

  /** What changes beside a moving object is its own doing. */
  private void keepCalmAround(Blob blob) {
    int margin = 3;
    int left = Math.max(0, (int) blob.left() - margin);
    int right = Math.min(seen.width, (int) blob.right() + margin);
    int top = Math.max(0, (int) blob.top() - margin);
    int bottom = Math.min(seen.height, (int) blob.bottom() + margin);
    for (int y = top; y < bottom; y++) {
      Arrays.fill(noisy, y * seen.width + left, y * seen.width + right, false);
    }
  }

  /** From the background's pixels to those of the image as the camera saw it. */
  private Blob back(Blob blob) {
    double dx = shake.dx();
    double dy = shake.dy();
    return new Blob(
        blob.left() + dx,
        blob.top() + dy,
        blob.right() + dx,
        blob.bottom() + dy,
        blob.pixels(),
        blob.contrast());
  }
}
