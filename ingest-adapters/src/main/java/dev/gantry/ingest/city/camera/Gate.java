package dev.gantry.ingest.city.camera;

import dev.gantry.ingest.city.road.Link;
import dev.gantry.ingest.city.road.Pose;
import dev.gantry.ingest.city.traffic.Actor;
import java.util.ArrayList;
import java.util.List;

/**
 * A door on the pavement right of a camera's street, 30 m ahead of the camera: somebody there is 36
 * pixels tall, and the camera looks down on it over whatever drives by.
 *
 * @param camera index of the camera that sees it
 * @param cameraId its id
 * @param door the middle of the pavement before the door
 */
public record Gate(int camera, String cameraId, Pose door) {

  /** Whoever is so near has come to the door, metres along the pavement. */
  private static final double AT_DOOR = 2.5;

  /** Nobody is near when nobody is within this, metres along the pavement. */
  private static final double NEAR = 9;

  /** Half the length of its zone: whoever is at the door is in it, with room for a box's error. */
  static final double ZONE = 5;

  /** A camera after so many has no gate: the staff do not grow with the city. */
  private static final int MOST = 12;

  /** How far ahead of its camera it is, metres. */
  static final double AHEAD = 30;

  private static final double HALF_PAVEMENT = Link.PAVEMENT_METRES / 2;

  /** Whoever steps off the kerb is no more at the door, and still near, metres. */
  private static final double KERB = .5;

  /** The gates of a city. */
  public static List<Gate> of(List<CityCamera> cameras) {
    List<Gate> gates = new ArrayList<>();
    for (int i = 0; i < Math.min(MOST, cameras.size()); i++) {
      CityCamera camera = cameras.get(i);
      double right = camera.link().kerbOffset() + Link.PAVEMENT_METRES / 2;
      gates.add(new Gate(i, camera.id(), camera.foot().moved(AHEAD, right)));
    }
    return gates;
  }

  /** Its id, such as {@code gate-1}. */
  public String id() {
    return "gate-" + (camera + 1);
  }

  /** Whether somebody is at the door, on the pavement. */
  public boolean isAtDoor(Actor actor) {
    return isBefore(actor, AT_DOOR, HALF_PAVEMENT);
  }

  /** Whether somebody is near the door, on the pavement or its kerb. */
  public boolean isNear(Actor actor) {
    return isBefore(actor, NEAR, HALF_PAVEMENT + KERB);
  }

  private boolean isBefore(Actor actor, double along, double across) {
    double dx = actor.pose().x() - door.x();
    double dy = actor.pose().y() - door.y();
    double sin = StrictMath.sin(door.heading());
    double cos = StrictMath.cos(door.heading());
    return Math.abs(dx * sin + dy * cos) <= along && Math.abs(dx * cos - dy * sin) <= across;
  }
}
