package dev.gantry.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.ingest.FrameSource.Ending;
import dev.gantry.ingest.StreamPositions.StreamPosition;
import dev.gantry.ingest.scene.Scene;
import dev.gantry.schemas.records.CameraEventType;
import dev.gantry.schemas.records.Frame;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

final class SceneFootageTest {

  private static final Instant START = StreamSettings.DEFAULT_START_TIME;
  private static final StreamSettings STREAM =
      new StreamSettings(Scene.CAMERA_ID, Scene.SITE, START, Pace.UNPACED);

  private final RecordingKafka kafka = new RecordingKafka();

  @Test
  void shouldSendTheFramesOfTheScene() {
    // when
    Ending ending = source(3, 40).run(kafka.publisher(), SourceProgress.NONE);
    // then
    assertThat(ending).isEqualTo(Ending.ENDED);
    assertThat(kafka.frames()).hasSize(40);
    Frame last = kafka.frames().get(39);
    assertThat(last.getFrameSeq()).isEqualTo(39);
    assertThat(last.getCapturedAtUs()).isEqualTo(START.getEpochSecond() * 1_000_000 + 3_900_000);
    try (var scene = new Scene(3)) {
      assertThat(last.getImage()).isEqualTo(ByteBuffer.wrap(scene.frame(39).jpeg()));
    }
    assertThat(kafka.eventTypes()).containsExactly(CameraEventType.ONLINE, CameraEventType.ENDED);
    assertThat(kafka.lastEvent().getFrameCount()).isEqualTo(40);
  }

  @Test
  void shouldGoOnWhereKafkaSaysItWas() {
    // given
    source(3, 20).run(kafka.publisher(), SourceProgress.NONE);
    List<Frame> whole = kafka.frames();
    var second = new RecordingKafka();
    second.position = Optional.of(new StreamPosition(whole.get(0).getStreamEpoch(), 14, false));
    // when
    source(3, 20).run(second.publisher(), SourceProgress.NONE);
    // then
    assertThat(second.frames()).isEqualTo(whole.subList(15, 20));
    assertThat(second.lastEvent().getFrameCount()).isEqualTo(20);
  }

  @Test
  void shouldBeAnotherStreamForAnotherSeed() {
    // when
    source(3, 1).run(kafka.publisher(), SourceProgress.NONE);
    source(4, 1).run(kafka.publisher(), SourceProgress.NONE);
    // then
    assertThat(kafka.frames().get(0).getStreamEpoch())
        .isNotEqualTo(kafka.frames().get(1).getStreamEpoch());
  }

  @Test
  void shouldRunUntilClosedWithoutAnEnd() {
    // given
    var source = FrameSource.scene(new SceneSettings(STREAM, 3, OptionalLong.empty()));
    var closing =
        new SourceProgress() {
          @Override
          public void advanced(LiveStats stats) {
            if (stats.framesSent() == 10) {
              source.close();
            }
          }
        };
    // when
    Ending ending = source.run(kafka.publisher(), closing);
    // then
    assertThat(ending).isEqualTo(Ending.STOPPED);
    assertThat(kafka.frames()).hasSize(10);
    assertThat(kafka.lastEvent().getType()).isEqualTo(CameraEventType.OFFLINE);
  }

  private static FrameSource source(long seed, long frames) {
    var footage = new SceneFootage(new SceneSettings(STREAM, seed, OptionalLong.of(frames)));
    return new StreamSource(STREAM, footage, Clock.fixed(START, ZoneOffset.UTC));
  }
}
