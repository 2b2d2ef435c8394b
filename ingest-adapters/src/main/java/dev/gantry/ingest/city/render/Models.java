package dev.gantry.ingest.city.render;

import dev.gantry.ingest.city.road.Pose;
import dev.gantry.ingest.city.traffic.Actor;
import java.util.ArrayList;
import java.util.List;

/** The model that shows an actor; legs move with the way that their owner has gone. */
final class Models {

  /** Metres in which each leg swings forward and back. */
  private static final double STRIDE_METRES = 1.4;

  private static final double PEDALS_METRES = 4.5;

  /** Different positions of the legs. */
  private static final int PHASES = 16;

  private static final Model SALOON = VehicleModels.saloon();
  private static final Model HATCHBACK = VehicleModels.hatchback();
  private static final Model VAN = VehicleModels.van();
  private static final Model TRUCK = VehicleModels.truck();
  private static final Model BUS = VehicleModels.bus();
  private static final Model MOTORCYCLIST = PersonModels.motorcyclist();
  private static final Model STANDING = PersonModels.walker(0);
  private static final List<Model> WALKERS = new ArrayList<>();
  private static final List<Model> CYCLISTS = new ArrayList<>();

  static {
    for (int i = 0; i < PHASES; i++) {
      double swing = StrictMath.sin(2 * StrictMath.PI * i / PHASES);
      WALKERS.add(PersonModels.walker(swing));
      CYCLISTS.add(PersonModels.cyclist(swing));
    }
  }

  private Models() {}

  static Model of(Actor actor) {
    return switch (actor.shape()) {
      case SALOON -> SALOON;
      case HATCHBACK -> HATCHBACK;
      case VAN -> VAN;
      case TRUCK -> TRUCK;
      case BUS -> BUS;
      case MOTORCYCLE -> MOTORCYCLIST;
      case BICYCLE -> CYCLISTS.get(phase(actor.pose(), PEDALS_METRES));
      case PERSON ->
          actor.speedMps() > 0 ? WALKERS.get(phase(actor.pose(), STRIDE_METRES)) : STANDING;
    };
  }

  private static int phase(Pose pose, double period) {
    double way =
        pose.x() * StrictMath.sin(pose.heading()) + pose.y() * StrictMath.cos(pose.heading());
    double turns = way / period;
    return (int) (PHASES * (turns - Math.floor(turns)));
  }
}
