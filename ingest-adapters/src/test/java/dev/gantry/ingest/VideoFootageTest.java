package dev.gantry.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.gantry.domain.time.Micros;
import dev.gantry.ingest.FrameSource.Ending;
import dev.gantry.ingest.StreamPositions.StreamPosition;
import dev.gantry.schemas.records.CameraEvent;
import dev.gantry.schemas.records.CameraEventType;
import dev.gantry.schemas.records.Frame;
import dev.gantry.schemas.records.TimeMode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class VideoFootageTest {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");
  private static final StreamSettings STREAM =
      new StreamSettings("cam", "site", START, Pace.UNPACED);

  @TempDir private Path dir;
  private final RecordingKafka kafka = new RecordingKafka();

  @Test
  void shouldSendEveryFrameWithItsTimeAndPicture() throws Exception {
    // given
    Path file = TestVideos.mpeg4(dir.resolve("a.mp4"), 10, 20);
    // when
    Ending ending = run(VideoSettings.of(STREAM, file));
    // then
    assertThat(ending).isEqualTo(Ending.ENDED);
    assertThat(kafka.frameSeqs()).isEqualTo(LongStream.range(0, 20).boxed().toList());
    Frame seventh = kafka.frames().get(7);
    assertThat(seventh.getCameraId()).isEqualTo("cam");
    assertThat(seventh.getCapturedAtUs()).isEqualTo(Micros.of(START) + 700_000);
    assertThat(seventh.getCapturedAtRawUs()).isEqualTo(seventh.getCapturedAtUs());
    assertThat(seventh.getIngestedAtUs()).isEqualTo(Micros.of(NOW));
    assertThat(seventh.getTimeMode()).isEqualTo(TimeMode.REPLAY);
    assertThat(seventh.getSource()).isEqualTo("a.mp4");
    assertThat(seventh.getImageSha256()).isEqualTo(sha256(seventh));
    BufferedImage picture = picture(seventh);
    assertThat(picture.getWidth()).isEqualTo(TestVideos.WIDTH).isEqualTo(seventh.getWidth());
    assertThat(picture.getHeight()).isEqualTo(TestVideos.HEIGHT).isEqualTo(seventh.getHeight());
    assertThat((double) (picture.getRGB(80, 60) & 0xFF)).isCloseTo(8 * 7, within(6.0));
  }

  @Test
  void shouldTellWhenItBeginsAndEnds() throws Exception {
    // given
    Path file = TestVideos.motionJpeg(dir.resolve("a.avi"), 10, 12);
    // when
    run(VideoSettings.of(STREAM, file));
    // then
    assertThat(kafka.eventTypes()).containsExactly(CameraEventType.ONLINE, CameraEventType.ENDED);
    CameraEvent ended = kafka.lastEvent();
    assertThat(ended.getFrameCount()).isEqualTo(12);
    assertThat(ended.getFrameSeq()).isEqualTo(12);
    assertThat(ended.getSite()).isEqualTo("site");
    assertThat(ended.getOccurredAtUs()).isEqualTo(Micros.of(START) + 1_100_000);
    assertThat(ended.getStreamEpoch()).isEqualTo(kafka.frames().get(0).getStreamEpoch());
  }

  @Test
  void shouldTakeItsEpochFromStartTimeAndContent() throws Exception {
    // given
    Path file = TestVideos.motionJpeg(dir.resolve("a.avi"), 10, 3);
    Path copy = Files.copy(file, dir.resolve("copy.avi"));
    // when
    run(VideoSettings.of(STREAM, file));
    run(VideoSettings.of(STREAM, copy));
    // then
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
    long bits = (hash[0] & 0xFFL) << 16 | (hash[1] & 0xFFL) << 8 | (hash[2] & 0xFFL);
    assertThat(kafka.frames())
        .extracting(Frame::getStreamEpoch)
        .containsOnly(START.getEpochSecond() << 24 | bits);
  }

  @Test
  void shouldKeepToTheFrameRateByLeavingFramesOutEvenly() throws Exception {
    // given
    Path file = TestVideos.motionJpeg(dir.resolve("a.avi"), 25, 50);
    var settings = new VideoSettings(STREAM, file, Optional.of(10.0), Optional.empty(), 80);
    var source = FrameSource.video(settings);
    // when
    source.run(kafka.publisher(), SourceProgress.NONE);
    // then: slots of 100 ms begin at the frames 0, 2.5, 5, 7.5 ...
    assertThat(kafka.frameSeqs()).hasSize(20).startsWith(0L, 3L, 5L, 8L, 10L);
    assertThat(source.stats().framesLeftOut()).isEqualTo(30);
    assertThat(source.stats().framesRead()).isEqualTo(50);
    assertThat(kafka.lastEvent().getFrameCount()).isEqualTo(20);
  }

  @Test
  void shouldResize() throws Exception {
    // given
    Path file = TestVideos.motionJpeg(dir.resolve("a.avi"), 10, 4);
    var settings =
        new VideoSettings(
            STREAM, file, Optional.empty(), Optional.of(new VideoSettings.Size(70, 50)), 80);
    // when
    run(settings);
    // then
    BufferedImage picture = picture(kafka.frames().get(3));
    assertThat(picture.getWidth()).isEqualTo(70).isEqualTo(kafka.frames().get(3).getWidth());
    assertThat(picture.getHeight()).isEqualTo(50);
    assertThat((double) (picture.getRGB(69, 49) & 0xFF)).isCloseTo(24, within(6.0));
  }

  @Test
  void shouldIgnoreSound() throws Exception {
    // given
    Path file = TestVideos.withSound(dir.resolve("a.mp4"), 10, 20);
    // when
    run(VideoSettings.of(STREAM, file));
    // then
    assertThat(kafka.frameSeqs()).hasSize(20);
    assertThat(kafka.eventTypes()).containsExactly(CameraEventType.ONLINE, CameraEventType.ENDED);
  }

  @Test
  void shouldGoOnWhereKafkaSaysItWas() throws Exception {
    // given
    Path file = TestVideos.mpeg4(dir.resolve("a.mp4"), 10, 20);
    run(VideoSettings.of(STREAM, file));
    List<Frame> whole = kafka.frames();
    var second = new RecordingKafka();
    second.position = Optional.of(new StreamPosition(whole.get(0).getStreamEpoch(), 11, false));
    var source = at(NOW, VideoSettings.of(STREAM, file));
    // when
    Ending ending = source.run(second.publisher(), SourceProgress.NONE);
    // then
    assertThat(ending).isEqualTo(Ending.ENDED);
    assertThat(second.frames()).isEqualTo(whole.subList(12, 20));
    assertThat(second.events().get(0).getFrameSeq()).isEqualTo(12);
    assertThat(second.events().get(0).getOccurredAtUs()).isEqualTo(Micros.of(START) + 1_200_000);
    assertThat(second.lastEvent().getFrameCount()).isEqualTo(20);
    assertThat(source.stats().framesAlreadySent()).isEqualTo(12);
  }

  @Test
  void shouldSendNothingWhenTheStreamHasEnded() throws Exception {
    // given
    Path file = TestVideos.motionJpeg(dir.resolve("a.avi"), 10, 5);
    run(VideoSettings.of(STREAM, file));
    var second = new RecordingKafka();
    second.position =
        Optional.of(new StreamPosition(kafka.frames().get(0).getStreamEpoch(), 4, true));
    // when
    Ending ending =
        FrameSource.video(VideoSettings.of(STREAM, file))
            .run(second.publisher(), SourceProgress.NONE);
    // then
    assertThat(ending).isEqualTo(Ending.ALREADY_ENDED);
    assertThat(second.producer.history()).isEmpty();
  }

  @Test
  void shouldRefuseToSendAStreamThatIsNotTheNewest() throws Exception {
    // given
    Path file = TestVideos.motionJpeg(dir.resolve("a.avi"), 10, 5);
    kafka.position =
        Optional.of(new StreamPosition(StreamEpoch.withoutContent(START.plusSeconds(60)), 4, true));
    // when / then
    assertThatThrownBy(() -> run(VideoSettings.of(STREAM, file)))
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("expected a later stream than the one camera cam has")
        .hasMessageContaining("give it a start time after 2026-01-01T00:01:00Z");
    assertThat(kafka.frames()).isEmpty();
  }

  @Test
  void shouldStopWhenClosedAndSayHowFarItCame() throws Exception {
    // given
    Path file = TestVideos.motionJpeg(dir.resolve("a.avi"), 10, 20);
    var source = FrameSource.video(VideoSettings.of(STREAM, file));
    var stopping =
        new SourceProgress() {
          @Override
          public void advanced(LiveStats stats) {
            if (stats.framesSent() == 5) {
              source.close();
            }
          }
        };
    // when
    Ending ending = source.run(kafka.publisher(), stopping);
    // then
    assertThat(ending).isEqualTo(Ending.STOPPED);
    assertThat(kafka.frameSeqs()).hasSize(5);
    assertThat(kafka.lastEvent().getType()).isEqualTo(CameraEventType.OFFLINE);
    assertThat(kafka.lastEvent().getReason()).isEqualTo("stopped");
    assertThat(kafka.lastEvent().getFrameSeq()).isEqualTo(5);
  }

  @Test
  void shouldStopWhenInterruptedAndKeepTheFlag() throws Exception {
    // given
    Path file = TestVideos.motionJpeg(dir.resolve("a.avi"), 10, 20);
    var source = FrameSource.video(VideoSettings.of(STREAM, file));
    var interrupting =
        new SourceProgress() {
          @Override
          public void advanced(LiveStats stats) {
            if (stats.framesSent() == 5) {
              Thread.currentThread().interrupt();
            }
          }
        };
    // when
    Ending ending = source.run(kafka.publisher(), interrupting);
    // then
    assertThat(Thread.interrupted()).isTrue();
    assertThat(ending).isEqualTo(Ending.STOPPED);
    assertThat(kafka.frameSeqs()).hasSize(5);
    assertThat(kafka.lastEvent().getReason()).isEqualTo("interrupted");
  }

  private Ending run(VideoSettings settings) {
    return at(NOW, settings).run(kafka.publisher(), SourceProgress.NONE);
  }

  private static byte[] jpeg(Frame frame) {
    ByteBuffer image = frame.getImage().duplicate();
    byte[] bytes = new byte[image.remaining()];
    image.get(bytes);
    return bytes;
  }

  private static BufferedImage picture(Frame frame) throws Exception {
    return ImageIO.read(new ByteArrayInputStream(jpeg(frame)));
  }

  private static String sha256(Frame frame) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(jpeg(frame)));
  }

  private static FrameSource at(Instant now, VideoSettings settings) {
    return new StreamSource(
        settings.stream(), new VideoFootage(settings), Clock.fixed(now, ZoneOffset.UTC));
  }
}
