package dev.gantry.ingest.city.staff;

import dev.gantry.ingest.city.Draws;
import dev.gantry.ingest.city.Turns;
import dev.gantry.ingest.city.camera.CameraFault;
import dev.gantry.ingest.city.camera.CameraFaults;
import dev.gantry.ingest.city.camera.Gate;
import dev.gantry.ingest.city.truth.TrueIncident;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;

/**
 * Who is attacked, how and when: one attack in every {@link #SLOT_SECONDS}, of all kinds in turn,
 * and beside these, every other time that a camera of a gate is turned, one on the account of its
 * technician. The seed alone decides.
 */
final class AttackPlan {

  /** Often enough that ten minutes show two, seldom enough that in a day few accounts are lost. */
  static final double SLOT_SECONDS = 300;

  /** An account in which somebody was abroad is locked until a journey could explain it. */
  private static final double LOCKED_SECONDS = 14 * 3600;

  /** Nobody is attacked again before so many others were. */
  private static final int OTHERS_FIRST = 40;

  private static final int SPRAYED = 30;

  /** No fault of a camera is over sooner, seconds. */
  private static final double FAULT_SECONDS = 5;

  private static final List<AttackKind> KINDS = List.of(AttackKind.values());

  private final long seed;
  private final double secondOfDay;
  private final Roster roster;
  private final List<Gate> gates;
  private final CameraFaults faults;
  private final Deque<Integer> lately = new ArrayDeque<>();
  private final Map<String, Double> lockedFrom = new HashMap<>();
  private long slot;
  private long faultSlot;
  private int dormantUsed;

  /**
   * @param secondOfDay local time of the city's beginning
   */
  AttackPlan(long seed, double secondOfDay, Roster roster, List<Gate> gates, CameraFaults faults) {
    this.seed = seed;
    this.secondOfDay = secondOfDay;
    this.roster = roster;
    this.gates = List.copyOf(gates);
    this.faults = faults;
  }

  /** The attacks not given yet that begin by a moment, and perhaps some that begin soon after. */
  List<Attack> next(double seconds) {
    List<Attack> attacks = new ArrayList<>();
    while (slot * SLOT_SECONDS <= seconds) {
      long number = slot++;
      AttackKind kind = Turns.of(KINDS, Draws.mix(seed, 71_000), number);
      if (kind != AttackKind.DORMANT_ACCOUNT || dormantUsed < roster.dormant().size()) {
        attacks.add(attack(kind, number));
      }
    }
    // A fault begins 30 s after its slot at the earliest, the attack less than 20 s before it.
    while (faultSlot * CameraFaults.SLOT_SECONDS <= seconds) {
      gates.forEach(gate -> whileTurned(gate, faultSlot, attacks));
      faultSlot++;
    }
    return attacks;
  }

  /** Whether its owner can't use an account at a moment. */
  boolean isLocked(String principal, double seconds) {
    double from = lockedFrom.getOrDefault(principal, Double.POSITIVE_INFINITY);
    return seconds >= from && seconds < from + LOCKED_SECONDS;
  }

  private Attack attack(AttackKind kind, long number) {
    var random = new SplittableRandom(Draws.mix(seed, 72_000 + number));
    double begins = number * SLOT_SECONDS + 15 + random.nextDouble(SLOT_SECONDS / 2);
    Person victim = victim(kind, begins, random);
    var scripts = new AttackScripts("attack-" + number, begins, random);
    Attack attack = scripts.on(kind, victim, several(random));
    if (kind == AttackKind.IMPOSSIBLE_TRAVEL) {
      lockedFrom.put(victim.principal(), attack.incidents().get(0).begins());
    }
    return attack;
  }

  private Person victim(AttackKind kind, double at, SplittableRandom random) {
    if (kind == AttackKind.DORMANT_ACCOUNT) {
      return roster.dormant().get(dormantUsed++);
    }
    List<Person> people =
        roster.people().stream().filter(person -> suits(person, kind, at)).toList();
    Person victim = people.get(random.nextInt(people.size()));
    lately.addLast(victim.number());
    if (lately.size() > OTHERS_FIRST) {
      lately.removeFirst();
    }
    return victim;
  }

  /** Technicians are left to those who turn cameras; a traveller is nobody to play abroad. */
  private boolean suits(Person person, AttackKind kind, double at) {
    return person.role() != Role.TECHNICIAN
        && !lately.contains(person.number())
        && !isLocked(person.principal(), at)
        && (kind != AttackKind.IMPOSSIBLE_TRAVEL || isHere(person, at));
  }

  private boolean isHere(Person person, double at) {
    long day = (long) Math.floor((secondOfDay + at) / Roster.DAY);
    return !isAbroad(person, day) && !isAbroad(person, day - 1);
  }

  private boolean isAbroad(Person person, long day) {
    return roster
        .shift(person, day)
        .filter(shift -> shift.from() == Shift.Where.ABROAD)
        .isPresent();
  }

  private List<Person> several(SplittableRandom random) {
    List<Person> left = new ArrayList<>(roster.people());
    List<Person> some = new ArrayList<>();
    while (some.size() < SPRAYED) {
      some.add(left.remove(random.nextInt(left.size())));
    }
    return some;
  }

  private void whileTurned(Gate gate, long number, List<Attack> into) {
    long hash = Draws.mix(Draws.mix(seed, 73_000 + gate.camera()), number);
    if (Math.floorMod(hash, 2L) == 0) {
      faultIn(gate, number)
          .filter(fault -> fault.kind() == CameraFault.Kind.CAMERA_TURNED)
          .ifPresent(fault -> into.add(onTechnician(gate, fault, hash)));
    }
  }

  private Optional<CameraFault> faultIn(Gate gate, long number) {
    double from = number * CameraFaults.SLOT_SECONDS;
    return DoubleStream.iterate(from, at -> at + FAULT_SECONDS)
        .limit((long) (CameraFaults.SLOT_SECONDS / FAULT_SECONDS))
        .boxed()
        .flatMap(at -> faults.at(gate.camera(), at).stream())
        .findFirst();
  }

  private Attack onTechnician(Gate gate, CameraFault fault, long hash) {
    var random = new SplittableRandom(hash);
    Person technician = roster.technicianOf(gate.camera());
    String id = String.format(Locale.ROOT, "attack-%s@%.1f", gate.cameraId(), fault.begins());
    double begins = fault.begins() - 5 - random.nextDouble(15);
    double until = fault.ends() + random.nextDouble(4);
    Attack guessing =
        new AttackScripts(id, begins, random).onConsole(technician, gate.cameraId(), until);
    return guessing.and(
        new TrueIncident(
            id + "-turned",
            "camera_turned_during_attack",
            gate.cameraId(),
            technician.principal(),
            fault.begins(),
            fault.ends(),
            List.of(gate.cameraId()),
            fault.ends() - fault.begins(),
            guessing.incidents().get(0).subjects()));
  }
}
