package dev.gantry.ingest.city.traffic;

/** Is shown the vehicles on a link. */
@FunctionalInterface
public interface LinkVisitor {

  /**
   * Is shown one vehicle.
   *
   * @param number unique in the city
   * @param lane lane it is in, or changes to, from 0
   * @param front place of its front bumper, metres from the start of the link
   * @param rear place of its rear bumper, metres; below 0 while it still comes in
   * @param speedMps m/s
   */
  void vehicle(int number, int lane, double front, double rear, double speedMps);
}
