package dev.gantry.domain.tracking;

import dev.gantry.domain.tracking.TrackStep.Speed;
import java.nio.ByteBuffer;

/**
 * The speeds told of a track while it was seen: their mean is its mean speed, however unevenly it
 * drove, while a line through all its places is the surer one if it drove evenly.
 */
final class ToldSpeeds {

  /**
   * Standard error of the mean of the speeds over the mean of theirs: errors last for about a
   * second, and those by the calibration for all of them.
   */
  private static final double LASTING = 0.6;

  /** By how many standard errors a line may differ from the mean of an object that drove evenly. */
  private static final double EVEN = 0.5;

  /** Part of that difference that counts as an error: it may have driven a bit unevenly. */
  private static final double UNEVENNESS = 0.8;

  /** Fewer say nothing of how it drove. */
  private static final int FEWEST = 5;

  /** Version of the camera's definition that they rest on. */
  private int version;

  private int count;
  private double sum;
  private double sigmas;

  /**
   * Takes in the speed told of it in a frame in which it was seen.
   *
   * @param definition version of the camera's definition; another one is a new beginning
   */
  void add(int definition, double mps, double sigma) {
    if (definition != version) {
      clear();
      version = definition;
    }
    count++;
    sum += mps;
    sigmas += sigma;
  }

  /**
   * Mean speed over all of these frames.
   *
   * @param definition version of the camera's definition that the line rests on
   * @param line that of a line through its places
   */
  Speed mean(int definition, Speed line) {
    if (count < FEWEST || definition != version) {
      return line;
    }
    double mean = sum / count;
    double sigma = LASTING * sigmas / count;
    double apart = UNEVENNESS * (mean - line.mps());
    double either = Math.sqrt(sigma * sigma + line.sigmaMps() * line.sigmaMps());
    return Math.abs(mean - line.mps()) > EVEN * either
        ? new Speed(mean, sigma)
        : new Speed(line.mps(), Math.sqrt(line.sigmaMps() * line.sigmaMps() + apart * apart));
  }

  void clear() {
    count = 0;
    sum = 0;
    sigmas = 0;
  }

  void write(StateWriter to) {
    to.put(version).put(count).put(sum).put(sigmas);
  }

  static ToldSpeeds read(ByteBuffer from) {
    ToldSpeeds told = new ToldSpeeds();
    told.version = from.getInt();
    told.count = from.getInt();
    told.sum = from.getDouble();
    told.sigmas = from.getDouble();
    return told;
  }
}
