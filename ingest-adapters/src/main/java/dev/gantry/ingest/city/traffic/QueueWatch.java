package dev.gantry.ingest.city.traffic;

import dev.gantry.ingest.city.road.Link;
import dev.gantry.ingest.city.road.Signal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Says where there is a queue, whatever made it: three vehicles or more stand on one link, and one
 * of them for longer than its lights take for all approaches. Who waits for a light that turns
 * green in its turn is in none. One that is over for a while and then goes on is one queue.
 */
final class QueueWatch {

  static final double STANDING = .5;

  private static final int VEHICLES = 3;

  /** A queue that is none for so long is over, seconds. */
  private static final double OVER = 90;

  /** Looked at so often, seconds. */
  private static final double EVERY = 1;

  private final List<Link> links;
  private final Occupancy occupancy;
  private final Map<Integer, Double> standingSince = new HashMap<>();
  private final Map<Link, Queue> open = new HashMap<>();
  private final List<Queue> queues = new ArrayList<>();
  private int seen;
  private boolean keeps = true;
  private double next;

  /** Vehicles that stand, until they no longer do. */
  private static final class Queue {
    private final int number;
    private final Link link;
    private final double begins;
    private double lastSo;
    private boolean over;
    private int most;

    Queue(int number, Link link, double begins) {
      this.number = number;
      this.link = link;
      this.begins = begins;
    }

    RoadIncident incident() {
      return new RoadIncident(
          "q" + number,
          RoadIncident.Kind.QUEUE,
          link.id(),
          "",
          "",
          begins,
          over ? lastSo : Double.POSITIVE_INFINITY,
          most,
          true);
    }
  }

  /**
   * @param links where somebody looks
   */
  QueueWatch(List<Link> links, Occupancy occupancy) {
    this.links = links.stream().filter(link -> link.to().isPresent()).distinct().toList();
    this.occupancy = occupancy;
  }

  void step(double now) {
    if (now < next) {
      return;
    }
    next = now + EVERY;
    Set<Integer> standing = new HashSet<>();
    for (Link link : links) {
      List<Integer> here =
          occupancy.on(link).stream()
              .filter(vehicle -> vehicle.speed() < STANDING)
              .map(Vehicle::number)
              .toList();
      standing.addAll(here);
      here.forEach(vehicle -> standingSince.putIfAbsent(vehicle, now));
      look(link, here, now);
    }
    standingSince.keySet().retainAll(standing);
  }

  private void look(Link link, List<Integer> standing, double now) {
    double cycle = Signal.cycleSeconds(link.to().orElseThrow().approaches().size());
    double longest =
        standing.stream().mapToDouble(vehicle -> now - since(vehicle, now)).max().orElse(0);
    Queue queue = open.get(link);
    if (queue != null && now - queue.lastSo > OVER) {
      queue.over = true;
      open.remove(link);
      queue = null;
    }
    if (standing.size() < VEHICLES || longest <= cycle) {
      return;
    }
    if (queue == null) {
      queue = new Queue(seen, link, now - longest);
      seen++;
      open.put(link, queue);
      if (keeps) {
        queues.add(queue);
      }
    }
    queue.lastSo = now;
    queue.most = Math.max(queue.most, standing.size());
  }

  private double since(int vehicle, double now) {
    return Optional.ofNullable(standingSince.get(vehicle)).orElse(now);
  }

  /** Keeps nothing from now on of queues that are over. */
  void keepNone() {
    keeps = false;
  }

  /** The queues so far. */
  List<RoadIncident> incidents() {
    return queues.stream().map(Queue::incident).toList();
  }

  /** Those of them that go on. */
  List<RoadIncident> current() {
    return open.values().stream()
        .sorted(Comparator.comparingInt(queue -> queue.number))
        .map(Queue::incident)
        .toList();
  }
}
