package dev.gantry.ingest.city.sensor;

import dev.gantry.ingest.city.CityWatch;
import dev.gantry.ingest.city.camera.CityCamera;
import dev.gantry.ingest.city.road.Link;
import dev.gantry.ingest.city.road.RoadNetwork;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Where the sensors of a city are, and what they measure. */
final class CitySensors {

  /** Cameras of which the sensors nearby are one neighbourhood, as with faults of cameras. */
  private static final int NEIGHBOURS = 4;

  private final RoadNetwork network;
  private final List<CityCamera> cameras;
  private final List<LinkLoops> loops;

  /** Cameras by the street they watch, in both directions. */
  private final Map<Integer, List<Integer>> watching = new HashMap<>();

  CitySensors(CityWatch watch, boolean everyLink) {
    this.network = watch.city().network();
    this.cameras = watch.cameras();
    for (int i = 0; i < cameras.size(); i++) {
      int street = street(cameras.get(i).link());
      watching.computeIfAbsent(street, key -> new ArrayList<>()).add(i);
    }
    List<Link> links = everyLink ? network.links() : watched();
    this.loops = links.stream().map(LinkLoops::new).toList();
  }

  private List<Link> watched() {
    return cameras.stream()
        .flatMap(camera -> List.of(camera.link(), network.opposite(camera.link())).stream())
        .distinct()
        .toList();
  }

  /** The links with loops. */
  List<LinkLoops> loops() {
    return loops;
  }

  /** The series of a lane's loop. */
  Series ofLoop(Link link, int lane, Metric metric) {
    String sensor = "loop-" + link.id() + "-" + lane;
    return new Series(sensor, metric, link.id(), lane, watching(link));
  }

  /** The series of the station that stands below a camera. */
  Series ofStation(int camera, Metric metric) {
    Link link = cameras.get(camera).link();
    return new Series("air-" + (camera + 1), metric, link.id(), -1, watching(link));
  }

  /** How many stations there are. */
  int stations() {
    return cameras.size();
  }

  /** All series that something may be wrong with, neighbourhood by neighbourhood. */
  List<List<Series>> neighbourhoods() {
    Map<Integer, List<Series>> found = new LinkedHashMap<>();
    for (int camera = 0; camera < cameras.size(); camera++) {
      List<Series> here = found.computeIfAbsent(camera / NEIGHBOURS, key -> new ArrayList<>());
      here.add(ofStation(camera, Metric.TEMPERATURE));
      here.add(ofStation(camera, Metric.NOISE));
    }
    for (LinkLoops loop : loops) {
      int first = firstWatching(loop.link());
      if (first >= 0) {
        List<Series> here = found.computeIfAbsent(first / NEIGHBOURS, key -> new ArrayList<>());
        for (int lane = 0; lane < loop.link().lanes(); lane++) {
          here.add(ofLoop(loop.link(), lane, Metric.FLOW));
          here.add(ofLoop(loop.link(), lane, Metric.OCCUPANCY));
        }
      }
    }
    return List.copyOf(found.values());
  }

  private int firstWatching(Link link) {
    List<Integer> who = watching.getOrDefault(street(link), List.of());
    return who.isEmpty() ? -1 : who.get(0);
  }

  private List<String> watching(Link link) {
    return watching.getOrDefault(street(link), List.of()).stream()
        .map(camera -> cameras.get(camera).id())
        .toList();
  }

  /** The same for both directions of a street. */
  private static int street(Link link) {
    return link.index() | 1;
  }
}
