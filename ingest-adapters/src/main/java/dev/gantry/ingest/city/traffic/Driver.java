package dev.gantry.ingest.city.traffic;

import java.util.SplittableRandom;

/**
 * How somebody drives; ranges after Kesting, Treiber, Helbing (2010), Enhanced intelligent driver
 * model, table 1, for a city.
 *
 * @param desiredShare wanted speed as a share of what the law and the vehicle allow, 0 to 1
 * @param headway wanted time gap to the one ahead, s
 * @param leastGap gap in standstill, metres
 * @param maxAccel m/s²
 * @param comfortDecel m/s²
 * @param politeness weight of others' loss in a lane change, 0 to 1
 */
record Driver(
    double desiredShare,
    double headway,
    double leastGap,
    double maxAccel,
    double comfortDecel,
    double politeness) {

  /** What tyres on a dry road give, m/s². */
  static final double HARDEST_BRAKING = 8.5;

  static Driver draw(VehicleType type, SplittableRandom random) {
    return new Driver(
        .8 + .17 * random.nextDouble(),
        1.1 + .7 * random.nextDouble(),
        1.8 + 1.2 * random.nextDouble(),
        type.maxAccel() * (.85 + .3 * random.nextDouble()),
        1.8 + .8 * random.nextDouble(),
        .1 + .3 * random.nextDouble());
  }

  /** Square root of acceleration times deceleration, as the model has it, m/s². */
  double braking() {
    return Math.sqrt(maxAccel * comfortDecel);
  }
}
