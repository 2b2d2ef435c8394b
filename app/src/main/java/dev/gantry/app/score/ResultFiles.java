package dev.gantry.app.score;

import dev.gantry.app.CommandFailedException;
import dev.gantry.ingest.CityRecordScorer;
import dev.gantry.ingest.JsonLineReader;
import dev.gantry.ingest.city.truth.WrittenTruth;
import dev.gantry.schemas.records.Alert;
import dev.gantry.schemas.records.FrameDetections;
import dev.gantry.schemas.records.TrackState;
import dev.gantry.schemas.records.TrackUpdate;
import dev.gantry.schemas.serde.MalformedRecordException;
import dev.gantry.schemas.serde.MalformedRecordException.Fault;
import dev.gantry.schemas.serde.RecordJson;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * Hands results in files of JSON lines to a scorer: records of our topics, of which only those
 * fields are needed that say who, when and where.
 */
final class ResultFiles {

  private final CityRecordScorer scorer;
  private final WrittenTruth truth;
  private final WatchingRules rules;

  /** By the id of a track the cameras that have one of it. */
  private final Map<String, Set<String>> cameras = new HashMap<>();

  ResultFiles(CityRecordScorer scorer, WrittenTruth truth, WatchingRules rules) {
    this.scorer = scorer;
    this.truth = truth;
    this.rules = rules;
  }

  /**
   * Reads records as in {@code alerts}.
   *
   * @throws CommandFailedException with the first line that is no good
   */
  void alerts(Path file) {
    read(file, Alert.class, this::take);
  }

  /** Reads records as in {@code vehicle-tracks}; those of one track in order. */
  void tracks(Path file) {
    read(file, TrackUpdate.class, this::take);
  }

  /** Reads records as in {@code vehicle-detections}. */
  void detections(Path file) {
    read(file, FrameDetections.class, this::take);
  }

  private void take(Alert alert) {
    requireText("rule", alert.getRule());
    if (alert.getStartedAtUs() <= 0) {
      throw wrong(
          "started_at", "when what it tells of began, such as 2026-01-01T00:00:07Z", "nothing");
    }
    String kind =
        rules
            .standsFor(alert.getRule())
            .orElseThrow(
                () ->
                    wrong(
                        "rule",
                        "a kind of incident, or a rule of which --rule says what it watches for",
                        alert.getRule()));
    scorer.add(Alert.newBuilder(alert).setRule(kind).build());
  }

  private void take(TrackUpdate update) {
    if (update.getState() == TrackState.WATCHED) {
      return;
    }
    requireText("track_id", update.getTrackId());
    if (update.getState() == TrackState.END) {
      String camera = cameraOf(update);
      scorer.add(TrackUpdate.newBuilder(update).setCameraId(camera).build());
    } else {
      requireFrame(update.getCameraId(), update.getFrameSeq());
      cameras.computeIfAbsent(update.getTrackId(), id -> new TreeSet<>()).add(update.getCameraId());
      scorer.add(update);
    }
  }

  /** The camera of a track that ends: it need not be told where only one has a track of the id. */
  private String cameraOf(TrackUpdate end) {
    String told = end.getCameraId();
    Set<String> known = cameras.getOrDefault(end.getTrackId(), Set.of());
    if (told.isEmpty() && known.size() > 1) {
      throw wrong(
          "camera_id",
          "the camera of the track, since several have one of this id: " + String.join(", ", known),
          told);
    }
    if (!told.isEmpty() && truth.camera(told).isEmpty()) {
      throw wrong("camera_id", truth.expectedCamera(), told);
    }
    return told.isEmpty() && !known.isEmpty() ? known.iterator().next() : told;
  }

  private void take(FrameDetections frame) {
    requireFrame(frame.getCameraId(), frame.getFrameSeq());
    scorer.add(frame);
  }

  private void requireFrame(String id, long seq) {
    if (truth.camera(id).isEmpty()) {
      throw wrong("camera_id", truth.expectedCamera(), id);
    }
    if (seq < 0 || seq >= truth.frames()) {
      throw new MalformedRecordException(
          new Fault("frame_seq", "0 to " + (truth.frames() - 1), String.valueOf(seq)));
    }
  }

  private static void requireText(String field, String text) {
    if (text.isBlank()) {
      throw wrong(field, "a non-blank text", text);
    }
  }

  private static MalformedRecordException wrong(String field, String expected, String found) {
    return new MalformedRecordException(Fault.ofText(field, expected, found));
  }

  private static <T extends SpecificRecordBase> void read(
      Path file, Class<T> type, Consumer<T> taker) {
    long line = 0;
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      for (String text = lines.readLine(); text != null; text = lines.readLine()) {
        line++;
        JsonLineReader.event(text).map(event -> RecordJson.read(type, event)).ifPresent(taker);
      }
    } catch (MalformedRecordException e) {
      throw new CommandFailedException(file + ":" + line + ": " + e.explanation(), e);
    } catch (IllegalArgumentException e) { // a box without area
      throw new CommandFailedException(file + ":" + line + ": " + e.getMessage(), e);
    } catch (IOException e) {
      throw new CommandFailedException(file + ": expected a file that can be read", e);
    }
  }
}
