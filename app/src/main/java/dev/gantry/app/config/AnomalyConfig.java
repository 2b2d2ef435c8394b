package dev.gantry.app.config;

import dev.gantry.domain.anomaly.AnomalySettings;
import java.util.List;

/** How TRAFFIC judges readings of sensors, and flow and speed of segments. */
public record AnomalyConfig(
    @Setting(
            doc =
                "Readings at the start of a series that are learnt whole, whatever they are; at"
                    + " most `memory`. After them what stands out is learnt cut down. None is"
                    + " judged before these, nor before 288.",
            byDefault = "150",
            min = 24,
            max = 1_000_000)
        int probation,
    @Setting(
            doc = "Readings after which what was seen is forgotten.",
            byDefault = "10000",
            min = 1_000,
            max = 1_000_000)
        int memory,
    @Setting(
            doc =
                "How rare a reading must be to score .9: once in so many readings in which nothing"
                    + " happens.",
            byDefault = "4000",
            min = 100,
            max = 1_000_000_000)
        double alarmEvery,
    @Setting(
            doc =
                "Readings after an alarm in which only something far rarer raises another; at most"
                    + " `memory`.",
            byDefault = "70",
            min = 0,
            max = 1_000_000)
        int rest,
    @Setting(
            doc =
                "Score, above 0, from which a reading is written to `anomalies`. Rules choose among"
                    + " those; .9 and more is an anomaly.",
            byDefault = "0.5",
            min = 0,
            max = 1)
        double tellScore)
    implements Section {

  /** As the detector takes it. */
  public AnomalySettings toSettings() {
    return new AnomalySettings(probation, memory, alarmEvery, rest, tellScore);
  }

  @Override
  public List<Conflict> conflicts() {
    return Section.conflictsOf("anomaly", this::toSettings);
  }
}
