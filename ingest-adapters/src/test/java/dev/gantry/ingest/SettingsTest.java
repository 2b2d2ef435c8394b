package dev.gantry.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

final class SettingsTest {

  private static final StreamSettings STREAM =
      new StreamSettings("cam", "", StreamSettings.DEFAULT_START_TIME, Pace.UNPACED);

  @Test
  void shouldRefuseSettingsThatMakeNoSense() {
    Path file = Path.of("a.mp4");
    assertThatThrownBy(() -> new StreamSettings(" ", "", Instant.EPOCH, Pace.UNPACED))
        .hasMessage("camera: expected a camera id, found blank");
    assertThatThrownBy(
            () -> new StreamSettings("c", "", Instant.EPOCH.minusSeconds(1), Pace.UNPACED))
        .hasMessageContaining("start-time: expected a time from 1970 to 9999");
    assertThatThrownBy(
            () -> new VideoSettings(STREAM, file, Optional.of(0.0), Optional.empty(), 80))
        .hasMessage("fps: expected frames per second above 0, found 0.0");
    assertThatThrownBy(
            () -> new VideoSettings(STREAM, file, Optional.empty(), Optional.empty(), 101))
        .hasMessage("jpeg quality: expected 1 to 100, found 101");
    assertThatThrownBy(() -> new VideoSettings.Size(8, 100))
        .hasMessage("size: expected 16x16 to 8192x8192 pixels, found 8x100");
    assertThatThrownBy(() -> new SceneSettings(STREAM, 1, OptionalLong.of(0)))
        .hasMessage("frames: expected 1 or more, found 0");
  }

  @Test
  void shouldOrderEpochsByStartTimeBeforeContent() {
    // given
    Instant start = StreamSettings.DEFAULT_START_TIME;
    byte[] high = {-1, -1, -1};
    byte[] low = {0, 0, 0};
    // then
    assertThat(StreamEpoch.of(start, high)).isLessThan(StreamEpoch.of(start.plusSeconds(1), low));
    assertThat(StreamEpoch.of(start, high)).isGreaterThan(StreamEpoch.of(start, low));
    assertThat(StreamEpoch.startTimeOf(StreamEpoch.of(start, high))).isEqualTo(start);
    assertThat(StreamEpoch.of(Instant.parse("9999-12-31T23:59:59Z"), high)).isPositive();
  }
}
