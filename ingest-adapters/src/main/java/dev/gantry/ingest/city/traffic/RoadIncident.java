package dev.gantry.ingest.city.traffic;

/**
 * Something that went wrong on a road.
 *
 * @param id unique in the city
 * @param kind what
 * @param linkId where
 * @param actorId who; empty for a queue
 * @param otherId whom the actor nearly ran into, and must be seen too; empty for none
 * @param begins when it began to be so, seconds
 * @param ends when it no longer was, seconds; infinite while it lasts
 * @param measure how bad: for speeding the highest speed in m/s, for a near miss the least time to
 *     collision in seconds, for a queue the most vehicles standing, else seconds it lasted
 * @param clear whether it is so beyond doubt, so that who sees it well has to find it
 */
public record RoadIncident(
    String id,
    Kind kind,
    String linkId,
    String actorId,
    String otherId,
    double begins,
    double ends,
    double measure,
    boolean clear) {

  /** What can go wrong on a road. */
  public enum Kind {
    SPEEDING,
    STOPPED_VEHICLE,
    WRONG_WAY,
    QUEUE,
    NEAR_MISS,
    PERSON_ON_CARRIAGEWAY;

    /** Its name as truth and rules have it. */
    public String label() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }
}
