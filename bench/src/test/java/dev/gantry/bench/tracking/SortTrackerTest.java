package dev.gantry.bench.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.domain.detection.Detection;
import dev.gantry.domain.geometry.Box;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SortTrackerTest {

  @Test
  void shouldFollowAnObjectAtOnceWhenTheSequenceBegins() {
    List<Box> boxes = IntStream.range(0, 20).mapToObj(i -> new Box(8 * i, 100, 60, 40)).toList();

    List<List<Placed>> placed = new SortTracker().track(TestSequences.seen(boxes));

    assertThat(placed).allMatch(frame -> frame.size() == 1);
    assertThat(placed).allMatch(frame -> frame.get(0).id() == 1);
    for (int i = 0; i < boxes.size(); i++) {
      assertThat(placed.get(i).get(0).box().iou(boxes.get(i))).isGreaterThan(0.8);
    }
  }

  @Test
  void shouldWaitForThreeUpdatesWhenAnObjectComesLater() {
    TestSequence sequence = appearing(5, 12);

    List<List<Placed>> placed = new SortTracker().track(sequence);

    List<Integer> told =
        IntStream.range(0, 12).filter(i -> !placed.get(i).isEmpty()).boxed().toList();
    assertThat(told).containsExactly(8, 9, 10, 11);
  }

  private static TestSequence appearing(int from, int frames) {
    List<TestFrame> all = new ArrayList<>();
    for (int i = 0; i < frames; i++) {
      List<Detection> detections =
          i < from
              ? List.of()
              : List.of(new Detection("car", 0.9, new Box(200 + 3 * i, 100, 60, 40)));
      all.add(new TestFrame(i, List.of(), List.of(), detections));
    }
    return new TestSequence("appearing", 10, 1000, 400, 0, all);
  }
}
