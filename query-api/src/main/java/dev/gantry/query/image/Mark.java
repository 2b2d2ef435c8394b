package dev.gantry.query.image;

import dev.gantry.domain.geometry.Box;
import dev.gantry.domain.geometry.Speeds;
import dev.gantry.schemas.records.Alert;
import dev.gantry.schemas.records.TrackUpdate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What is drawn for one track.
 *
 * @param box where, pixels
 * @param text label
 * @param tone colour
 * @param observed false for a place that is predicted: drawn dashed
 */
record Mark(Box box, String text, Tone tone, boolean observed) {

  /** Colours by urgency. */
  enum Tone {
    CALM,
    WARNING,
    URGENT
  }

  /** The mark of a track, and of the alert that is firing for it, if any. */
  static Mark of(TrackUpdate update, @Nullable Alert alert) {
    // a track record may hold anything its producer wrote: a box needs an extent
    Box box =
        new Box(
            update.getX(),
            update.getY(),
            Math.max(update.getWidth(), 1),
            Math.max(update.getHeight(), 1));
    return new Mark(box, text(update, alert), tone(alert), update.getObserved());
  }

  private static String text(TrackUpdate update, @Nullable Alert alert) {
    String text = update.getLabel() + speed(update);
    return alert == null ? text : text + "  " + alert.getRule().replace('_', ' ');
  }

  private static String speed(TrackUpdate update) {
    if (update.getCalibrated()) {
      return update.getSpeedKnown()
          ? String.format(
              Locale.ROOT,
              " %.0f ± %.0f km/h",
              Speeds.toKmh(update.getSpeedMps()),
              Math.ceil(Speeds.toKmh(update.getSpeedSigmaMps())))
          : "";
    }
    return String.format(Locale.ROOT, " %.0f px/s", update.getSpeedPxS());
  }

  private static Tone tone(@Nullable Alert alert) {
    if (alert == null) {
      return Tone.CALM;
    }
    return switch (alert.getSeverity()) {
      case "low", "info", "warning", "medium" -> Tone.WARNING;
      default -> Tone.URGENT;
    };
  }
}
