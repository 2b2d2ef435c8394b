package dev.gantry.topologies.processor;

import dev.gantry.domain.traffic.SegmentWindows;
import dev.gantry.domain.traffic.TrafficSettings;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Keeps windows with the panes that they are made of, minutes of them, in the parts they give. */
record SegmentWindowsCodec(TrafficSettings settings) implements KeptStates.Codec<SegmentWindows> {

  @Override
  public void giveChanges(SegmentWindows windows, BiConsumer<String, byte @Nullable []> to) {
    windows.giveChanges(to);
  }

  @Override
  public List<String> partNames(SegmentWindows windows) {
    return windows.partNames();
  }

  @Override
  public SegmentWindows decode(String segment, Function<String, byte @Nullable []> parts) {
    return SegmentWindows.of(segment, settings, parts);
  }
}
