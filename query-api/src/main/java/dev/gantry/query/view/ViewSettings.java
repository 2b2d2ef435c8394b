package dev.gantry.query.view;

import java.time.Duration;

/**
 * How much the views hold.
 *
 * @param framesPerCamera frames kept of one camera, 1 or more
 * @param frameBytes bytes of images kept in all
 * @param maxAlerts alerts kept
 * @param alertsSince how far back alerts are read at the start
 * @param maxCameraEvents events of cameras kept
 * @param windowsPerSegment windows of speed kept of one segment
 */
public record ViewSettings(
    int framesPerCamera,
    long frameBytes,
    int maxAlerts,
    Duration alertsSince,
    int maxCameraEvents,
    int windowsPerSegment) {

  /**
   * Half a minute of video at 30 frames a second, so that pictures stay in step with detectors that
   * lag so far; a month of alerts; more than a quarter of an hour of 10 s windows.
   */
  public static final ViewSettings DEFAULTS =
      new ViewSettings(900, 64L << 20, 10_000, Duration.ofDays(30), 1000, 120);
}
