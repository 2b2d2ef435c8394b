package dev.gantry.domain.signin;

import dev.gantry.domain.time.Micros;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * The newest events of one kind about an account or a source, in the order of time: at most {@value
 * #MOST}, and none that is {@link #KEPT_US} older than the newest. Mutable.
 */
final class AttemptLog {

  /** Four times what the largest usual threshold needs. */
  static final int MOST = 64;

  /** No check looks back further. */
  static final long KEPT_US = Micros.of(Duration.ofDays(1));

  private final List<Attempt> attempts = new ArrayList<>();

  /** Takes one in; where it came out of order, to its place. */
  void add(Attempt attempt) {
    int at = attempts.size();
    while (at > 0 && attempts.get(at - 1).atUs() > attempt.atUs()) {
      at--;
    }
    attempts.add(at, attempt);
    long newestUs = attempts.get(attempts.size() - 1).atUs();
    attempts.removeIf(each -> each.atUs() < newestUs - KEPT_US);
    while (attempts.size() > MOST) {
      attempts.remove(0);
    }
  }

  /** Takes back what turned out to be harmless. */
  void forget(Predicate<Attempt> which) {
    attempts.removeIf(which);
  }

  /** Those of some sort, oldest first. */
  List<Attempt> those(Predicate<Attempt> which) {
    return attempts.stream().filter(which).toList();
  }

  /** All, oldest first. */
  List<Attempt> all() {
    return List.copyOf(attempts);
  }

  /** How many there are. */
  int size() {
    return attempts.size();
  }

  /** Whether nothing of it matters any more at a moment. */
  boolean isSpentAt(long nowUs) {
    return attempts.stream().allMatch(each -> each.atUs() < nowUs - KEPT_US);
  }

  void write(DataOutputStream out) throws IOException {
    out.writeShort(attempts.size());
    for (Attempt attempt : attempts) {
      attempt.write(out);
    }
  }

  static AttemptLog read(DataInputStream in) throws IOException {
    AttemptLog log = new AttemptLog();
    for (int left = in.readShort(); left > 0; left--) {
      log.attempts.add(Attempt.read(in));
    }
    return log;
  }
}
