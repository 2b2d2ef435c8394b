package dev.gantry.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.domain.time.Micros;
import dev.gantry.ingest.FrameSource.Ending;
import dev.gantry.ingest.StreamPositions.StreamPosition;
import dev.gantry.ingest.city.CityScenario;
import dev.gantry.ingest.city.RecordTimes;
import dev.gantry.ingest.city.camera.CameraFault;
import dev.gantry.ingest.city.camera.CameraFaults;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class CityFootageTest {

  private static final Instant START = StreamSettings.DEFAULT_START_TIME;

  private final RecordingKafka kafka = new RecordingKafka();

  @Test
  void shouldComeToTheEndThoughOffline() {
    // given a camera that is offline when the city ends
    long seed =
        LongStream.range(0, 100).filter(each -> isOffline(each, 40)).findFirst().orElseThrow();
    FrameSource source = source(new CityScenario(seed, 1, 1, 8 * 3600, true), 41);
    // when
    Ending ending = source.run(kafka.publisher(), SourceProgress.NONE);
    // then
    assertThat(ending).isEqualTo(Ending.ENDED);
    assertThat(kafka.frameSeqs()).hasSizeLessThan(41).doesNotContain(40L);
    assertThat(source.stats().framesReached()).isEqualTo(41);
  }

  @Test
  void shouldComeToTheEndOfWhatWasSentBefore() {
    // given
    CityScenario scenario = new CityScenario(1, 1, 10, 8 * 3600, false);
    source(scenario, 5).run(kafka.publisher(), SourceProgress.NONE);
    long epoch = kafka.frames().get(0).getStreamEpoch();
    for (boolean ended : List.of(false, true)) {
      RecordingKafka second = new RecordingKafka();
      second.position = Optional.of(new StreamPosition(epoch, 4, ended));
      FrameSource source = source(scenario, 5);
      // when
      source.run(second.publisher(), SourceProgress.NONE);
      // then
      assertThat(second.frames()).isEmpty();
      assertThat(source.stats().framesReached()).isEqualTo(5);
    }
  }

  @Test
  void shouldDateFramesAsAllOthersDo() {
    // given
    CityScenario scenario = new CityScenario(1, 1, 30, 8 * 3600, false);
    // when
    source(scenario, 3).run(kafka.publisher(), SourceProgress.NONE);
    // then
    long capturedAt = kafka.frames().get(2).getCapturedAtUs();
    assertThat(capturedAt - Micros.of(START)).isEqualTo(66_667);
    assertThat(capturedAt).isEqualTo(new RecordTimes(START).micros(scenario.secondsOf(2)));
  }

  private static boolean isOffline(long seed, double seconds) {
    return new CameraFaults(seed, true)
        .at(0, seconds)
        .filter(fault -> fault.kind() == CameraFault.Kind.CAMERA_OFFLINE)
        .isPresent();
  }

  private static FrameSource source(CityScenario scenario, long frames) {
    StreamSettings stream = new StreamSettings("city-cam-1", "city", START, Pace.UNPACED);
    return FrameSource.city(new CityCameraSettings(stream, scenario, 0, OptionalLong.of(frames)));
  }
}
