package dev.gantry.ingest.scene;

import dev.gantry.domain.geometry.Point;
import dev.gantry.ingest.city.render.Vec;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Path2D;
import java.util.ArrayList;
import java.util.List;

/** Draws one vehicle: shadow, tyres, then the faces that look at the camera, flat-shaded. */
final class VehiclePainter {

  /** Direction to the sun, a unit vector: behind the camera on the left, 50 degrees up. */
  private static final Vec SUN = new Vec(-.50, -.40, .768);

  private static final Vec CAMERA = new Vec(0, 0, View.CAMERA_HEIGHT);

  private static final double DIFFUSE = .52;
  private static final double AMBIENT = .55;

  /** Colour of the air, which distant things fade to. */
  static final int HAZE = 0xB9C3CC;

  private static final int GLASS = 0x1B232B;

  /** Share of the width of a face on each side that is not window. */
  private static final double PILLAR = .07;

  private static final int TYRE = 0x18181A;
  private static final int RIM = 0x9A9DA1;

  /** Soft edge of the shadow: outlines of these scales, each with a part of the darkness. */
  private static final double[] SHADOW_SCALES = {1.14, 1.08, 1.02, .96};

  private static final float SHADOW_LAYER = .105f;
  private static final float CONTACT_LAYER = .35f;

  private final Graphics2D graphics;
  private final PlacedVehicle placed;
  private final VehicleShape shape;

  VehiclePainter(Graphics2D graphics, PlacedVehicle placed) {
    this.graphics = graphics;
    this.placed = placed;
    this.shape = placed.vehicle().shape();
  }

  void paint() {
    paintShadow();
    for (int axle : new int[] {-1, 1}) {
      fill(placed.tyre(-1, axle).corners(), TYRE);
      fill(placed.tyre(1, axle).corners(), TYRE);
    }
    int body = placed.vehicle().colour();
    for (Solid solid : farthestFirst()) {
      solid.faces().stream().filter(this::looksAtCamera).forEach(face -> paintFace(solid, face));
    }
    paintRims();
    paintLights();
    paintPlate(body);
  }

  /** Blocks stand on each other or behind one another: lower first, of one height the farther. */
  private List<Solid> farthestFirst() {
    List<Solid> solids = new ArrayList<>(shape.solids());
    double turn = placed.vehicle().northbound() ? 1 : -1;
    solids.sort(
        (a, b) ->
            a.floor().z() != b.floor().z()
                ? Double.compare(a.floor().z(), b.floor().z())
                : Double.compare(turn * b.floor().back(), turn * a.floor().back()));
    return solids;
  }

  private void paintShadow() {
    Vec reach = placed.turned(SUN.times(-shape.height() / SUN.z()));
    Vec overGround = new Vec(reach.x(), reach.y(), 0);
    for (double scale : SHADOW_SCALES) {
      List<Point> points = new ArrayList<>();
      for (Vec corner : footprint(scale)) {
        points.add(placed.toImage(corner));
        points.add(placed.toImage(corner.plus(overGround)));
      }
      fillAlpha(ConvexPolygon.hullOf(points).corners(), SHADOW_LAYER);
    }
    List<Point> contact = footprint(1.0).stream().map(placed::toImage).toList();
    fillAlpha(contact, CONTACT_LAYER);
  }

  private List<Vec> footprint(double scale) {
    double x = shape.width() / 2 * scale;
    double y = shape.length() / 2 * scale;
    return new Solid.Outline(x, -y, y, 0).corners();
  }

  private boolean looksAtCamera(Solid.Face face) {
    Vec toCamera = CAMERA.minus(placed.toWorld(face.corners().get(0)));
    return placed.turned(face.normal()).dot(toCamera) > 0;
  }

  private void paintFace(Solid solid, Solid.Face face) {
    double light = light(face);
    fill(inImage(face.corners()), shade(placed.vehicle().colour(), light));
    if (face.upright() && solid.glassTo() > solid.glassFrom()) {
      List<Vec> pane = inset(face.corners(), solid.glassFrom(), solid.glassTo());
      fill(inImage(pane), shade(GLASS, .8 + .4 * light));
    }
  }

  private double light(Solid.Face face) {
    return AMBIENT + DIFFUSE * Math.max(0, placed.turned(face.normal()).dot(SUN));
  }

  /** The part of an upright face between two shares of its height, off its edges. */
  private static List<Vec> inset(List<Vec> face, double from, double to) {
    return List.of(
        inFace(face, PILLAR, from),
        inFace(face, 1 - PILLAR, from),
        inFace(face, 1 - PILLAR, to),
        inFace(face, PILLAR, to));
  }

  private static Vec inFace(List<Vec> face, double along, double up) {
    Vec low = face.get(0).towards(face.get(1), along);
    Vec high = face.get(3).towards(face.get(2), along);
    return low.towards(high, up);
  }

  private void paintRims() {
    for (int side : new int[] {-1, 1}) {
      var flank = new Solid.Face(placed.rim(side, 1, 1), new Vec(side, 0, 0), true);
      if (looksAtCamera(flank)) {
        for (int axle : new int[] {-1, 1}) {
          fill(inImage(placed.rim(side, axle, 1)), TYRE);
          fill(inImage(placed.rim(side, axle, .6)), RIM);
        }
      }
    }
  }

  /** Red at the rear or white at the front, whichever end is seen. */
  private void paintLights() {
    boolean rear = placed.vehicle().northbound();
    Solid body = shape.solids().get(0);
    double y = rear ? body.floor().back() - .01 : body.floor().front() + .01;
    double low = body.floor().z() + .55 * (body.roof().z() - body.floor().z());
    double high = low + .16;
    double outer = body.floor().halfWidth() * .96;
    for (int side : new int[] {-1, 1}) {
      List<Vec> lamp =
          List.of(
              new Vec(side * outer, y, low),
              new Vec(side * (outer - .32), y, low),
              new Vec(side * (outer - .32), y, high),
              new Vec(side * outer, y, high));
      fill(inImage(lamp), rear ? 0x9E1414 : 0xF4F1DC);
    }
  }

  private void paintPlate(int body) {
    boolean rear = placed.vehicle().northbound();
    Solid base = shape.solids().get(0);
    double y = rear ? base.floor().back() - .01 : base.floor().front() + .01;
    double z = base.floor().z() + .1;
    List<Vec> plate =
        List.of(
            new Vec(-.26, y, z),
            new Vec(.26, y, z),
            new Vec(.26, y, z + .12),
            new Vec(-.26, y, z + .12));
    fill(inImage(plate), body == 0xE6E6E2 ? 0xD8D27A : 0xE8E8E4);
  }

  private List<Point> inImage(List<Vec> corners) {
    return corners.stream().map(placed::toImage).toList();
  }

  private void fill(List<Point> corners, int colour) {
    graphics.setColor(new Color(mix(HAZE, colour, placed.clarity())));
    graphics.fill(path(corners));
  }

  private void fillAlpha(List<Point> corners, float alpha) {
    graphics.setColor(new Color(.04f, .05f, .07f, (float) (alpha * placed.clarity())));
    graphics.fill(path(corners));
  }

  private static Path2D path(List<Point> corners) {
    var path = new Path2D.Double();
    path.moveTo(corners.get(0).x(), corners.get(0).y());
    corners.stream().skip(1).forEach(corner -> path.lineTo(corner.x(), corner.y()));
    path.closePath();
    return path;
  }

  private static int shade(int colour, double light) {
    return mix(0, colour, Math.min(1.12, light));
  }

  /** Mixes two colours channel by channel: share 0 is the first, 1 the second. */
  static int mix(int first, int second, double share) {
    int mixed = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
      int a = (first >> shift) & 0xFF;
      int b = (second >> shift) & 0xFF;
      int value = (int) Math.round(a + share * (b - a));
      mixed |= Math.max(0, Math.min(255, value)) << shift;
    }
    return mixed;
  }
}
