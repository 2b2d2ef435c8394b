package dev.gantry.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.ingest.city.CityDefinitions;
import dev.gantry.ingest.city.CityScenario;
import dev.gantry.schemas.records.CameraEvent;
import dev.gantry.schemas.records.CameraEventType;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class SimulatedCamerasTest {

  private static final CityScenario SCENARIO = new CityScenario(1, 4, 1, 8 * 3600, true);
  private static final long FRAMES = 3600;

  @Test
  void shouldTellWhoLooksAfterACameraWhenItIsTurned() {
    List<CameraEvent> turned = turned();
    String definitions = CityDefinitions.camerasYaml(SCENARIO);

    assertThat(turned)
        .isNotEmpty()
        .allSatisfy(
            event ->
                assertThat(definitions)
                    .contains(
                        """
                        id: %s
                        site: city
                        attributes: {technician: "%s"}
                        """
                            .formatted(
                                event.getCameraId(), event.getAttributes().get("technician"))));
  }

  private static List<CameraEvent> turned() {
    var settings =
        new SimulatorSettings(
            SCENARIO, StreamSettings.DEFAULT_START_TIME, Pace.UNPACED, OptionalLong.of(FRAMES));
    Clock clock = Clock.fixed(settings.startTime(), ZoneOffset.UTC);
    SimulatedRecords records = SimulatedRecords.ofEverything(settings, clock);
    List<CameraEvent> turned = new ArrayList<>();
    SimulatedRecords.Sink sink =
        new SimulatedRecords.Sink() {
          @Override
          public void event(CameraEvent event) {
            if (event.getType() == CameraEventType.TURNED) {
              turned.add(event);
            }
          }
        };
    for (long seq = 0; seq < FRAMES; seq++) {
      records.frame(seq, sink);
    }
    return turned;
  }
}
