package dev.gantry.domain.traffic;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Adds up panes to a window, in the order of panes and cameras so that the bits come out equal. */
final class WindowMerge {

  private final TreeSet<String> cameras = new TreeSet<>();
  private final Map<Integer, InputRun> inputs = new TreeMap<>();
  private final TreeMap<VehicleGroup, VehicleSums> groups = new TreeMap<>();
  private final List<Map.Entry<String, PaneVersions.Version>> empty = new ArrayList<>();
  private PaneSums sums = PaneSums.NONE;
  private long occupiedUs;
  private long paneOccupiedUs;
  private int revision;
  private String site = "";
  private double limitMps;

  /** Adds what a camera saw in the current pane. That it saw nobody counts where nobody did. */
  void add(String camera, PaneVersions.Version version) {
    if (version.isEmpty()) {
      empty.add(Map.entry(camera, version));
    } else {
      revision += version.revision();
      contribute(camera, version);
    }
  }

  private void contribute(String camera, PaneVersions.Version version) {
    cameras.add(camera);
    PaneSums more = version.sums();
    more.groups().sums().forEach((group, its) -> groups.merge(group, its, VehicleSums::plus));
    sums = sums.plusUngrouped(more);
    paneOccupiedUs = Math.max(paneOccupiedUs, more.occupiedUs());
    site = version.site().isEmpty() ? site : version.site();
    limitMps = version.limitMps() > 0 ? version.limitMps() : limitMps;
    version.input().ifPresent(run -> inputs.merge(run.partition(), run, InputRun::plus));
  }

  /** Goes on to the next pane. */
  void endPane() {
    occupiedUs += paneOccupiedUs;
    paneOccupiedUs = 0;
  }

  Window window(
      String segment,
      WindowKey key,
      Window.State state,
      boolean incomplete,
      boolean replay,
      int mostInputs) {
    if (cameras.isEmpty()) {
      empty.forEach(told -> contribute(told.getKey(), told.getValue()));
    }
    return new Window(
        segment,
        site,
        key.startUs(),
        key.endUs(),
        state,
        revision,
        sums.with(new VehicleGroups(groups), occupiedUs),
        limitMps,
        List.copyOf(cameras),
        incomplete,
        replay,
        inputs.values().stream().limit(mostInputs).toList());
  }
}
