package dev.gantry.domain.traffic;

import dev.gantry.domain.state.StateFormat;
import dev.gantry.domain.time.Micros;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The windows of one segment, merged from what its cameras tell of panes; of two revisions of a
 * pane the higher replaces the lower.
 *
 * <p>A window is told EARLY whenever it changed, FINAL once when every camera is {@code finalDelay}
 * beyond its end, and CORRECTED when it changed after that. What FINAL says rests on the changes
 * that each camera made before it was {@code finalDelay} beyond the end, so it does not depend on
 * how far cameras are ahead of each other. A window in which nobody was there is told, FINAL only,
 * when all cameras that are to see the segment looked on all the while.
 *
 * <p>A camera of which nothing was heard for {@code idle} of wall-clock time is taken to move on at
 * the pace of that clock, so that it holds nothing back; when it returns it corrects. Nor does one
 * that is farther behind another than {@link SegmentCameras} waits. Two cameras that name one
 * segment are taken to see different vehicles: their counts add up. Mutable; one thread.
 */
public final class SegmentWindows {

  private static final byte FORMAT = 8;
  private static final int MOST_INPUTS = 16;

  /** The part that holds all but the panes. */
  private static final String HEAD = "";

  private final String segment;
  private final TrafficSettings settings;
  private SegmentCameras cameras;
  private final ToldPanes panes = new ToldPanes();
  private final TreeMap<WindowKey, WindowStatus> windows = new TreeMap<>();
  private boolean replay;

  private SegmentWindows(String segment, TrafficSettings settings) {
    this.segment = segment;
    this.settings = settings;
    this.cameras = new SegmentCameras(settings);
  }

  /** A segment of which nothing is known. */
  public static SegmentWindows empty(String segment, TrafficSettings settings) {
    return new SegmentWindows(segment, settings);
  }

  /**
   * What a partial led to.
   *
   * @param late whether it came too late for every window of its pane
   * @param windows windows to tell, in order of their ends
   */
  public record Result(boolean late, List<Window> windows) {}

  /**
   * Takes in what a camera tells.
   *
   * @param nowMs wall-clock time, milliseconds
   * @param seenBy the cameras that are to see the segment, as defined. Of several, one of which
   *     nothing was heard yet may be behind as far as one that was, so windows can be corrected for
   *     as long
   */
  public Result merge(Partial partial, long nowMs, Set<String> seenBy) {
    boolean shared = seenBy.size() > 1;
    FollowedCamera camera = cameras.hear(partial, nowMs, seenBy);
    replay = partial.replay();
    // A camera may remember a segment that its definition has no more.
    boolean tells = !partial.isEmpty() || seenBy.contains(partial.camera());
    boolean late = partial.revision() > 0 && tells && !change(partial, camera, seenBy);
    List<Window> told = tell(nowMs);
    forget(shared);
    return new Result(late, told);
  }

  /**
   * Tells what the passing of wall-clock time settles.
   *
   * @param nowMs wall-clock time, milliseconds
   */
  public List<Window> tick(long nowMs) {
    return tell(nowMs);
  }

  /** Whether a window waits to become final. */
  public boolean isPending() {
    return windows.values().stream().anyMatch(status -> !status.closed);
  }

  /**
   * The wall-clock time, milliseconds, before which {@link #tick} tells nothing unless something is
   * merged: until then no camera has been silent for long enough.
   *
   * @param nowMs wall-clock time, milliseconds
   */
  public long quietUntilMs(long nowMs) {
    return cameras.quietUntilMs(nowMs);
  }

  private boolean change(Partial partial, FollowedCamera camera, Set<String> seenBy) {
    long slowestUs = cameras.slowestUs(seenBy.size() > 1);
    List<WindowKey> open =
        settings.windows().stream()
            .flatMap(span -> span.holding(partial.paneStartUs()).stream())
            .filter(key -> windows.containsKey(key) || !isForgotten(key, slowestUs))
            .toList();
    if (open.isEmpty()) {
      return false;
    }
    camera.lastToldUs = Math.max(camera.lastToldUs, partial.paneStartUs());
    if (!partial.isEmpty()) {
      camera.lastActiveUs = Math.max(camera.lastActiveUs, partial.paneStartUs());
    }
    boolean changed =
        panes
            .change(partial.paneStartUs(), partial.camera())
            .add(
                PaneVersions.Version.of(partial),
                (from, to) -> open.stream().anyMatch(key -> isCutBetween(key, from, to)));
    if (changed) {
      open.forEach(key -> change(key, partial, seenBy));
    }
    return true;
  }

  private void change(WindowKey key, Partial partial, Set<String> seenBy) {
    if (!partial.isEmpty()) {
      windows.computeIfAbsent(key, fresh -> new WindowStatus()).changed = true;
    } else if (isEmpty(key, seenBy)) {
      windows.putIfAbsent(key, new WindowStatus());
    }
  }

  /** Whether all cameras looked on all the while and saw nobody. */
  private boolean isEmpty(WindowKey key, Set<String> seenBy) {
    long lastPaneUs = key.endUs() - settings.paneUs();
    return !seenBy.isEmpty()
        && seenBy.stream()
                .flatMap(camera -> panes.newest(lastPaneUs, camera).stream())
                .filter(version -> version.emptySinceUs() <= key.startUs())
                .count()
            == seenBy.size();
  }

  private boolean isCutBetween(WindowKey key, long fromUs, long toUs) {
    WindowStatus status = windows.get(key);
    return (status == null || !status.closed) && fromUs < finalAt(key) && finalAt(key) <= toUs;
  }

  private List<Window> tell(long nowMs) {
    long watermarkUs = cameras.reachedUs(nowMs);
    List<Window> told = new ArrayList<>();
    windows.forEach(
        (key, status) -> {
          if (!status.closed && watermarkUs >= finalAt(key)) {
            close(key, status, nowMs, told);
          }
          if (status.changed) {
            correct(key, status, nowMs, told);
          } else if (status.incomplete && !isIncomplete(key, nowMs)) {
            status.incomplete = false;
            told.add(window(key, Window.State.CORRECTED, Long.MAX_VALUE, false));
          }
        });
    return told;
  }

  private void close(WindowKey key, WindowStatus status, long nowMs, List<Window> told) {
    status.closed = true;
    status.incomplete = isIncomplete(key, nowMs);
    Window window = window(key, Window.State.FINAL, finalAt(key), status.incomplete);
    if (window.revision() == 0) {
      window = window(key, Window.State.FINAL, Long.MAX_VALUE, status.incomplete);
    }
    told.add(window);
    status.changed =
        window(key, Window.State.FINAL, Long.MAX_VALUE, false).revision() > window.revision();
  }

  private void correct(WindowKey key, WindowStatus status, long nowMs, List<Window> told) {
    status.incomplete = status.incomplete && isIncomplete(key, nowMs);
    Window.State state = status.closed ? Window.State.CORRECTED : Window.State.EARLY;
    Window window = window(key, state, Long.MAX_VALUE, status.incomplete);
    status.changed = false;
    told.add(window);
  }

  private Window window(WindowKey key, Window.State state, long asOfUs, boolean incomplete) {
    WindowMerge merge = new WindowMerge();
    panes
        .between(key.startUs(), key.endUs())
        .forEach(
            pane -> {
              pane.forEach(
                  (camera, versions) ->
                      versions.asOf(asOfUs).ifPresent(version -> merge.add(camera, version)));
              merge.endPane();
            });
    return merge.window(segment, key, state, incomplete, replay, MOST_INPUTS);
  }

  private boolean isIncomplete(WindowKey key, long nowMs) {
    return cameras.isAnySilentBefore(key.endUs(), nowMs);
  }

  /** How far a camera tells of a segment on which something last happened in a given pane. */
  static long followedUpTo(long lastActiveUs, TrafficSettings settings) {
    long lastEnd =
        settings.windows().stream()
            .mapToLong(span -> span.lastEnd(lastActiveUs))
            .max()
            .orElseThrow();
    return lastEnd + Micros.of(settings.retention());
  }

  private long finalAt(WindowKey key) {
    return key.endUs() + Micros.of(settings.finalDelay());
  }

  private boolean isForgotten(WindowKey key, long slowestUs) {
    return key.endUs() + Micros.of(settings.retention()) <= slowestUs;
  }

  /** Windows and panes are in the order in which they can be forgotten. */
  private void forget(boolean shared) {
    long slowestUs = cameras.slowestUs(shared);
    Iterator<Map.Entry<WindowKey, WindowStatus>> ended = windows.entrySet().iterator();
    while (ended.hasNext()) {
      Map.Entry<WindowKey, WindowStatus> window = ended.next();
      if (!isForgotten(window.getKey(), slowestUs)) {
        break;
      }
      if (window.getValue().closed) {
        ended.remove();
      }
    }
    while (!panes.isEmpty() && isUnneeded(panes.firstUs(), slowestUs)) {
      panes.removeFirst();
    }
    cameras.forget();
  }

  /** Whether no window that still changes holds a pane. */
  private boolean isUnneeded(long paneStartUs, long slowestUs) {
    return settings.windows().stream()
        .flatMap(span -> span.holding(paneStartUs).stream())
        .noneMatch(key -> windows.containsKey(key) || !isForgotten(key, slowestUs));
  }

  /** The whole state, in parts by name, each in a binary form of its own. */
  public Map<String, byte[]> parts() {
    Map<String, byte[]> parts = new TreeMap<>();
    parts.put(HEAD, head());
    panes.blocks().forEach((block, bytes) -> parts.put(block.toString(), bytes));
    return parts;
  }

  /** Names of the parts of the whole state. */
  public List<String> partNames() {
    return Stream.concat(Stream.of(HEAD), panes.starts().stream().map(Object::toString)).toList();
  }

  /** Gives the parts that changed since this was last called; null for one that is no more. */
  public void giveChanges(BiConsumer<String, byte @Nullable []> to) {
    to.accept(HEAD, head());
    panes.giveChanges((block, bytes) -> to.accept(block.toString(), bytes));
  }

  private byte[] head() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(FORMAT);
      out.writeBoolean(replay);
      cameras.write(out);
      out.writeInt(windows.size());
      for (Map.Entry<WindowKey, WindowStatus> window : windows.entrySet()) {
        window.getKey().write(out);
        window.getValue().write(out);
      }
      out.writeLong(panes.isEmpty() ? 0 : panes.firstUs());
      SortedSet<Long> blocks = panes.starts();
      out.writeInt(blocks.size());
      for (long block : blocks) {
        out.writeLong(block);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("windows of segment " + segment + " can't be encoded", e);
    }
    return bytes.toByteArray();
  }

  /**
   * The state that was given in parts; its cameras count as heard of when it is next used.
   *
   * @param parts gives a part by its name; null when there is none
   * @throws IllegalArgumentException when a part is of another format, cut short or missing
   */
  public static SegmentWindows of(
      String segment, TrafficSettings settings, Function<String, byte @Nullable []> parts) {
    SegmentWindows state = new SegmentWindows(segment, settings);
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(part(parts, HEAD)))) {
      StateFormat.require(FORMAT, in.readByte(), "windows of segment " + segment);
      state.replay = in.readBoolean();
      state.cameras = SegmentCameras.read(in, settings);
      for (int left = in.readInt(); left > 0; left--) {
        state.windows.put(WindowKey.read(in), WindowStatus.read(in));
      }
      long firstUs = in.readLong();
      for (int left = in.readInt(); left > 0; left--) {
        state.panes.read(part(parts, Long.toString(in.readLong())), firstUs);
      }
      return state;
    } catch (IOException e) {
      throw new IllegalArgumentException("windows of segment " + segment + ": " + e, e);
    }
  }

  private static byte[] part(Function<String, byte @Nullable []> parts, String name)
      throws IOException {
    byte[] part = parts.apply(name);
    if (part == null) {
      throw new IOException("part '" + name + "' is missing");
    }
    return part;
  }
}
