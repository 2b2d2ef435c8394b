package dev.gantry.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.ingest.city.CityScenario;
import dev.gantry.ingest.city.CityWatch;
import dev.gantry.ingest.city.camera.CameraDefinitions;
import dev.gantry.schemas.records.CameraEvent;
import dev.gantry.schemas.records.Frame;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

final class FilmedCamerasTest {

  private static final Instant START = StreamSettings.DEFAULT_START_TIME;
  private static final Clock CLOCK = Clock.fixed(START, ZoneOffset.UTC);
  private static final CityScenario SCENARIO = new CityScenario(1, 2, 10, 8 * 3600, true);
  private static final long FRAMES = 12;

  private final List<Frame> pictures = new ArrayList<>();
  private final List<CameraEvent> events = new ArrayList<>();

  @Test
  void shouldGiveWhatTheCamerasWouldSendAlone() {
    // given
    var kafka = new RecordingKafka();
    source(1).run(kafka.publisher(), SourceProgress.NONE);

    // when
    film();

    // then
    String camera = kafka.frames().get(0).getCameraId();
    assertThat(pictures).hasSize(2 * (int) FRAMES);
    assertThat(pictures)
        .filteredOn(picture -> picture.getCameraId().equals(camera))
        .isEqualTo(kafka.frames());
    assertThat(events)
        .filteredOn(event -> event.getCameraId().equals(camera))
        .isEqualTo(kafka.events());
  }

  private static FrameSource source(int camera) {
    String id = new CityWatch(SCENARIO).cameras().get(camera).id();
    var stream = new StreamSettings(id, CameraDefinitions.SITE, START, Pace.UNPACED);
    var settings = new CityCameraSettings(stream, SCENARIO, camera, OptionalLong.of(FRAMES));
    return new StreamSource(stream, new CityFootage(settings), CLOCK);
  }

  private void film() {
    var settings = new SimulatorSettings(SCENARIO, START, Pace.UNPACED, OptionalLong.of(FRAMES));
    SimulatedRecords records = SimulatedRecords.ofPictures(settings, CLOCK);
    SimulatedRecords.Sink sink = new Kept();
    for (long seq = 0; seq < FRAMES; seq++) {
      records.frame(seq, sink);
    }
    records.end(FRAMES, sink);
  }

  private final class Kept implements SimulatedRecords.Sink {
    @Override
    public void picture(Frame frame) {
      pictures.add(frame);
    }

    @Override
    public void event(CameraEvent event) {
      events.add(event);
    }
  }
}
