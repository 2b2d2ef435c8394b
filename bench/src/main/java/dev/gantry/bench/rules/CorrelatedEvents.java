package dev.gantry.bench.rules;

import dev.gantry.schemas.records.AuthEvent;
import dev.gantry.schemas.records.TaskEvent;
import dev.gantry.schemas.records.TimeMode;
import java.util.stream.LongStream;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * Live events of which one in a hundred is a signal: eleven in a row are a set, which makes one
 * rule of each kind fire, the rules of a kind in turn. No two sets have anything in common but the
 * gates, each of which is opened anew only after its alert is over.
 *
 * @param others the events in between
 * @param variants rules of each kind
 */
record CorrelatedEvents(RuleEvents others, int variants) {

  static final int GATES = 50;

  /** One event in so many is a signal. */
  private static final int SIGNAL_EVERY = 100;

  /** Where it stands among them; a step of a track would be there otherwise. */
  private static final int PLACE = 50;

  /** Signals of a set. */
  private static final int STEPS = 11;

  private static final int DOOR_OPENED = 10;

  /** The n-th event: a TrackUpdate, a TaskEvent or an AuthEvent. */
  SpecificRecordBase event(long n) {
    return isSignal(n) ? signal(n) : others.event(n);
  }

  private static boolean isSignal(long n) {
    return n % SIGNAL_EVERY == PLACE;
  }

  private static int step(long n) {
    return (int) (n / SIGNAL_EVERY % STEPS);
  }

  private static long set(long n) {
    return n / SIGNAL_EVERY / STEPS;
  }

  /** How many alerts begin with events of a range. */
  long completed(long from, long to) {
    return LongStream.range(from, to).filter(n -> isSignal(n) && completes(step(n))).count();
  }

  /** How many alerts begin with deadlines after events of a range. */
  long deadlines(long from, long to) {
    return LongStream.range(from, to).filter(n -> isSignal(n) && step(n) == DOOR_OPENED).count();
  }

  private static boolean completes(int step) {
    return step == 2 || step == 5 || step == 7 || step == 9;
  }

  private SpecificRecordBase signal(long n) {
    long set = set(n);
    long rule = set % variants;
    int step = step(n);
    String who = "signal-" + set;
    return switch (step) {
      case 0, 1, 2 -> signIn(n, "count-" + rule, who).build();
      case 3, 4, 5 ->
          signIn(n, "values-" + rule, who + "-" + step).setSourceAddress(address(set)).build();
      case 6 -> task(n, "both-" + rule, who);
      case 7 -> signIn(n, "both-" + rule, who).build();
      case 8 -> task(n, "order-" + rule, who);
      case 9 -> signIn(n, "order-" + rule, who).build();
      default -> signIn(n, "door-" + rule, who).setGate("gate-" + set % GATES).build();
    };
  }

  private static String address(long set) {
    return "10.%d.%d.%d".formatted(100 + set / 65_536, set / 256 % 256, set % 256);
  }

  private AuthEvent.Builder signIn(long n, String service, String principal) {
    return AuthEvent.newBuilder()
        .setEventId("signal-" + n)
        .setType("signal")
        .setPrincipal(principal)
        .setService(service)
        .setSite(site(n))
        .setOccurredAtUs(others.atUs(n))
        .setTimeMode(TimeMode.LIVE);
  }

  private TaskEvent task(long n, String source, String user) {
    return TaskEvent.newBuilder()
        .setEventId("signal-" + n)
        .setType("task.updated")
        .setTaskId("signal-" + n)
        .setUserId(user)
        .setSource(source)
        .setSite(site(n))
        .setOccurredAtUs(others.atUs(n))
        .setTimeMode(TimeMode.LIVE)
        .build();
  }

  /** The signals of a set meet at one site, the one whose cameras look at its gate. */
  private static String site(long n) {
    return "site-" + set(n) % GATES % RuleEvents.SITES;
  }
}
