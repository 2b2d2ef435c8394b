package dev.gantry.ingest.city.road;

/**
 * A smooth way from one pose to another: a cubic Bézier curve, walked by the length of its arc.
 *
 * <p>The arc is measured over chords once; positions between are interpolated.
 */
final class Bend implements Path {

  private static final int CHORDS = 24;

  /** Share of the distance at which the inner control points lie: near a circle for 90 degrees. */
  private static final double REACH = .39;

  private final double[] x = new double[CHORDS + 1];
  private final double[] y = new double[CHORDS + 1];
  private final double[] walked = new double[CHORDS + 1];
  private final Pose start;
  private final Pose end;

  Bend(Pose start, Pose end) {
    this.start = start;
    this.end = end;
    double reach = REACH * distance(start.x(), start.y(), end.x(), end.y());
    Pose first = start.moved(reach, 0);
    Pose second = end.moved(-reach, 0);
    for (int i = 0; i <= CHORDS; i++) {
      double t = (double) i / CHORDS;
      x[i] = bezier(t, start.x(), first.x(), second.x(), end.x());
      y[i] = bezier(t, start.y(), first.y(), second.y(), end.y());
      if (i > 0) {
        walked[i] = walked[i - 1] + distance(x[i - 1], y[i - 1], x[i], y[i]);
      }
    }
  }

  private static double bezier(double t, double a, double b, double c, double d) {
    double u = 1 - t;
    return u * u * u * a + 3 * u * u * t * b + 3 * u * t * t * c + t * t * t * d;
  }

  private static double distance(double fromX, double fromY, double toX, double toY) {
    return Math.sqrt((toX - fromX) * (toX - fromX) + (toY - fromY) * (toY - fromY));
  }

  @Override
  public double length() {
    return walked[CHORDS];
  }

  @Override
  public Pose at(double metres) {
    if (metres <= 0) {
      return start.moved(metres, 0);
    }
    if (metres >= length()) {
      return end.moved(metres - length(), 0);
    }
    int chord = 1;
    while (walked[chord] < metres) {
      chord++;
    }
    double share = (metres - walked[chord - 1]) / (walked[chord] - walked[chord - 1]);
    return new Pose(
        x[chord - 1] + share * (x[chord] - x[chord - 1]),
        y[chord - 1] + share * (y[chord] - y[chord - 1]),
        Pose.headingOf(x[chord - 1], y[chord - 1], x[chord], y[chord]));
  }
}
