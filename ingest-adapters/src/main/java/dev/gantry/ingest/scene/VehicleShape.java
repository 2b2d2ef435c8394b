package dev.gantry.ingest.scene;

import dev.gantry.ingest.scene.Solid.Outline;
import java.util.List;

/**
 * A kind of vehicle; sizes in metres after common models of each.
 *
 * @param label class label, as the truth states it
 * @param length bumper to bumper
 * @param width without mirrors
 * @param wheelRadius radius of its wheels
 * @param axle distance of each axle from the middle
 * @param solids blocks it is built from, about the middle of its length
 */
record VehicleShape(
    String label,
    double length,
    double width,
    double wheelRadius,
    double axle,
    List<Solid> solids) {

  static final VehicleShape SALOON =
      new VehicleShape(
          "car",
          4.6,
          1.82,
          .33,
          1.42,
          List.of(
              block(new Outline(.91, -2.3, 2.3, .22), new Outline(.89, -2.26, 2.2, .82)),
              new Solid(
                  new Outline(.85, -1.9, 1.05, .82), new Outline(.64, -1.2, .3, 1.43), .12, .86)));

  static final VehicleShape HATCHBACK =
      new VehicleShape(
          "car",
          4.1,
          1.78,
          .32,
          1.38,
          List.of(
              block(new Outline(.89, -2.05, 2.05, .22), new Outline(.87, -2.02, 1.95, .88)),
              new Solid(
                  new Outline(.84, -1.98, 1.0, .88),
                  new Outline(.65, -1.65, .25, 1.48),
                  .12,
                  .84)));

  static final VehicleShape VAN =
      new VehicleShape(
          "van",
          5.4,
          2.0,
          .35,
          1.75,
          List.of(
              block(new Outline(1.0, -2.7, 2.7, .25), new Outline(1.0, -2.7, 2.6, 1.1)),
              new Solid(
                  new Outline(.98, -2.7, 2.1, 1.1), new Outline(.88, -2.62, 1.5, 2.25), .2, .62)));

  static final VehicleShape LORRY =
      new VehicleShape(
          "truck",
          7.6,
          2.4,
          .48,
          2.5,
          List.of(
              block(new Outline(1.15, -3.8, 3.8, .35), new Outline(1.15, -3.8, 3.8, .8)),
              new Solid(new Outline(1.2, 1.9, 3.8, .8), new Outline(1.12, 2.0, 3.6, 2.5), .45, .88),
              block(new Outline(1.2, -3.8, 1.7, .8), new Outline(1.2, -3.8, 1.7, 3.1))));

  VehicleShape {
    solids = List.copyOf(solids);
  }

  private static Solid block(Outline floor, Outline roof) {
    return new Solid(floor, roof, 0, 0);
  }

  /** Height of the roof, metres. */
  double height() {
    return solids.stream().mapToDouble(solid -> solid.roof().z()).max().orElse(0);
  }
}
