package dev.gantry.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gantry.ingest.FrameSource.Ending;
import dev.gantry.schemas.records.CameraEvent;
import dev.gantry.schemas.records.CameraEventType;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BrokenVideoTest {

  private static final StreamSettings STREAM =
      new StreamSettings("cam", "site", StreamSettings.DEFAULT_START_TIME, Pace.UNPACED);

  @TempDir private Path dir;
  private final RecordingKafka kafka = new RecordingKafka();

  @Test
  void shouldNameAMissingFile() {
    shouldFail(dir.resolve("none.mp4"), "none.mp4: expected a video file, found no such file");
  }

  @Test
  void shouldNameADirectory() {
    shouldFail(dir, "expected a video file, found a directory");
  }

  @Test
  void shouldNameAnEmptyFile() throws Exception {
    shouldFail(
        Files.createFile(dir.resolve("empty.mp4")),
        "empty.mp4: expected a video file, found an empty file");
  }

  @Test
  void shouldNameAFileThatIsNoVideo() throws Exception {
    byte[] noise = new byte[100_000];
    new Random(1).nextBytes(noise);
    shouldFail(
        Files.write(dir.resolve("noise.mp4"), noise),
        "noise.mp4: expected a video file, found something else, or one that is truncated before its"
            + " index (Invalid data found when processing input)");
  }

  @Test
  void shouldNameText() throws Exception {
    shouldFail(
        Files.writeString(dir.resolve("notes.txt"), "no video here\n".repeat(1000)),
        "notes.txt: expected a video file, found");
  }

  @Test
  void shouldNameAPicture() throws Exception {
    // given
    Path file = dir.resolve("still.jpg");
    ImageIO.write(new BufferedImage(64, 64, BufferedImage.TYPE_3BYTE_BGR), "jpg", file.toFile());
    // then
    shouldFail(file, "expected a video file, found a picture");
  }

  @Test
  void shouldNotFollowAPlaylist() throws Exception {
    // given
    Path video = TestVideos.mpeg4(dir.resolve("a.mp4"), 10, 5);
    Path list =
        Files.writeString(
            dir.resolve("list.ffconcat"), "ffconcat version 1.0\nfile '" + video + "'\n");
    // then
    shouldFail(list, "list.ffconcat: expected a video file, found");
  }

  @Test
  void shouldNameAFileWithSoundOnly() throws Exception {
    shouldFail(
        TestVideos.soundOnly(dir.resolve("sound.mp4")),
        "sound.mp4: expected a video file, found sound without a video stream");
  }

  @Test
  void shouldNameAnUnknownCodec() throws Exception {
    // given
    Path file = TestVideos.motionJpeg(dir.resolve("odd.avi"), 10, 10);
    TestVideos.replaced(file, "MJPG", "QQQQ");
    // then
    shouldFail(file, "odd.avi: expected a codec that FFmpeg decodes, found none (tag QQQQ)");
  }

  @Test
  void shouldNameAFileWithoutItsIndex() throws Exception {
    shouldFail(
        TestVideos.truncated(TestVideos.mpeg4IndexLast(dir.resolve("cut.mov"), 10, 40), .7),
        "cut.mov: expected a video file, found something else, or one that is truncated");
  }

  @ParameterizedTest
  @ValueSource(strings = {"mp4", "avi"})
  void shouldSendWhatATruncatedFileHasAndSayThatItIsTruncated(String format) throws Exception {
    // given
    Path file = dir.resolve("cut." + format);
    if (format.equals("mp4")) {
      TestVideos.mpeg4(file, 10, 60);
    } else {
      TestVideos.motionJpeg(file, 10, 60);
    }
    TestVideos.truncated(file, .6);
    // when
    assertThatThrownBy(() -> run(file))
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("cut." + format + ": expected a video of ")
        .hasMessageContaining("found its end after")
        .hasMessageContaining("truncated");
    // then
    assertThat(kafka.frames().size()).isBetween(20, 50);
    assertThat(kafka.eventTypes())
        .startsWith(CameraEventType.ONLINE)
        .endsWith(CameraEventType.OFFLINE, CameraEventType.ENDED);
    assertThat(kafka.lastEvent().getFrameCount()).isEqualTo(kafka.frames().size());
    assertThat(kafka.lastEvent().getReason()).contains("truncated");
  }

  @Test
  void shouldPassOverAPictureThatCannotBeDecoded() throws Exception {
    // given
    Path file = TestVideos.motionJpeg(dir.resolve("hurt.avi"), 10, 20);
    TestVideos.pictureDamaged(file, 7);
    TestVideos.pictureDamaged(file, 8);
    var source = FrameSource.video(VideoSettings.of(STREAM, file));
    // when
    Ending ending = source.run(kafka.publisher(), SourceProgress.NONE);
    // then
    assertThat(ending).isEqualTo(Ending.ENDED);
    assertThat(kafka.frameSeqs()).hasSize(18).doesNotContain(7L, 8L);
    assertThat(kafka.frames().get(7).getCapturedAtUs() % 1_000_000).isEqualTo(900_000);
    assertThat(source.stats().framesUndecodable()).isEqualTo(2);
    assertThat(kafka.eventTypes())
        .containsExactly(CameraEventType.ONLINE, CameraEventType.SKIPPED, CameraEventType.ENDED);
    CameraEvent skipped = kafka.events().get(1);
    assertThat(skipped.getFrameCount()).isEqualTo(2);
    assertThat(skipped.getFrameSeq()).isEqualTo(8);
    assertThat(skipped.getReason()).contains("hurt.avi: frame 7 can't be decoded");
    assertThat(kafka.lastEvent().getFrameCount()).isEqualTo(18);
  }

  @Test
  void shouldGoOnAfterADamagedStretch() throws Exception {
    // given
    Path file = TestVideos.mpeg4(dir.resolve("hurt.mp4"), 10, 60);
    TestVideos.damaged(file, .5, .6);
    var source = FrameSource.video(VideoSettings.of(STREAM, file));
    // when
    Ending ending = source.run(kafka.publisher(), SourceProgress.NONE);
    // then
    assertThat(ending).isEqualTo(Ending.ENDED);
    LiveStats stats = source.stats();
    assertThat(stats.framesUndecodable()).isBetween(1L, 20L);
    assertThat(stats.framesSent()).isEqualTo(60 - stats.framesUndecodable());
    assertThat(kafka.frameSeqs()).isSorted().doesNotHaveDuplicates().contains(59L);
    assertThat(
            kafka.events().stream()
                .filter(event -> event.getType() == CameraEventType.SKIPPED)
                .mapToLong(CameraEvent::getFrameCount)
                .sum())
        .isEqualTo(stats.framesUndecodable());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void shouldSurviveAnyDamage(long seed) throws Exception {
    // given
    Path file = TestVideos.mpeg4(dir.resolve("fuzz.mp4"), 10, 30);
    byte[] bytes = Files.readAllBytes(file);
    var random = new Random(seed);
    for (int i = 0; i < 40; i++) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
    }
    Files.write(file, bytes);
    // when
    try {
      run(file);
    } catch (SourceException e) {
      // then
      assertThat(e).hasMessageContaining("fuzz.mp4: expected");
    }
    assertThat(kafka.lastEvent().getType()).isIn(CameraEventType.ENDED, CameraEventType.OFFLINE);
  }

  private void shouldFail(Path file, String message) {
    assertThatThrownBy(() -> run(file))
        .isInstanceOf(SourceException.class)
        .hasMessageContaining(message);
    assertThat(kafka.frames()).isEmpty();
    assertThat(kafka.eventTypes()).containsExactly(CameraEventType.OFFLINE);
    assertThat(kafka.lastEvent().getReason()).contains(message);
  }

  private void run(Path file) {
    FrameSource.video(VideoSettings.of(STREAM, file)).run(kafka.publisher(), SourceProgress.NONE);
  }
}
