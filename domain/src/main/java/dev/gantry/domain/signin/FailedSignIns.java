package dev.gantry.domain.signin;

import dev.gantry.domain.signin.Guessing.Pace;
import dev.gantry.domain.time.Micros;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Failures of one account: counted by source, and by distinct sources that the account does not
 * usually come from. Whoever signs in after a few failures has mistyped, and these are forgotten.
 * Mutable.
 */
final class FailedSignIns {

  private static final int MOST_NAMED = 10;

  private final SignInSettings settings;
  private final AttemptLog failures;
  private final Campaigns campaigns;
  private final Attacks attacks;

  FailedSignIns(SignInSettings settings) {
    this(settings, new AttemptLog(), new Campaigns());
  }

  private FailedSignIns(SignInSettings settings, AttemptLog failures, Campaigns campaigns) {
    this.settings = settings;
    this.failures = failures;
    this.campaigns = campaigns;
    this.attacks = new Attacks(settings.guessing(), campaigns);
  }

  /**
   * Takes a failure in.
   *
   * @param usual sources of the account
   */
  List<SignInFinding> fail(SignInEvent event, Familiar usual) {
    Attempt attempt = Attempt.of(event);
    failures.add(attempt);
    List<SignInFinding> found = new ArrayList<>();
    fromOneSource(attempt, usual, found);
    if (!usual.isUsual(attempt.source(), attempt.atUs())) {
      fromMany(attempt, usual, found);
    }
    return found;
  }

  private void fromOneSource(Attempt attempt, Familiar usual, List<SignInFinding> found) {
    String source = attempt.source();
    List<Attempt> begun =
        attacks.begunBy("from " + source, from(source), each -> true, attempt.atUs());
    if (!begun.isEmpty()) {
      found.add(guessed(attempt, begun, usual));
    }
  }

  private SignInFinding guessed(Attempt attempt, List<Attempt> tooMany, Familiar usual) {
    boolean fast = settings.guessing().paceOf(tooMany) == Pace.FAST;
    SignInFinding finding =
        SignInFinding.of(
            fast ? FindingType.BRUTE_FORCE_FAST : FindingType.BRUTE_FORCE_SLOW,
            attempt.principal(),
            "%d failed sign-ins of %s from %s within %s"
                .formatted(
                    tooMany.size(), attempt.principal(), attempt.source(), Words.lasted(tooMany)),
            tooMany);
    return usual.isUsual(attempt.source(), attempt.atUs())
        ? finding
            .mildly("from where it is usually used: perhaps a device that keeps an old password")
            .with("usual_source", "true")
        : finding;
  }

  private void fromMany(Attempt attempt, Familiar usual, List<SignInFinding> found) {
    long windowUs = Micros.of(settings.distributedFindtime());
    long fromUs = attempt.atUs() - windowUs;
    Map<String, Attempt> bySource = new TreeMap<>();
    failures.all().stream()
        .filter(each -> each.atUs() >= fromUs && !each.source().isEmpty())
        .filter(each -> !usual.isUsual(each.source(), attempt.atUs()))
        .forEach(each -> bySource.put(each.source(), each));
    if (bySource.size() < settings.distributedSources()) {
      return;
    }
    if (!campaigns.goOn("from many", attempt.atUs(), windowUs)) {
      return;
    }
    List<Attempt> strange =
        failures.those(each -> each.atUs() >= fromUs && bySource.containsKey(each.source()));
    found.add(
        SignInFinding.of(
                FindingType.BRUTE_FORCE_DISTRIBUTED,
                attempt.principal(),
                "%d failed sign-ins of %s from %d sources that it is not usually used from, within %s"
                    .formatted(
                        strange.size(),
                        attempt.principal(),
                        bySource.size(),
                        Words.lasted(strange)),
                strange)
            .with("strange_sources", Words.some(List.copyOf(bySource.keySet()), MOST_NAMED))
            .with("spared_sources", Words.some(usual.usual(attempt.atUs()), MOST_NAMED)));
  }

  /** Takes a success in: after many failures from there it may have been guessed. */
  List<SignInFinding> succeed(SignInEvent event) {
    Attempt success = Attempt.of(event);
    List<Attempt> before = from(event.source());
    failures.forget(each -> each.source().equals(event.source()));
    long fromUs = event.atUs() - Micros.of(settings.guessing().window().findtime());
    List<Attempt> recent =
        before.stream()
            .filter(each -> each.atUs() >= fromUs && each.atUs() <= event.atUs())
            .toList();
    if (recent.size() < settings.guessing().window().maxretry()) {
      return List.of();
    }
    List<Attempt> all = new ArrayList<>(recent);
    all.add(success);
    return List.of(
        SignInFinding.of(
            FindingType.SUCCESS_AFTER_FAILURES,
            event.principal(),
            "%s signed in from %s after %d failures within %s"
                .formatted(event.principal(), event.source(), recent.size(), Words.lasted(all)),
            all));
  }

  private List<Attempt> from(String source) {
    return failures.those(each -> each.source().equals(source));
  }

  /** Whether they are or were an attack, or may become one. */
  boolean isSuspect() {
    return failures.size() > 1 || !campaigns.isEmpty();
  }

  boolean isSpentAt(long nowUs) {
    return failures.isSpentAt(nowUs) && campaigns.isSpentAt(nowUs);
  }

  void write(DataOutputStream out) throws IOException {
    failures.write(out);
    campaigns.write(out);
  }

  static FailedSignIns read(SignInSettings settings, DataInputStream in) throws IOException {
    return new FailedSignIns(settings, AttemptLog.read(in), Campaigns.read(in));
  }
}
