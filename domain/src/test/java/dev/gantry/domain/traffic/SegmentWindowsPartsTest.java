package dev.gantry.domain.traffic;

import static dev.gantry.domain.traffic.TrafficScript.BOTH;
import static dev.gantry.domain.traffic.TrafficScript.SETTINGS;
import static dev.gantry.domain.traffic.TrafficScript.UNDEFINED;
import static dev.gantry.domain.traffic.TrafficScript.drive;
import static dev.gantry.domain.traffic.TrafficScript.play;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SegmentWindowsPartsTest {

  private static final int MINUTES = 5;

  private final SegmentWindows windows = SegmentWindows.empty("north", SETTINGS);
  private final Map<String, byte[]> written = new HashMap<>();
  private final List<Partial> partials = new ArrayList<>();
  private int bytes;

  @BeforeEach
  void drivePast() {
    CameraTraffic camera = CameraTraffic.empty("bridge", SETTINGS);
    for (int i = 0; i < 60 * MINUTES / 2; i++) {
      partials.addAll(play(camera, drive("b" + i, 2 * i, 2 * i + 0.8, "north", 8)));
    }
  }

  @Test
  void shouldTellTheSameWhenOnlyWhatChangedIsWritten() {
    SegmentWindows stored = windows;
    SegmentWindows kept = SegmentWindows.empty("north", SETTINGS);
    for (Partial partial : partials) {
      assertThat(stored.merge(partial, 0, UNDEFINED)).isEqualTo(kept.merge(partial, 0, UNDEFINED));
      stored.giveChanges(this::write);
      stored = SegmentWindows.of("north", SETTINGS, written::get);
      assertThat(stored.parts()).containsExactlyEntriesOf(kept.parts());
    }
  }

  @Test
  void shouldLeaveNothingBehindOfWhatItForgets() {
    for (Partial partial : partials) {
      windows.merge(partial, 0, UNDEFINED);
      windows.giveChanges(this::write);
      assertThat(written).containsOnlyKeys(windows.partNames());
    }
    assertThat(windows.partNames()).hasSizeBetween(5, 25);
  }

  @Test
  void shouldWriteLittleHoweverMuchItKeeps() {
    for (Partial partial : partials) {
      windows.merge(partial, 0, BOTH);
      bytes = 0;
      windows.giveChanges(this::write);
    }
    int whole = windows.parts().values().stream().mapToInt(part -> part.length).sum();

    assertThat(bytes).isLessThan(whole / 5);
  }

  @Test
  void shouldSayWhichPartIsMissing() {
    partials.forEach(partial -> windows.merge(partial, 0, UNDEFINED));
    Map<String, byte[]> parts = windows.parts();
    String missing = windows.partNames().get(1);
    parts.remove(missing);

    assertThatThrownBy(() -> SegmentWindows.of("north", SETTINGS, parts::get))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("north")
        .hasMessageContaining(missing);
  }

  private void write(String name, byte[] part) {
    if (part == null) {
      written.remove(name);
    } else {
      written.put(name, part);
      bytes += part.length;
    }
  }
}
