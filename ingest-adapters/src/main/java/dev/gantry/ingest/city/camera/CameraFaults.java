package dev.gantry.ingest.city.camera;

import dev.gantry.ingest.city.Draws;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What goes wrong with the cameras, decided by the seed alone: of every four cameras one has a
 * fault in every {@link #SLOT_SECONDS}, of all kinds in turn.
 */
public final class CameraFaults {

  /** Every so often one camera of four has a fault, seconds. */
  public static final double SLOT_SECONDS = 75;

  private static final double EARLIEST = 30;
  private static final double SHORTEST = 12;
  private static final double VARIATION = 10;
  private static final int GROUP = 4;

  private final long seed;
  private final boolean any;

  /**
   * @param any whether there are faults at all
   */
  public CameraFaults(long seed, boolean any) {
    this.seed = seed;
    this.any = any;
  }

  /**
   * What is wrong with a camera at a moment.
   *
   * @param camera its index, from 0
   */
  public Optional<CameraFault> at(int camera, double seconds) {
    if (!any || seconds < 0) {
      return Optional.empty();
    }
    long slot = (long) (seconds / SLOT_SECONDS);
    return Optional.of(fault(camera / GROUP, slot))
        .filter(fault -> camera % GROUP == victim(camera / GROUP, slot))
        .filter(fault -> fault.isAt(seconds));
  }

  /** All faults of a camera that begin before a moment. */
  public List<CameraFault> before(int camera, double seconds) {
    List<CameraFault> faults = new ArrayList<>();
    int group = camera / GROUP;
    for (long slot = 0; any && slot * SLOT_SECONDS < seconds; slot++) {
      CameraFault fault = fault(group, slot);
      if (camera % GROUP == victim(group, slot) && fault.begins() < seconds) {
        faults.add(fault);
      }
    }
    return faults;
  }

  private int victim(int group, long slot) {
    return (int) Math.floorMod(Draws.mix(Draws.mix(seed, group), 2 * slot), (long) GROUP);
  }

  private CameraFault fault(int group, long slot) {
    long hash = Draws.mix(Draws.mix(seed, group), 2 * slot + 1);
    CameraFault.Kind[] kinds = CameraFault.Kind.values();
    long first = Math.floorMod(Draws.mix(seed, -1 - group), (long) kinds.length);
    double begins =
        slot * SLOT_SECONDS
            + EARLIEST
            + (SLOT_SECONDS - EARLIEST - SHORTEST - VARIATION) * Draws.uniform(hash);
    double lasts = SHORTEST + VARIATION * Draws.uniform(Draws.mix(hash, 1));
    return new CameraFault(
        kinds[(int) ((first + slot) % kinds.length)], tenth(begins), tenth(begins + lasts));
  }

  private static double tenth(double seconds) {
    return Math.round(seconds * 10) / 10.0;
  }
}
