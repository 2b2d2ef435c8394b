package dev.gantry.detectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gantry.domain.detection.UndecodableImageException;
import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageDecoderTest {

  private static final byte[] JPEG = TestObjects.jpeg(TestObjects.road(320, 200));

  @BeforeAll
  static void prepare() {
    Natives.prepare(TestObjects.SETTINGS);
  }

  @Test
  void shouldDecodeJpegAndPngAtFullSize() {
    try (ImageDecoder decoder = new ImageDecoder()) {
      // when
      Mat jpeg = decoder.decode(JPEG, 320);

      // then
      assertThat(jpeg.cols()).isEqualTo(320);
      assertThat(jpeg.rows()).isEqualTo(200);
      assertThat(jpeg.channels()).isEqualTo(3);

      // when
      Mat png = decoder.decode(TestObjects.png(TestObjects.road(50, 40)), 320);

      // then
      assertThat(png.cols()).isEqualTo(50);
      assertThat(png.rows()).isEqualTo(40);
    }
  }

  @Test
  void shouldDecodeGreyImageToThreeChannels() {
    BufferedImage grey = new BufferedImage(64, 48, BufferedImage.TYPE_BYTE_GRAY);
    try (ImageDecoder decoder = new ImageDecoder()) {
      Mat image = decoder.decode(TestObjects.jpeg(grey), 64);
      assertThat(image.channels()).isEqualTo(3);
    }
  }

  @Test
  void shouldDecodeAtReducedSizeWhenThatIsEnough() {
    try (ImageDecoder decoder = new ImageDecoder()) {
      // when
      Mat image = decoder.decode(JPEG, 80);

      // then the size that is reported stays the full one
      assertThat(image.cols()).isEqualTo(80);
      assertThat(decoder.width()).isEqualTo(320);
      assertThat(decoder.height()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.02, 0.3, 0.7, 0.99})
  void shouldRefuseTruncatedImages(double share) {
    byte[] jpeg = Arrays.copyOf(JPEG, (int) (JPEG.length * share));
    byte[] png = TestObjects.png(TestObjects.road(64, 64));
    byte[] cutPng = Arrays.copyOf(png, (int) (png.length * share));
    assertRefused(jpeg, "cut off");
    assertRefused(cutPng, "image: expected a whole PNG");
  }

  @Test
  void shouldSayWhatWasFoundWhenBytesAreNoImage() {
    assertRefused(new byte[0], "found no bytes");
    assertRefused(
        "{\"camera\": 1}".getBytes(StandardCharsets.UTF_8), "start with 0x7b2263616d657261");
    assertRefused(new byte[] {(byte) 0xFF, (byte) 0xD8}, "cut off after 2 bytes");
    assertRefused(
        new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xD9}, "none before its end");
    assertRefused(new byte[] {(byte) 0xFF, (byte) 0xD8, 1, 2, 3}, "marker at byte 2");
  }

  @Test
  void shouldRefuseHugeSizesBeforeDecoding() {
    // given a header that announces 60000 x 60000 pixels
    byte[] huge = JPEG.clone();
    int at = frameHeader(huge);
    huge[at + 5] = (byte) (60_000 >> 8);
    huge[at + 6] = (byte) 60_000;
    huge[at + 7] = (byte) (60_000 >> 8);
    huge[at + 8] = (byte) 60_000;

    // then
    assertRefused(huge, "found 60000 x 60000");
  }

  @Test
  void shouldRefuseImagesWithoutUsableData() {
    // given tables that make no sense
    byte[] corrupt = JPEG.clone();
    Arrays.fill(corrupt, frameHeader(corrupt) + 9, frameHeader(corrupt) + 19, (byte) 0x7F);

    // then
    assertRefused(corrupt, "corrupt data");
  }

  @Test
  void shouldGoOnAfterRefusingAnImage() {
    try (ImageDecoder decoder = new ImageDecoder()) {
      assertThatThrownBy(() -> decoder.decode(new byte[10], 320))
          .isInstanceOf(UndecodableImageException.class);
      assertThat(decoder.decode(JPEG, 320).cols()).isEqualTo(320);
    }
  }

  private static int frameHeader(byte[] jpeg) {
    for (int i = 2; i < jpeg.length; i++) {
      if (jpeg[i] == (byte) 0xFF && jpeg[i + 1] == (byte) 0xC0) {
        return i;
      }
    }
    throw new AssertionError("no frame header");
  }

  private static void assertRefused(byte[] bytes, String message) {
    try (ImageDecoder decoder = new ImageDecoder()) {
      assertThatThrownBy(() -> decoder.decode(bytes, 320))
          .isInstanceOf(UndecodableImageException.class)
          .hasMessageContaining(message);
    }
  }
}
