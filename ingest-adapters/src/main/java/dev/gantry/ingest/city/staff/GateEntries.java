package dev.gantry.ingest.city.staff;

import dev.gantry.ingest.city.Agenda;
import dev.gantry.ingest.city.CityScenario;
import dev.gantry.ingest.city.Draws;
import dev.gantry.ingest.city.camera.Gate;
import dev.gantry.ingest.city.truth.TrueIncident;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * The staff going in and out. Whoever is before a door when one of them is expected is that one;
 * when nobody comes for a while, another door was taken. Now and then a door opens and nobody is
 * there. A gate whose camera is out of order is shut.
 */
final class GateEntries {

  /** From a badge on, so long nobody is near when it is an entry without a person, seconds. */
  static final double NOBODY_AFTER = 30;

  /** And so long before. */
  static final double NOBODY_BEFORE = 10;

  private static final double PATIENCE = 240;
  private static final double APART = 4;
  private static final double BADGE_NOT_READ = .01;

  private static final Comparator<Expected> ORDER =
      Comparator.comparingDouble(Expected::at).thenComparing(expected -> expected.who().number());

  private final CityScenario scenario;
  private final Roster roster;
  private final GateWatch watch;
  private final SignInLog log;
  private final Agenda agenda;
  private final List<PriorityQueue<Expected>> expected = new ArrayList<>();
  private final double[] latest;
  private final List<TrueIncident> incidents = new ArrayList<>();
  private Optional<Opened> unconfirmed = Optional.empty();
  private double pause;
  private int wanted;
  private int opened;

  private record Expected(double at, Person who) {}

  private record Opened(double at, Person who, Gate gate) {}

  GateEntries(CityScenario scenario, Roster roster, GateWatch watch, SignInLog log, Agenda agenda) {
    this.scenario = scenario;
    this.roster = roster;
    this.watch = watch;
    this.log = log;
    this.agenda = agenda;
    this.latest = new double[watch.gates().size()];
    watch.gates().forEach(gate -> expected.add(new PriorityQueue<>(ORDER)));
  }

  /** Somebody will want to pass a gate. */
  void expect(double at, Person who) {
    expected.get(who.number() % expected.size()).add(new Expected(at, who));
  }

  /** An entry without a person is to happen as soon as nobody is at some gate. */
  void wantNobody() {
    wanted++;
  }

  /** Goes on by a second. */
  void tick(double now) {
    watch.gates().forEach(gate -> pass(gate, now));
    confirm(now);
    if (wanted > 0 && unconfirmed.isEmpty() && now >= pause) {
      watch.gates().stream()
          .filter(gate -> isDeserted(gate, now))
          .findFirst()
          .ifPresent(gate -> openForNobody(gate, now));
    }
  }

  /** What has turned out to be an entry without a person. */
  List<TrueIncident> incidents() {
    return incidents;
  }

  private void pass(Gate gate, double now) {
    PriorityQueue<Expected> queue = expected.get(gate.camera());
    while (!queue.isEmpty() && queue.peek().at < now - PATIENCE) {
      queue.remove();
    }
    boolean isDue = !queue.isEmpty() && queue.peek().at <= now;
    boolean isFree = now >= latest[gate.camera()] + APART;
    if (isDue && isFree && watch.isAtDoor(gate) && watch.isWatched(gate, now - 2, now + 8)) {
      latest[gate.camera()] = now;
      Person who = queue.remove().who;
      boolean isRead = Draws.uniform(draw(now, who.number())) >= BADGE_NOT_READ;
      if (!isRead) {
        agenda.add(now, sink -> log.writeBadge(now, who, gate, false, sink));
      }
      double granted = isRead ? now : now + 1;
      agenda.add(granted, sink -> log.writeBadge(granted, who, gate, true, sink));
    }
  }

  private boolean isDeserted(Gate gate, double now) {
    return now > NOBODY_BEFORE
        && watch.lastNear(gate) < now - NOBODY_BEFORE
        && watch.isWatched(gate, now - NOBODY_BEFORE, now + NOBODY_AFTER + 2);
  }

  private void openForNobody(Gate gate, double now) {
    double local = scenario.secondOfDay() + now;
    Person who = roster.anybodyThere(local, draw(now, -1));
    unconfirmed = Optional.of(new Opened(now, who, gate));
    agenda.add(now, sink -> log.writeBadge(now, who, gate, true, sink));
  }

  /** It was an entry without a person only if nobody came afterwards. */
  private void confirm(double now) {
    unconfirmed
        .filter(one -> now >= one.at + NOBODY_AFTER)
        .ifPresent(
            one -> {
              unconfirmed = Optional.empty();
              pause = now + NOBODY_AFTER;
              if (watch.lastNear(one.gate) < one.at) {
                wanted--;
                incidents.add(incident(one));
              }
            });
  }

  private TrueIncident incident(Opened one) {
    return new TrueIncident(
        "entry-" + opened++,
        Trouble.ENTRY_WITHOUT_PERSON.label(),
        one.gate.id(),
        one.who.principal(),
        one.at,
        one.at + NOBODY_AFTER,
        List.of(one.gate.cameraId()),
        1,
        Map.of("gate", Set.of(one.gate.id()), "principal", Set.of(one.who.principal())));
  }

  private long draw(double now, long use) {
    return Draws.mix(Draws.mix(scenario.seed(), 81_000 + use), Math.round(now));
  }
}
