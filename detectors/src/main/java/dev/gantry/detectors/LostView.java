package dev.gantry.detectors;

import org.jspecify.annotations.Nullable;

/**
 * Keeps what a camera's background was while the camera is covered or looks elsewhere: what it sees
 * meanwhile is learnt in its place, and once the view is back, what has stopped in it meanwhile
 * would be part of it.
 *
 * <p>Two images are of one view when brightness rises and falls at the same places (normalised
 * correlation of the gradients), however dark the one is: through a cloth the large patches shine.
 */
final class LostView {

  /** One in so many pixels is compared. */
  private static final int EVERY = 7;

  /** Pixels to both sides over which brightness rises or falls: more than a camera shakes. */
  private static final int SPAN = 3;

  /**
   * A scene that shows less of itself, such as an unlit road at night, can't be told from others.
   */
  private static final double LEAST_USUAL = 0.4;

  /** Below this share of the usual likeness an image is of another view. */
  private static final double LOST = 0.5;

  /** Above it, of the same. */
  private static final double BACK = 0.7;

  /** Seconds over which the usual likeness is taken. */
  private static final double USUAL_SECONDS = 5;

  /** Seconds before the usual likeness is known. */
  private static final double LEARNING = 4;

  /** A view that is back sooner was shaken: seconds. */
  private static final double SHAKEN = 1;

  /** Seconds after which light and parked vehicles have changed too much. */
  private static final double LONGEST = 300;

  private final int width;
  private double age;
  private double usual;
  private double lostSeconds;
  private BackgroundModel.@Nullable Kept kept;

  /**
   * @param width of the images
   */
  LostView(int width) {
    this.width = width;
  }

  /**
   * Looks at an image before anything is learnt from it.
   *
   * @param seconds since the last image
   * @return the background as it was when the view was lost, when it is back in this image
   */
  BackgroundModel.@Nullable Kept look(WorkImage image, BackgroundModel background, double seconds) {
    age += seconds;
    BackgroundModel.Kept was = kept;
    if (was != null) {
      lostSeconds += seconds;
      boolean back = likeness(image.luma, was.luma()) >= BACK * usual;
      boolean shaken = lostSeconds < SHAKEN;
      if (back || lostSeconds > LONGEST) {
        forget();
      }
      return back && !shaken ? was : null;
    }
    double now = likeness(image.luma, background.luma());
    if (age > LEARNING && usual > LEAST_USUAL && now < LOST * usual) {
      kept = background.keep();
      return null;
    }
    double rate = 1 - Math.exp(-seconds / Math.min(age, USUAL_SECONDS));
    usual += rate * (now - usual);
    return null;
  }

  /** Another view has to become known as the usual one. */
  private void forget() {
    kept = null;
    lostSeconds = 0;
    age = 0;
  }

  /**
   * 1 when brightness rises and falls at the same places, 0 when that has nothing to do with it.
   */
  private double likeness(float[] one, float[] other) {
    double both = 0;
    double ones = 0;
    double others = 0;
    for (int i = SPAN * width; i < one.length - SPAN * width; i += EVERY) {
      double across = one[i + SPAN] - one[i - SPAN];
      double down = one[i + SPAN * width] - one[i - SPAN * width];
      double otherAcross = other[i + SPAN] - other[i - SPAN];
      double otherDown = other[i + SPAN * width] - other[i - SPAN * width];
      both += across * otherAcross + down * otherDown;
      ones += across * across + down * down;
      others += otherAcross * otherAcross + otherDown * otherDown;
    }
    return ones > 0 && others > 0 ? both / Math.sqrt(ones * others) : 0;
  }
}
