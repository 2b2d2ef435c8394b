package dev.gantry.ingest.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

final class JpegEncoderTest {

  @Test
  void shouldEncodeTheSameBytesForTheSamePixels() {
    // given
    BufferedImage image = noise(64, 48);
    try (var one = new JpegEncoder(80);
        var two = new JpegEncoder(80)) {
      // when
      byte[] first = one.encode(image);
      byte[] again = one.encode(image);
      byte[] other = two.encode(image);
      // then
      assertThat(first).isEqualTo(again).isEqualTo(other);
    }
  }

  @Test
  void shouldKeepTheSizeOfTheImage() throws Exception {
    try (var encoder = new JpegEncoder(80)) {
      // when
      BufferedImage read = ImageIO.read(new ByteArrayInputStream(encoder.encode(noise(63, 47))));
      // then
      assertThat(read.getWidth()).isEqualTo(63);
      assertThat(read.getHeight()).isEqualTo(47);
    }
  }

  @Test
  void shouldLowerTheQualityUntilTheImageFits() {
    // given
    BufferedImage image = noise(200, 150);
    int atBest = new JpegEncoder(95).encode(image).length;
    try (var limited = new JpegEncoder(95, atBest / 2)) {
      // when
      byte[] jpeg = limited.encode(image);
      // then
      assertThat(jpeg.length).isLessThanOrEqualTo(atBest / 2);
    }
  }

  @Test
  void shouldRefuseAnImageThatFitsAtNoQuality() {
    try (var limited = new JpegEncoder(95, 1000)) {
      assertThatThrownBy(() -> limited.encode(noise(200, 150)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("image of 200 x 150: expected at most 1000 bytes");
    }
  }

  @Test
  void shouldRefuseAQualityOutOfRange() {
    assertThatThrownBy(() -> new JpegEncoder(0))
        .hasMessage("jpeg quality: expected 1 to 100, found 0");
    assertThatThrownBy(() -> new JpegEncoder(101)).hasMessageContaining("found 101");
  }

  private static BufferedImage noise(int width, int height) {
    var image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
    var random = new Random(1);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.setRGB(x, y, random.nextInt(1 << 24));
      }
    }
    return image;
  }
}
