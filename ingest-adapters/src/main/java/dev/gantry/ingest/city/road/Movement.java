package dev.gantry.ingest.city.road;

/**
 * The way across a junction from one lane to another.
 *
 * @param index of all movements of the network, from 0
 * @param from link it comes from
 * @param fromLane lane of that link, 0 beside the centre line
 * @param turn what it is called
 * @param to link it leads to
 * @param toLane lane of that link
 * @param path from the stop line to the start of the next link
 * @param limitMps highest comfortable speed, m/s
 */
public record Movement(
    int index,
    Link from,
    int fromLane,
    Turn turn,
    Link to,
    int toLane,
    Path path,
    double limitMps) {

  /** Its length, metres. */
  public double length() {
    return path.length();
  }

  @Override
  public String toString() {
    return from.id() + "/" + fromLane + " " + turn + " " + to.id() + "/" + toLane;
  }
}
