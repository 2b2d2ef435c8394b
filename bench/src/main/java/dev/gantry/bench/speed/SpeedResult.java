package dev.gantry.bench.speed;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * Figures of a run.
 *
 * @param overall all recordings, each car counting the same
 * @param sessions the same for each session
 * @param files each recording
 */
record SpeedResult(
    @JsonProperty("overall") SpeedFigures overall,
    @JsonProperty("sessions") List<SpeedFigures> sessions,
    @JsonProperty("files") List<SpeedFigures> files) {

  String words() {
    StringBuilder words = new StringBuilder(SpeedFigures.HEADER);
    files.forEach(file -> words.append(System.lineSeparator()).append(file.words()));
    sessions.forEach(session -> words.append(System.lineSeparator()).append(session.words()));
    return words.append(System.lineSeparator()).append(overall.words()).toString();
  }
}
