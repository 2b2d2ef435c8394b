package dev.gantry.bench.latency;

import dev.gantry.schemas.records.Detection;
import dev.gantry.schemas.records.FrameDetections;
import dev.gantry.schemas.records.TimeMode;
import java.util.List;

/**
 * A load of detections: every camera sees one car at a time cross its image, and after it another
 * one far from where the last one left, so that each makes a track of its own.
 */
final class PassingCars {

  static final int WIDTH = 1280;
  static final int HEIGHT = 720;

  /** Frames a car is seen in. */
  static final int FRAMES_A_CAR = 25;

  private static final int CAR_WIDTH = 90;
  private static final int CAR_HEIGHT = 60;
  private static final int STEP_PX = 12;

  /** Rows that successive cars drive in, so far apart that none is taken for the one before. */
  private static final int[] ROWS = {100, 500, 300, 600, 200};

  private final int cameras;
  private final double framesPerSecond;

  PassingCars(int cameras, double framesPerSecond) {
    this.cameras = cameras;
    this.framesPerSecond = framesPerSecond;
  }

  static String cameraId(int camera) {
    return "bench-" + camera;
  }

  /**
   * Which record has an event time.
   *
   * @param sinceStartUs event time since that of the first record, microseconds
   */
  long indexAt(long sinceStartUs) {
    return Math.round(sinceStartUs * framesPerSecond * cameras / 1e6);
  }

  /**
   * The n-th record of the load: cameras take turns.
   *
   * @param n 0 or more
   * @param startUs event time of the first record, microseconds
   */
  FrameDetections record(long n, long startUs) {
    int camera = (int) (n % cameras);
    long frame = n / cameras;
    long capturedAt = startUs + Math.round(n * 1e6 / (framesPerSecond * cameras));
    // Cameras start at different places of a passage, so that new tracks come evenly.
    long shifted = frame + camera;
    long car = shifted / FRAMES_A_CAR;
    long step = shifted % FRAMES_A_CAR;
    boolean rightwards = car % 2 == 0;
    float x = rightwards ? 100 + step * STEP_PX : WIDTH - 200 - step * STEP_PX;
    float y = ROWS[(int) (car % ROWS.length)];
    return FrameDetections.newBuilder()
        .setCameraId(cameraId(camera))
        .setStreamEpoch(1)
        .setFrameSeq(frame)
        .setCapturedAtUs(capturedAt)
        .setCapturedAtRawUs(capturedAt)
        .setIngestedAtUs(capturedAt)
        .setTimeMode(TimeMode.REPLAY)
        .setWidth(WIDTH)
        .setHeight(HEIGHT)
        .setModel("bench")
        .setModelVersion(1)
        .setDetections(
            List.of(
                Detection.newBuilder()
                    .setLabel("car")
                    .setScore(0.9f)
                    .setX(x)
                    .setY(y)
                    .setWidth(CAR_WIDTH)
                    .setHeight(CAR_HEIGHT)
                    .build()))
        .build();
  }
}
