package dev.gantry.detectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.gantry.domain.detection.ModelDescriptor.Decoder;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tensors small enough to decode by hand. */
class OutputDecoderTest {

  private static final Offset<Double> CLOSE = within(1e-4);

  @Test
  void shouldMultiplyObjectnessAndBestClassWhenYoloV5() {
    // given two boxes of three classes
    float[] rows = {
      100, 60, 40, 20, 0.9f, 0.1f, 0.8f, 0.3f,
      10, 10, 4, 4, 0.5f, 0.5f, 0.1f, 0.1f
    };
    OutputDecoder decoder = OutputDecoder.of(Decoder.YOLOV5, 320, 192);
    List<Tensor> outputs = List.of(new Tensor(rows, 1, 2, 8));

    // when
    List<Candidate> found = decoder.decode(outputs, 0.3);

    // then 0.5 * 0.5 is too little
    assertThat(decoder.classes(outputs)).isEqualTo(3);
    assertThat(found).hasSize(1);
    assertBox(found.get(0), 80, 50, 120, 70, 0.72, 1);
  }

  @Test
  void shouldReadColumnsWhenYoloV8() {
    // given two boxes of two classes, one a column
    float[] columns = {100, 10, 60, 10, 40, 4, 20, 6, 0.2f, 0.6f, 0.7f, 0.1f};
    OutputDecoder decoder = OutputDecoder.of(Decoder.YOLOV8, 320, 192);
    List<Tensor> outputs = List.of(new Tensor(columns, 1, 6, 2));

    // when
    List<Candidate> found = decoder.decode(outputs, 0.5);

    // then
    assertThat(decoder.classes(outputs)).isEqualTo(2);
    assertThat(found).hasSize(2);
    assertBox(found.get(0), 80, 50, 120, 70, 0.7, 1);
    assertBox(found.get(1), 8, 7, 12, 13, 0.6, 0);
  }

  @Test
  void shouldApplyGridsOfAllStridesWhenYolox() {
    // given an input of 64 x 32: 8 x 4, 4 x 2 and 2 x 1 cells of one class
    float[] rows = new float[(32 + 8 + 2) * 6];
    // stride 8, column 3, row 2
    put(rows, 2 * 8 + 3, 0.5f, 0.25f, (float) Math.log(2), 0, 0.9f, 1);
    // stride 16, column 1, row 1
    put(rows, 32 + 4 + 1, 0, 0.5f, 0, (float) Math.log(0.5), 0.8f, 0.5f);
    // stride 32, column 1, row 0
    put(rows, 32 + 8 + 1, -0.5f, 0.5f, 0, 0, 0.6f, 1);
    OutputDecoder decoder = OutputDecoder.of(Decoder.YOLOX, 64, 32);
    List<Tensor> outputs = List.of(new Tensor(rows, 1, 42, 6));

    // when
    List<Candidate> found = decoder.decode(outputs, 0.3);

    // then
    assertThat(decoder.classes(outputs)).isEqualTo(1);
    assertThat(found).hasSize(3);
    assertBox(found.get(0), 28 - 8, 18 - 4, 28 + 8, 18 + 4, 0.9, 0);
    assertBox(found.get(1), 16 - 8, 24 - 4, 16 + 8, 24 + 4, 0.4, 0);
    assertBox(found.get(2), 16 - 16, 16 - 16, 16 + 16, 16 + 16, 0.6, 0);
  }

  @Test
  void shouldRefuseCellCountOfAnotherSizeWhenYolox() {
    OutputDecoder decoder = OutputDecoder.of(Decoder.YOLOX, 416, 416);
    assertThatThrownBy(() -> decoder.classes(List.of(new Tensor(new float[0], 1, 42, 85))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("[1, 3549, 5 + classes]", "416 x 416", "[1, 42, 85]");
    assertThatThrownBy(
            () ->
                OutputDecoder.of(Decoder.YOLOX, 100, 100)
                    .classes(List.of(new Tensor(new float[0], 1, 42, 85))))
        .hasMessageContaining("multiples of 32");
  }

  @Test
  void shouldSquashBoxesAndWeighScoresWhenFastestDet() {
    // given 2 x 2 cells of two classes, a box in column 1, row 0
    float[] map = new float[7 * 4];
    int cell = 1;
    map[cell] = 0.81f;
    map[4 + cell] = 0.5493061f;
    map[8 + cell] = 0;
    map[12 + cell] = 0;
    map[16 + cell] = -1.0986123f;
    map[20 + cell] = 0.2f;
    map[24 + cell] = 0.64f;
    OutputDecoder decoder = OutputDecoder.of(Decoder.FASTESTDET, 320, 160);
    List<Tensor> outputs = List.of(new Tensor(map, 1, 7, 2, 2));

    // when
    List<Candidate> found = decoder.decode(outputs, 0.3);

    // then tanh is a half, the sigmoids a half and a quarter
    assertThat(decoder.classes(outputs)).isEqualTo(2);
    assertThat(found).hasSize(1);
    double score = Math.pow(0.81, 0.6) * Math.pow(0.64, 0.4);
    assertBox(found.get(0), 240 - 80, 0 - 20, 240 + 80, 0 + 20, score, 1);
  }

  @Test
  void shouldGiveTheBoxesOfTheReferenceWhenFastestDet() {
    // given 3 x 4 cells of three classes, two of them with an object
    float[] map = new float[8 * 12];
    putCell(map, 12, 0, 0.9f, 0.3f, -0.7f, -0.2f, 1.5f, 0.05f, 0.02f, 0.81f);
    putCell(map, 12, 2 * 4 + 3, 0.36f, -1.25f, 2.0f, 0.4f, -3.0f, 0.1f, 0.49f, 0.48f);
    OutputDecoder decoder = OutputDecoder.of(Decoder.FASTESTDET, 704, 352);

    // when
    List<Candidate> found = decoder.decode(List.of(new Tensor(map, 1, 8, 3, 4)), 0.3);

    // then they are what dog-qiuqiu/FastestDet's example/onnx-runtime/runtime.py makes of it
    assertThat(found).hasSize(2);
    assertBox(found.get(0), -107.1874, -214.8056, 209.7295, 72.9806, 0.862858, 2);
    assertBox(found.get(1), 167.964, 339.4323, 589.4401, 356.1262, 0.407249, 1);
  }

  @Test
  void shouldTakePeaksOnlyWhenCenterNet() {
    // given a heat map of 3 x 4 cells whose second class rises to a peak
    float[] heat = new float[2 * 12];
    heat[12 + 5] = 0.9f;
    heat[12 + 6] = 0.8f;
    heat[11] = 0.4f;
    float[] offset = new float[2 * 12];
    offset[5] = 0.25f;
    offset[12 + 5] = 0.75f;
    float[] size = new float[2 * 12];
    size[5] = 2;
    size[12 + 5] = 1;
    size[11] = 1;
    size[12 + 11] = 1;
    OutputDecoder decoder = OutputDecoder.of(Decoder.CENTERNET, 32, 24);
    List<Tensor> outputs =
        List.of(
            new Tensor(heat, 1, 2, 3, 4),
            new Tensor(offset, 1, 2, 3, 4),
            new Tensor(size, 1, 2, 3, 4));

    // when
    List<Candidate> found = decoder.decode(outputs, 0.3);

    // then, with cells of 8 pixels, the neighbour of the peak is none
    assertThat(decoder.classes(outputs)).isEqualTo(2);
    assertThat(found).hasSize(2);
    assertBox(found.get(0), 24 - 4, 16 - 4, 24 + 4, 16 + 4, 0.4, 0);
    assertBox(found.get(1), 10 - 8, 14 - 4, 10 + 8, 14 + 4, 0.9, 1);
  }

  @Test
  void shouldReadOneOutputWithAllPlanesWhenCenterNet() {
    // given one class in one cell
    float[] planes = {0.7f, 0.5f, 0.5f, 0.5f, 0.25f};
    OutputDecoder decoder = OutputDecoder.of(Decoder.CENTERNET, 16, 16);
    List<Tensor> outputs = List.of(new Tensor(planes, 1, 5, 1, 1));

    // when
    List<Candidate> found = decoder.decode(outputs, 0.3);

    // then
    assertThat(decoder.classes(outputs)).isEqualTo(1);
    assertBox(found.get(0), 8 - 4, 8 - 2, 8 + 4, 8 + 2, 0.7, 0);
  }

  @ParameterizedTest
  @EnumSource(Decoder.class)
  void shouldSayWhichShapeIsExpectedWhenOutputsDoNotFit(Decoder kind) {
    OutputDecoder decoder = OutputDecoder.of(kind, 64, 64);
    assertThatThrownBy(() -> decoder.classes(List.of(new Tensor(new float[2], 2))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("expected [1, ")
        .hasMessageContaining("classes")
        .hasMessageEndingWith("found [[2]]");
    assertThatThrownBy(() -> decoder.classes(List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @EnumSource(Decoder.class)
  void shouldFindNothingWhenAllIsZero(Decoder kind) {
    OutputDecoder decoder = OutputDecoder.of(kind, 32, 32);
    List<Tensor> outputs =
        switch (kind) {
          case YOLOV5 -> List.of(new Tensor(new float[5 * 7], 1, 5, 7));
          case YOLOV8 -> List.of(new Tensor(new float[5 * 7], 1, 7, 5));
          case YOLOX -> List.of(new Tensor(new float[21 * 7], 1, 21, 7));
          case FASTESTDET, CENTERNET -> List.of(new Tensor(new float[7 * 16], 1, 7, 4, 4));
        };
    assertThat(decoder.decode(outputs, 0.01)).isEmpty();
  }

  @Test
  void shouldSuppressOverlapsWithinOneClassOnly() {
    // given
    Candidate best = new Candidate(0, 0, 10, 10, 0.9, 0);
    Candidate same = new Candidate(1, 0, 11, 10, 0.8, 0);
    Candidate otherClass = new Candidate(1, 0, 11, 10, 0.7, 1);
    Candidate apart = new Candidate(8, 0, 18, 10, 0.6, 0);

    // when
    List<Candidate> kept = Candidate.suppress(List.of(apart, same, otherClass, best), 0.5);

    // then
    assertThat(kept).containsExactly(best, otherClass, apart);
  }

  @Test
  void shouldKeepBoxesWhoseOverlapIsExactlyTheLimit() {
    // given an overlap of a third
    Candidate one = new Candidate(0, 0, 10, 10, 0.9, 0);
    Candidate two = new Candidate(5, 0, 15, 10, 0.8, 0);

    // then
    assertThat(one.iou(two)).isCloseTo(1 / 3.0, CLOSE);
    assertThat(Candidate.suppress(List.of(one, two), one.iou(two))).hasSize(2);
    assertThat(Candidate.suppress(List.of(one, two), 0.33)).hasSize(1);
  }

  @Test
  void shouldDropBoxesThatAreNone() {
    Candidate inverted = new Candidate(10, 0, 0, 10, 0.9, 0);
    Candidate infinite = new Candidate(0, 0, Double.POSITIVE_INFINITY, 10, 0.9, 0);
    Candidate undefined = new Candidate(Double.NaN, 0, 4, 10, 0.9, 0);
    assertThat(Candidate.suppress(List.of(inverted, infinite, undefined), 0.5)).isEmpty();
  }

  private static void put(float[] rows, int row, float... values) {
    System.arraycopy(values, 0, rows, row * values.length, values.length);
  }

  /** Sets one cell in all planes. */
  private static void putCell(float[] map, int plane, int cell, float... values) {
    for (int n = 0; n < values.length; n++) {
      map[n * plane + cell] = values[n];
    }
  }

  private static void assertBox(
      Candidate box,
      double left,
      double top,
      double right,
      double bottom,
      double score,
      int label) {
    assertThat(box.left()).isCloseTo(left, CLOSE);
    assertThat(box.top()).isCloseTo(top, CLOSE);
    assertThat(box.right()).isCloseTo(right, CLOSE);
    assertThat(box.bottom()).isCloseTo(bottom, CLOSE);
    assertThat(box.score()).isCloseTo(score, CLOSE);
    assertThat(box.label()).isEqualTo(label);
  }
}
