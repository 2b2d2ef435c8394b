package dev.gantry.domain.signin;

import dev.gantry.domain.time.Micros;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Refused second factors of one account, and whether its owner gave in. Mutable. */
final class SecondFactor {

  private static final String CAMPAIGN = "refusals";

  private final CountWindow window;
  private final AttemptLog refusals;
  private final Campaigns campaigns;

  SecondFactor(CountWindow window) {
    this(window, new AttemptLog(), new Campaigns());
  }

  private SecondFactor(CountWindow window, AttemptLog refusals, Campaigns campaigns) {
    this.window = window;
    this.refusals = refusals;
    this.campaigns = campaigns;
  }

  List<SignInFinding> refuse(SignInEvent event) {
    refusals.add(Attempt.of(event));
    List<Attempt> all = refusals.all();
    int count = window.reachedBy(all);
    if (count == 0) {
      return List.of();
    }
    if (!campaigns.goOn(CAMPAIGN, event.atUs(), Micros.of(window.findtime()))) {
      return List.of();
    }
    List<Attempt> counted = all.subList(all.size() - count, all.size());
    return List.of(
        SignInFinding.of(
            FindingType.MFA_FATIGUE,
            event.principal(),
            "%d second factors of %s refused within %s"
                .formatted(count, event.principal(), Words.lasted(counted)),
            counted));
  }

  List<SignInFinding> approve(SignInEvent event) {
    boolean yields = campaigns.isOn(CAMPAIGN, event.atUs());
    List<Attempt> all = new ArrayList<>(refusals.all());
    refusals.forget(each -> true);
    if (!yields || all.isEmpty()) {
      return List.of();
    }
    int count = all.size();
    all.add(Attempt.of(event));
    return List.of(
        SignInFinding.of(
            FindingType.MFA_FATIGUE_YIELDED,
            event.principal(),
            "%s gave a second factor after %d refusals within %s"
                .formatted(event.principal(), count, Words.lasted(all)),
            all));
  }

  /** Whether there are any refusals: who is asked for a second factor has given the first. */
  boolean isSuspect() {
    return refusals.size() > 0 || !campaigns.isEmpty();
  }

  boolean isSpentAt(long nowUs) {
    return refusals.isSpentAt(nowUs) && campaigns.isSpentAt(nowUs);
  }

  void write(DataOutputStream out) throws IOException {
    refusals.write(out);
    campaigns.write(out);
  }

  static SecondFactor read(CountWindow window, DataInputStream in) throws IOException {
    return new SecondFactor(window, AttemptLog.read(in), Campaigns.read(in));
  }
}
