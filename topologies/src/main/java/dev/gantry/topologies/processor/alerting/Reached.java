package dev.gantry.topologies.processor.alerting;

import java.time.Instant;
import java.util.List;

/**
 * How far all streams have come that something waits for.
 *
 * @param until nothing that happened before can come any more
 * @param left those that were not waited for, since nothing is heard of them
 */
record Reached(Instant until, List<Left> left) {

  /**
   * What was not waited for.
   *
   * @param what in words, such as {@code camera city-cam-1}
   * @param until how far it had come
   */
  record Left(String what, Instant until) {}

  /** What was not heard up to a time though it matters, in words; empty when nothing. */
  String missing(Instant at) {
    List<String> missing =
        left.stream().filter(each -> each.until().isBefore(at)).map(Left::what).sorted().toList();
    if (missing.isEmpty()) {
      return "";
    }
    String more = missing.size() > 1 ? " and " + (missing.size() - 1) + " more" : "";
    return "nothing heard of " + missing.get(0) + more;
  }
}
