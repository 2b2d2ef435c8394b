package dev.gantry.ingest.city.staff;

import dev.gantry.ingest.city.camera.CameraFaults;
import dev.gantry.ingest.city.camera.Gate;
import dev.gantry.ingest.city.traffic.Actor;
import java.util.Arrays;
import java.util.List;

/** Who has truly been before which gate, step by step, and whether its camera could see it. */
final class GateWatch {

  /** No fault of a camera is over sooner, seconds. */
  private static final double FAULT_SECONDS = 5;

  private final List<Gate> gates;
  private final CameraFaults faults;
  private final double[] lastNear;
  private final boolean[] atDoor;

  GateWatch(List<Gate> gates, CameraFaults faults) {
    this.gates = List.copyOf(gates);
    this.faults = faults;
    this.lastNear = new double[gates.size()];
    this.atDoor = new boolean[gates.size()];
  }

  /** All gates; each has the index of its camera. */
  List<Gate> gates() {
    return gates;
  }

  /** Looks at everybody on foot. */
  void look(double now, List<Actor> people) {
    Arrays.fill(atDoor, false);
    for (int i = 0; i < gates.size(); i++) {
      for (Actor person : people) {
        if (gates.get(i).isNear(person)) {
          lastNear[i] = now;
          atDoor[i] |= gates.get(i).isAtDoor(person);
        }
      }
    }
  }

  /** Whether somebody is at the door right now. */
  boolean isAtDoor(Gate gate) {
    return atDoor[gate.camera()];
  }

  /** When somebody was near last, seconds; 0 before anybody was. */
  double lastNear(Gate gate) {
    return lastNear[gate.camera()];
  }

  /** Whether nothing is wrong with the camera of a gate from one moment to another. */
  boolean isWatched(Gate gate, double from, double to) {
    for (double at = from; at < to; at += FAULT_SECONDS) {
      if (faults.at(gate.camera(), at).isPresent()) {
        return false;
      }
    }
    return faults.at(gate.camera(), to).isEmpty();
  }
}
