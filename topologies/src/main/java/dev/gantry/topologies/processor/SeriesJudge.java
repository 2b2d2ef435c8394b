package dev.gantry.topologies.processor;

import dev.gantry.domain.anomaly.AnomalyDetector;
import dev.gantry.domain.anomaly.AnomalySettings;
import dev.gantry.domain.anomaly.Judgement;
import dev.gantry.schemas.records.Anomaly;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Judges measurements of many series, each by a detector whose state is in a store: at most 16 KiB
 * a series, however long it is. The heap holds those used last, of so many series however many
 * there are.
 */
final class SeriesJudge {

  /** Detectors on the heap: about 16 MiB. */
  private static final int CACHED = 1_000;

  private final AnomalySettings settings;
  private final KeyValueStore<String, byte[]> store;
  private final Map<String, AnomalyDetector> cache =
      new LinkedHashMap<>(16, .75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, AnomalyDetector> eldest) {
          return size() > CACHED;
        }
      };

  /**
   * @param store {@link AnomalyDetector}s in bytes by series
   */
  SeriesJudge(AnomalySettings settings, KeyValueStore<String, byte[]> store) {
    this.settings = settings;
    this.store = store;
  }

  /**
   * What there is to tell of a measurement; empty when it is usual, or can't be judged.
   *
   * @param measurement series, time and value; what is known of its place
   * @param isRest whether its series comes to rest at that value
   */
  Optional<Anomaly> judge(Anomaly measurement, boolean isRest) {
    String series = measurement.getSeriesId();
    try {
      AnomalyDetector detector = cache.computeIfAbsent(series, this::load);
      Judgement judgement =
          detector.judge(measurement.getOccurredAtUs(), measurement.getActual(), isRest);
      store.put(series, detector.toBytes());
      return judgement.scoreEachTime() < settings.tellScore()
          ? Optional.empty()
          : Optional.of(AnomalyRecords.judged(measurement, judgement));
    } catch (RuntimeException e) {
      cache.remove(series);
      throw e;
    }
  }

  private AnomalyDetector load(String series) {
    byte[] bytes = store.get(series);
    return bytes == null
        ? new AnomalyDetector(settings)
        : AnomalyDetector.fromBytes(settings, bytes);
  }
}
