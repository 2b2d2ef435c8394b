package dev.gantry.topologies.rule;

import dev.gantry.schemas.records.CameraEvent;
import dev.gantry.schemas.records.SpeedWindow;
import dev.gantry.schemas.records.TimeMode;
import dev.gantry.schemas.records.TrackState;
import dev.gantry.schemas.records.TrackUpdate;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecordBase;

/** The streams that rules may read. */
public final class RuleStreams {

  /** A track that was not seen for longer than this no longer holds what it held. */
  private static final Duration TRACK_GAP = Duration.ofSeconds(2);

  /**
   * Standard normal quantile of 95 %: the true speed lies above speed - 1.645 sigma with a
   * probability of 95 % (one-sided bound, errors taken as normal).
   */
  private static final double ONE_SIDED_95 = 1.645;

  private static final Map<String, RuleStream> ALL = all();

  private RuleStreams() {}

  /** By name of the topic without prefix. */
  public static Optional<RuleStream> find(String name) {
    return Optional.ofNullable(ALL.get(name));
  }

  /** All names, in the order of the flow. */
  public static List<String> names() {
    return List.copyOf(ALL.keySet());
  }

  /** All streams, in the order of the flow. */
  public static List<RuleStream> list() {
    return List.copyOf(ALL.values());
  }

  private static Map<String, RuleStream> all() {
    Map<String, RuleStream> streams = new LinkedHashMap<>();
    for (RuleStream stream : List.of(tracks(), segments(), cameraEvents())) {
      streams.put(stream.name(), stream);
    }
    return streams;
  }

  private static RuleStream tracks() {
    FieldTable track =
        new FieldTable.Builder("track", TrackUpdate.SCHEMA$)
            .without("camera_id", "site", "x", "y", "width", "height", "limit_mps", "observed")
            .without("stream_epoch", "frame_seq", "camera_version", "model")
            .renaming("track_id", "id")
            .with(
                "speed_kmh_low95",
                FieldType.NUMBER,
                "Speed that the track exceeds with 95 % certainty: speed_kmh - 1.645 speed_sigma_kmh,"
                    + " at least 0, km/h; 0 while speed_known is false.",
                from(TrackUpdate.class, RuleStreams::speedLow95))
            .with(
                "age_s",
                FieldType.NUMBER,
                "Time since the first detection, seconds, 0 or more.",
                from(
                    TrackUpdate.class,
                    update -> (update.getCapturedAtUs() - update.getStartedAtUs()) / 1e6))
            .build();
    FieldTable detection =
        new FieldTable.Builder("detection", TrackUpdate.SCHEMA$)
            .only("x", "y", "width", "height", "observed", "model", "frame_seq")
            .build();
    FieldTable camera =
        new FieldTable.Builder("camera", TrackUpdate.SCHEMA$)
            .only("camera_id", "site", "camera_version")
            .renaming("camera_id", "id")
            .renaming("camera_version", "version")
            .with(
                "limit_kmh",
                FieldType.NUMBER,
                "Speed limit of the segment the track is on, km/h; infinite when there is none, so"
                    + " that no speed exceeds it.",
                from(TrackUpdate.class, update -> limitKmh(update.getLimitMps())))
            .build();
    return stream(
            "vehicle-tracks",
            TrackUpdate.class,
            TrackUpdate::getCapturedAtUs,
            TrackUpdate::getTimeMode,
            update -> update.getTrackId() + "@" + update.getFrameSeq())
        .tables(
            track,
            detection,
            camera,
            event(TrackUpdate.class, TrackUpdate.SCHEMA$, TrackUpdate::getCapturedAtUs))
        .label("camera", from(TrackUpdate.class, TrackUpdate::getCameraId))
        .label("track", from(TrackUpdate.class, TrackUpdate::getTrackId))
        .label("site", from(TrackUpdate.class, TrackUpdate::getSite))
        .label("segment", from(TrackUpdate.class, TrackUpdate::getSegment))
        .label("gate", from(TrackUpdate.class, TrackUpdate::getGate))
        .label("label", from(TrackUpdate.class, TrackUpdate::getLabel))
        .identity("camera", "track")
        .timePerKey()
        .ending(
            "track",
            TRACK_GAP,
            record -> ((TrackUpdate) record).getState() == TrackState.NEW,
            record -> ((TrackUpdate) record).getState() == TrackState.END)
        .build();
  }

  private static RuleStream segments() {
    FieldTable segment =
        new FieldTable.Builder("segment", SpeedWindow.SCHEMA$)
            .without("limit_mps")
            .renaming("segment_id", "id")
            .with(
                "limit_kmh",
                FieldType.NUMBER,
                "Speed limit of the segment, km/h; infinite when there is none.",
                from(SpeedWindow.class, window -> limitKmh(window.getLimitMps())))
            .with(
                "window_s",
                FieldType.NUMBER,
                "Length of the window, seconds.",
                from(
                    SpeedWindow.class,
                    window -> (window.getWindowEndUs() - window.getWindowStartUs()) / 1e6))
            .build();
    return stream(
            "segment-speeds",
            SpeedWindow.class,
            SpeedWindow::getWindowEndUs,
            SpeedWindow::getTimeMode,
            window ->
                window.getSegmentId()
                    + "@"
                    + window.getWindowStartUs()
                    + "-"
                    + window.getRevision())
        .tables(segment, event(SpeedWindow.class, SpeedWindow.SCHEMA$, SpeedWindow::getWindowEndUs))
        .label("segment", from(SpeedWindow.class, SpeedWindow::getSegmentId))
        .label("site", from(SpeedWindow.class, SpeedWindow::getSite))
        .identity("segment")
        .timePerKey()
        .build();
  }

  private static RuleStream cameraEvents() {
    FieldTable camera =
        new FieldTable.Builder("camera", CameraEvent.SCHEMA$)
            .only("camera_id", "site", "source", "stream_epoch")
            .renaming("camera_id", "id")
            .build();
    FieldTable event =
        eventBuilder(CameraEvent.class, CameraEvent.SCHEMA$, CameraEvent::getOccurredAtUs)
            .only("type", "reason", "frame_count", "frame_seq")
            .build();
    return stream(
            "camera-events",
            CameraEvent.class,
            CameraEvent::getOccurredAtUs,
            CameraEvent::getTimeMode,
            happened ->
                happened.getCameraId()
                    + "@"
                    + happened.getType()
                    + "-"
                    + happened.getStreamEpoch()
                    + "-"
                    + happened.getOccurredAtUs())
        .tables(camera, event)
        .label("camera", from(CameraEvent.class, CameraEvent::getCameraId))
        .label("site", from(CameraEvent.class, CameraEvent::getSite))
        .identity("camera")
        .timePerKey()
        .build();
  }

  private static double speedLow95(TrackUpdate update) {
    double low = update.getSpeedMps() - ONE_SIDED_95 * update.getSpeedSigmaMps();
    return update.getSpeedKnown() ? Math.max(0, low) * FieldTable.KMH_PER_MPS : 0;
  }

  /** No limit is 0 in the records; in expressions it is a limit that nothing exceeds. */
  private static double limitKmh(double limitMps) {
    return limitMps > 0 ? limitMps * FieldTable.KMH_PER_MPS : Double.POSITIVE_INFINITY;
  }

  private static <T extends SpecificRecordBase> FieldTable event(
      Class<T> type, Schema schema, ToLongFunction<T> at) {
    return eventBuilder(type, schema, at).only().build();
  }

  private static <T extends SpecificRecordBase> FieldTable.Builder eventBuilder(
      Class<T> type, Schema schema, ToLongFunction<T> at) {
    return new FieldTable.Builder("event", schema)
        .with(
            "at",
            FieldType.TIME,
            "Event time of the record; ask it with getHours(\"Europe/Berlin\") and the like.",
            record -> FieldTable.instant(at.applyAsLong(type.cast(record))))
        .with(
            "live",
            FieldType.FLAG,
            "True when event times are those of a clock; false for a replay.",
            from(type, record -> record.get(schema.getField("time_mode").pos()) == TimeMode.LIVE));
  }

  private static <T extends SpecificRecordBase> RuleStream.Builder stream(
      String name,
      Class<T> type,
      ToLongFunction<T> at,
      Function<T, TimeMode> mode,
      Function<T, String> causeId) {
    return new RuleStream.Builder(
        name, record -> at.applyAsLong(type.cast(record)), from(type, mode), from(type, causeId));
  }

  private static <T extends SpecificRecordBase, R> Function<SpecificRecordBase, R> from(
      Class<T> type, Function<T, ? extends R> reader) {
    return record -> reader.apply(type.cast(record));
  }
}
