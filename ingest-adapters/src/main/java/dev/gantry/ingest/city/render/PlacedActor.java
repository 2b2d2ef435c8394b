package dev.gantry.ingest.city.render;

import dev.gantry.ingest.city.render.Model.Wheel;
import dev.gantry.ingest.city.traffic.Actor;
import java.util.ArrayList;
import java.util.List;

/** An actor where it is: turns the coordinates of its model into those of the city. */
final class PlacedActor {

  /** Corners that a wheel is drawn with: at 20 pixels no side is longer than 6. */
  private static final int WHEEL_CORNERS = 14;

  private static final double[] RIM_COS = new double[WHEEL_CORNERS];
  private static final double[] RIM_SIN = new double[WHEEL_CORNERS];

  static {
    for (int i = 0; i < WHEEL_CORNERS; i++) {
      RIM_COS[i] = StrictMath.cos(2 * StrictMath.PI * i / WHEEL_CORNERS);
      RIM_SIN[i] = StrictMath.sin(2 * StrictMath.PI * i / WHEEL_CORNERS);
    }
  }

  private final Actor actor;
  private final Model model;
  private final double sin;
  private final double cos;
  private final double across;
  private final double along;
  private final double up;

  PlacedActor(Actor actor) {
    this.actor = actor;
    this.model = Models.of(actor);
    this.sin = StrictMath.sin(actor.pose().heading());
    this.cos = StrictMath.cos(actor.pose().heading());
    this.across = actor.width() / model.width();
    this.along = actor.length() / model.length();
    this.up = actor.height() / model.height();
  }

  Actor actor() {
    return actor;
  }

  Model model() {
    return model;
  }

  /** The middle of its body. */
  Vec middle() {
    return new Vec(actor.pose().x(), actor.pose().y(), actor.height() / 2);
  }

  /** No part of it is farther than this from its middle, metres. */
  double reach() {
    return (actor.length() + actor.width() + actor.height()) / 2;
  }

  /** A point of its model in the city. */
  Vec toCity(Vec local) {
    Vec turned = turned(new Vec(across * local.x(), along * local.y(), up * local.z()));
    return new Vec(turned.x() + actor.pose().x(), turned.y() + actor.pose().y(), turned.z());
  }

  /** A direction of its model in the city. */
  Vec turned(Vec local) {
    return new Vec(local.x() * cos + local.y() * sin, local.y() * cos - local.x() * sin, local.z());
  }

  List<Vec> toCity(List<Vec> local) {
    List<Vec> points = new ArrayList<>(local.size());
    for (Vec point : local) {
      points.add(toCity(point));
    }
    return points;
  }

  /** A circle about the hub of a wheel, in its own coordinates. */
  static List<Vec> rim(Wheel wheel, boolean right, double share) {
    List<Vec> rim = new ArrayList<>(WHEEL_CORNERS);
    double radius = share * wheel.radius();
    for (int i = 0; i < WHEEL_CORNERS; i++) {
      rim.add(
          new Vec(
              right ? wheel.right() : wheel.left(),
              wheel.y() + radius * RIM_COS[i],
              wheel.radius() + radius * RIM_SIN[i]));
    }
    return rim;
  }

  /** Both circles of a wheel's tyre, in the city. */
  List<Vec> tyre(Wheel wheel) {
    List<Vec> points = toCity(rim(wheel, false, 1));
    points.addAll(toCity(rim(wheel, true, 1)));
    return points;
  }
}
