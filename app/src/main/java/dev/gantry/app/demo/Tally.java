package dev.gantry.app.demo;

import dev.gantry.schemas.records.Alert;
import dev.gantry.schemas.records.AlertStatus;
import dev.gantry.schemas.records.FrameDetections;
import dev.gantry.schemas.records.TrackState;
import dev.gantry.schemas.records.TrackUpdate;
import java.util.HashSet;
import java.util.Set;

/**
 * Counts the committed results of a demo and hands them on to be scored. Thread-safe.
 *
 * <p>Each record is counted once, since the topics are read on from one moment and hold each result
 * once.
 */
final class Tally {

  private long frames;
  private long detections;
  private long tracks;
  private long deadLetters;
  private final Set<String> alerts = new HashSet<>();
  private final Set<String> firing = new HashSet<>();
  private long firstAlertNanos;

  /**
   * What was counted so far.
   *
   * @param frames frames scored
   * @param detections boxes in them
   * @param tracks tracks begun
   * @param alerts distinct alerts
   * @param firing those that still fire
   * @param deadLetters records set aside
   */
  record Counts(
      long frames, long detections, long tracks, long alerts, long firing, long deadLetters) {}

  synchronized Counts counts() {
    return new Counts(frames, detections, tracks, alerts.size(), firing.size(), deadLetters);
  }

  /** {@link System#nanoTime()} when the first alert was read; 0 while there is none. */
  synchronized long firstAlertNanos() {
    return firstAlertNanos;
  }

  synchronized void add(FrameDetections frame) {
    frames++;
    detections += frame.getDetections().size();
  }

  synchronized void add(TrackUpdate update) {
    if (update.getState() == TrackState.NEW) {
      tracks++;
    }
  }

  synchronized void add(Alert alert) {
    if (alert.getStatus() != AlertStatus.FIRING && !alerts.contains(alert.getAlertId())) {
      return; // of an earlier run, and over now
    }
    if (alerts.isEmpty()) {
      firstAlertNanos = System.nanoTime();
    }
    alerts.add(alert.getAlertId());
    if (alert.getStatus() == AlertStatus.FIRING) {
      firing.add(alert.getAlertId());
    } else {
      firing.remove(alert.getAlertId());
    }
  }

  synchronized void addDeadLetter() {
    deadLetters++;
  }
}
