package dev.gantry.bench.faults;

import dev.gantry.schemas.records.Alert;
import dev.gantry.schemas.records.SpeedWindow;
import dev.gantry.schemas.records.TrackState;
import dev.gantry.schemas.records.TrackUpdate;
import dev.gantry.schemas.records.WindowState;
import dev.gantry.testkit.OfflineReplay;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The results of a run, or of its replay. */
final class RunResults implements OfflineReplay.Results {

  private final Ledger tracks = new Ledger();
  private final Ledger alerts = new Ledger();
  private final Ledger current = new Ledger();
  private final Map<String, Long> newestFrames = new HashMap<>();
  private final Map<String, SpeedWindow> lastWindows = new HashMap<>();
  private final Map<String, List<Alert>> alertChanges = new HashMap<>();
  private final Set<String> finals = new HashSet<>();
  private long disordered;
  private long repeatedFinals;

  /** Takes a step of a track; of one track in the order in which they were written. */
  @Override
  public void track(TrackUpdate update) {
    if (update.getState() == TrackState.WATCHED) {
      tracks.add(update.getCameraId(), Canonical.of(update));
      return;
    }
    String id = update.getTrackId();
    tracks.add(id, Canonical.of(update));
    if (update.getState() == TrackState.END) {
      newestFrames.remove(id); // an end repeats what was seen last, perhaps some frames ago
    } else {
      long newest = newestFrames.merge(id, update.getFrameSeq(), Math::max);
      disordered += update.getFrameSeq() < newest ? 1 : 0;
    }
  }

  /** Takes a window; of one window in the order in which it was told. */
  @Override
  public void window(SpeedWindow window) {
    String id = Canonical.idOf(window);
    lastWindows.put(id, SpeedWindow.newBuilder(window).setOrigins(List.of()).build());
    if (window.getState() == WindowState.FINAL && !finals.add(id)) {
      repeatedFinals++;
    }
  }

  /** Takes a change of an alert, which it then is like until the next. */
  @Override
  public void alert(Alert alert) {
    changed(alert);
    isNow(alert);
  }

  /** Takes a change of an alert. */
  void changed(Alert alert) {
    alerts.add(alert.getAlertId(), Canonical.of(alert));
    alertChanges
        .computeIfAbsent(alert.getAlertId(), id -> new ArrayList<>())
        .add(Alert.newBuilder(alert).setOrigins(List.of()).build());
  }

  /** Takes an alert as it is now. */
  void isNow(Alert alert) {
    current.replace(alert.getAlertId(), Canonical.of(alert));
  }

  /** Every step of every track. */
  Ledger tracks() {
    return tracks;
  }

  /** How many windows there are. */
  long windowCount() {
    return lastWindows.size();
  }

  /**
   * How windows as they were told last differ from what was expected. Of those that either left
   * open it is not asked whether they are incomplete: the load ended before they did, so the wall
   * clock decides how much is waited for.
   */
  Ledger.Difference windowsComparedTo(RunResults expected) {
    Set<String> open = new HashSet<>(openWindows());
    open.addAll(expected.openWindows());
    return windows(open).comparedTo(expected.windows(open));
  }

  private Set<String> openWindows() {
    Set<String> open = new HashSet<>(lastWindows.keySet());
    open.removeAll(finals);
    return open;
  }

  private Ledger windows(Set<String> open) {
    Ledger windows = new Ledger();
    lastWindows.forEach(
        (id, window) -> {
          boolean incomplete = window.getIncomplete() && !open.contains(id);
          windows.add(
              id, Canonical.of(SpeedWindow.newBuilder(window).setIncomplete(incomplete).build()));
        });
    return windows;
  }

  /** A window as it was told last, in words. */
  String windowInWords(String id) {
    return String.valueOf(lastWindows.get(id));
  }

  /** The changes of an alert, in words. */
  String alertInWords(String id) {
    return String.valueOf(alertChanges.get(id));
  }

  /** Every change of every alert. */
  Ledger alerts() {
    return alerts;
  }

  /** Alerts as they are in the end. */
  Ledger current() {
    return current;
  }

  /** Steps of tracks that came after a later one. */
  long disordered() {
    return disordered;
  }

  /** Windows that were told to be final more than once. */
  long repeatedFinals() {
    return repeatedFinals;
  }
}
