package dev.gantry.ingest.city.render;

import dev.gantry.ingest.city.camera.CameraLayout;
import dev.gantry.ingest.city.camera.CityCamera;
import dev.gantry.ingest.city.road.Pose;
import dev.gantry.ingest.city.road.RoadNetwork;
import dev.gantry.ingest.city.traffic.Actor;
import dev.gantry.ingest.city.traffic.Actor.Shape;
import dev.gantry.ingest.city.traffic.VehicleType;

/** A street with a camera, and actors put where a test wants them. */
final class TestStreet {

  static final RoadNetwork NETWORK = RoadNetwork.grid(1, 2, 2);
  static final CityCamera CAMERA = CameraLayout.place(NETWORK, 1).get(0);

  private TestStreet() {}

  /**
   * An actor before the camera.
   *
   * @param ahead metres
   * @param right metres
   * @param turned radians clockwise from the direction in which the camera looks
   */
  static Actor actor(Shape shape, double ahead, double right, double turned) {
    Pose place = CAMERA.foot().moved(ahead, right);
    Pose pose = new Pose(place.x(), place.y(), place.heading() + turned);
    if (shape == Shape.PERSON) {
      return actor(shape, "person", .45, .55, 1.75, pose);
    }
    VehicleType type = VehicleType.valueOf(shape.name());
    return actor(shape, type.label(), type.length(), type.width(), type.height(), pose);
  }

  private static Actor actor(
      Shape shape, String label, double length, double width, double height, Pose pose) {
    String id = shape + " at " + pose;
    return new Actor(id, shape, label, length, width, height, pose, 1.3, 0xB03030, "", false);
  }
}
