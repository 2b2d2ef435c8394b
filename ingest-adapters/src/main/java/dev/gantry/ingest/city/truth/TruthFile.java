package dev.gantry.ingest.city.truth;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.gantry.domain.geometry.Box;
import dev.gantry.ingest.city.CityScenario;
import dev.gantry.ingest.city.RecordTimes;
import dev.gantry.ingest.city.camera.CityCamera;
import dev.gantry.ingest.city.render.Conditions;
import java.io.IOException;
import java.io.Writer;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongConsumer;

/**
 * Writes what is true of a city as JSON lines, for others to score their own systems by. Each line
 * is an object with a {@code type}: first one {@code city}, then a {@code frame} for each camera
 * and moment, then the {@code incident}s, which are known to the end only then.
 */
public final class TruthFile {

  private final CityTruth truth;
  private final RecordTimes times;

  /**
   * @param startTime event time of the city's beginning
   */
  public TruthFile(CityTruth truth, Instant startTime) {
    this.truth = truth;
    this.times = new RecordTimes(startTime);
  }

  /** Writes the truth of the frames from the first to before an end. */
  public void write(Writer out, long frames) throws IOException {
    write(out, frames, seq -> {});
  }

  /**
   * Writes the truth of the frames from the first to before an end.
   *
   * @param out where to, UTF-8; left open
   * @param frames how many frames of each camera
   * @param written is told how many there are already
   */
  public void write(Writer out, long frames, LongConsumer written) throws IOException {
    try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
      json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
      json.setRootValueSeparator(null);
      city(json, frames);
      for (CityCamera camera : truth.cameras()) {
        camera(json, camera);
      }
      for (long seq = 0; seq < frames; seq++) {
        for (int camera = 0; camera < truth.scenario().cameras(); camera++) {
          frame(json, camera, seq);
        }
        truth.forgetBefore(seq);
        written.accept(seq + 1);
      }
      for (TrueIncident incident : truth.incidentsUntil(frames)) {
        incident(json, incident);
      }
    }
  }

  private void city(JsonGenerator json, long frames) throws IOException {
    CityScenario scenario = truth.scenario();
    json.writeStartObject();
    json.writeStringField("type", "city");
    json.writeStringField("name", scenario.name());
    json.writeNumberField("seed", scenario.seed());
    json.writeNumberField("cameras", scenario.cameras());
    json.writeNumberField("fps", scenario.framesPerSecond());
    json.writeNumberField("frames", frames);
    json.writeStringField(
        "time_of_day", LocalTime.ofSecondOfDay(scenario.secondOfDay()).toString());
    json.writeBooleanField("nothing_wrong", !scenario.incidents());
    json.writeStringField("starts", times.start().toString());
    end(json);
  }

  private static void camera(JsonGenerator json, CityCamera camera) throws IOException {
    json.writeStartObject();
    json.writeStringField("type", "camera");
    json.writeStringField("camera", camera.id());
    json.writeNumberField("width", camera.width());
    json.writeNumberField("height", camera.imageHeight());
    json.writeArrayFieldStart("homography");
    for (List<Double> row : camera.homography()) {
      numbers(json, row);
    }
    json.writeEndArray();
    end(json);
  }

  private void frame(JsonGenerator json, int camera, long seq) throws IOException {
    json.writeStartObject();
    json.writeStringField("type", "frame");
    json.writeStringField("camera", truth.cameraId(camera));
    json.writeNumberField("frame_seq", seq);
    json.writeStringField("at", at(truth.scenario().secondsOf(seq)));
    conditions(json, truth.conditions(camera, seq));
    var fault = truth.fault(camera, seq);
    if (fault.isPresent()) {
      json.writeStringField("fault", fault.get().kind().label());
    }
    json.writeArrayFieldStart("objects");
    for (TrueObject object : truth.frame(camera, seq)) {
      object(json, object);
    }
    json.writeEndArray();
    end(json);
  }

  private static void conditions(JsonGenerator json, Conditions conditions) throws IOException {
    json.writeStringField("light", conditions.light().name().toLowerCase(Locale.ROOT));
    some(json, "rain", conditions.rain());
    some(json, "glare", conditions.glare());
    some(json, "shake_px", conditions.shake());
    if (conditions.isCompressed()) {
      json.writeNumberField("jpeg_quality", conditions.jpegQuality());
    }
  }

  private static void some(JsonGenerator json, String field, double value) throws IOException {
    if (value > 0) {
      json.writeNumberField(field, Rounding.thousandths(value));
    }
  }

  private static void object(JsonGenerator json, TrueObject object) throws IOException {
    json.writeStartObject();
    json.writeStringField("who", object.actorId());
    json.writeStringField("label", object.label());
    json.writeFieldName("box");
    Box box = object.box();
    numbers(json, List.of(box.x(), box.y(), box.width(), box.height()));
    json.writeNumberField("visible", object.visible());
    json.writeNumberField("x_m", object.x());
    json.writeNumberField("y_m", object.y());
    json.writeNumberField("speed_mps", object.speedMps());
    json.writeStringField("segment", object.linkId());
    json.writeEndObject();
  }

  private void incident(JsonGenerator json, TrueIncident incident) throws IOException {
    json.writeStartObject();
    json.writeStringField("type", "incident");
    json.writeStringField("id", incident.id());
    json.writeStringField("kind", incident.kind());
    json.writeStringField("place", incident.place());
    json.writeStringField("who", incident.who());
    if (!incident.other().isEmpty()) {
      json.writeStringField("other", incident.other());
    }
    json.writeStringField("begins", at(incident.begins()));
    if (Double.isFinite(incident.ends())) {
      json.writeStringField("ends", at(incident.ends()));
    }
    json.writeArrayFieldStart("cameras");
    for (String camera : incident.cameras()) {
      json.writeString(camera);
    }
    json.writeEndArray();
    json.writeNumberField("measure", incident.measure());
    json.writeBooleanField("clear", incident.clear());
    json.writeObjectFieldStart("subjects");
    for (var subject : new TreeMap<>(incident.subjects()).entrySet()) {
      json.writeArrayFieldStart(subject.getKey());
      for (String name : new TreeSet<>(subject.getValue())) {
        json.writeString(name);
      }
      json.writeEndArray();
    }
    json.writeEndObject();
    speeds(json, incident);
    end(json);
  }

  private void speeds(JsonGenerator json, TrueIncident incident) throws IOException {
    Optional<OffenderSpeeds.Speeds> speeds = truth.speeds(incident);
    if (speeds.isPresent()) {
      json.writeNumberField("speeds_from", speeds.get().from());
      json.writeFieldName("speeds_mps");
      numbers(json, speeds.get().mps());
    }
  }

  private static void numbers(JsonGenerator json, List<Double> values) throws IOException {
    json.writeStartArray();
    for (double value : values) {
      json.writeNumber(value);
    }
    json.writeEndArray();
  }

  private static void end(JsonGenerator json) throws IOException {
    json.writeEndObject();
    json.writeRaw('\n');
  }

  private String at(double seconds) {
    return times.at(seconds).toString();
  }
}
