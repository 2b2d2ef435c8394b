package dev.gantry.domain.tracking;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * In which zones a track is, and since when, with inertia: it has entered a zone when it was seen
 * in it {@value #SIGHTINGS} times in a row, and left it when it was seen outside as often; so a box
 * that trembles on the border neither enters nor leaves. Where it is first seen it is at once.
 */
final class ZoneVisits {

  private static final int SIGHTINGS = 3;

  private final List<Visit> visits = new ArrayList<>();
  private boolean seen;

  /** One zone that it is in, or that it was seen in lately. */
  private static final class Visit {
    private final String zone;
    private final long sinceUs;
    private boolean entered;

    /** Sightings in a row that say otherwise than {@code entered}. */
    private int contrary;

    Visit(String zone, long sinceUs) {
      this.zone = zone;
      this.sinceUs = sinceUs;
    }

    /** Takes in whether it was seen in the zone; returns whether this is still worth keeping. */
    boolean see(boolean inside) {
      contrary = inside == entered ? 0 : contrary + 1;
      if (contrary >= SIGHTINGS) {
        entered = inside;
        contrary = 0;
      }
      return entered || inside;
    }
  }

  /**
   * Takes in a sighting.
   *
   * @param zones ids of the zones that hold its foot
   */
  void see(long atUs, List<String> zones) {
    for (String zone : zones) {
      if (visits.stream().noneMatch(visit -> visit.zone.equals(zone))) {
        Visit visit = new Visit(zone, atUs);
        visit.entered = !seen;
        visits.add(visit);
      }
    }
    visits.removeIf(visit -> !visit.see(zones.contains(visit.zone)));
    seen = true;
  }

  /** Ids of the zones it is in, sorted. */
  List<String> ids() {
    if (visits.isEmpty()) {
      return List.of();
    }
    return visits.stream()
        .filter(visit -> visit.entered)
        .map(visit -> visit.zone)
        .sorted()
        .toList();
  }

  /** Seconds in each zone it is in, by the id of the zone. */
  SortedMap<String, Double> dwellSeconds(long atUs) {
    SortedMap<String, Double> dwell = new TreeMap<>();
    for (Visit visit : visits) {
      if (visit.entered) {
        dwell.put(visit.zone, Math.max(0, (atUs - visit.sinceUs) / 1e6));
      }
    }
    return dwell;
  }

  void write(StateWriter to) {
    to.put(seen).put((short) visits.size());
    for (Visit visit : visits) {
      to.put(visit.zone).put(visit.sinceUs).put(visit.entered).put((byte) visit.contrary);
    }
  }

  static ZoneVisits read(ByteBuffer from) {
    ZoneVisits read = new ZoneVisits();
    read.seen = from.get() != 0;
    for (int left = Short.toUnsignedInt(from.getShort()); left > 0; left--) {
      Visit visit = new Visit(StateWriter.readString(from), from.getLong());
      visit.entered = from.get() != 0;
      visit.contrary = from.get();
      read.visits.add(visit);
    }
    return read;
  }
}
