package dev.gantry.domain.signin;

import dev.gantry.domain.time.Micros;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What an account is used with and from, and when it was last used. Mutable. */
final class Habits {

  private static final long NEVER = Long.MIN_VALUE;

  /** A device known for less long is the one with which this very sign-in was made. */
  private static final long JUST_NOW_US = Micros.of(Duration.ofMinutes(1));

  private final SignInSettings settings;
  private final Familiar sources;
  private final Familiar devices;
  private final Familiar countries;
  private long firstUs = NEVER;
  private long lastUs = NEVER;

  Habits(SignInSettings settings) {
    this(settings, new Familiar(), new Familiar(), new Familiar());
  }

  private Habits(SignInSettings settings, Familiar sources, Familiar devices, Familiar countries) {
    this.settings = settings;
    this.sources = sources;
    this.devices = devices;
    this.countries = countries;
  }

  /** The sources that it is used from. */
  Familiar sources() {
    return sources;
  }

  /** What a success shows that is not usual. */
  List<SignInFinding> judge(SignInEvent event) {
    List<SignInFinding> found = new ArrayList<>();
    Attempt success = Attempt.of(event);
    long before = event.lastSignInUs().orElse(lastUs);
    if (before != NEVER && event.atUs() - before >= Micros.of(settings.dormantAfter())) {
      found.add(
          finding(
              FindingType.DORMANT_ACCOUNT,
              "%s signed in after %s"
                  .formatted(event.principal(), Words.time(event.atUs() - before)),
              success));
    }
    if (isNewDevice(event)) {
      found.add(
          finding(
              FindingType.NEW_DEVICE,
              "%s signed in with the device %s for the first time"
                  .formatted(event.principal(), event.device()),
              success));
    }
    if (!isLearning(event.atUs())
        && !event.country().isEmpty()
        && !countries.isEmpty()
        && !countries.knows(event.country())) {
      found.add(
          finding(
              FindingType.NEW_COUNTRY,
              "%s signed in from %s for the first time"
                  .formatted(event.principal(), event.country()),
              success));
    }
    return found;
  }

  private static SignInFinding finding(FindingType type, String reason, Attempt success) {
    return SignInFinding.of(type, success.principal(), reason, List.of(success));
  }

  private boolean isNewDevice(SignInEvent event) {
    if (event.device().isEmpty() || devices.knows(event.device())) {
      return false;
    }
    if (event.deviceKnownSinceUs().isPresent()) {
      boolean justNow = event.atUs() - event.deviceKnownSinceUs().getAsLong() < JUST_NOW_US;
      boolean usedBefore = event.lastSignInUs().isPresent() || firstUs != NEVER;
      return justNow && usedBefore;
    }
    return !isLearning(event.atUs()) && !devices.isEmpty();
  }

  private boolean isLearning(long atUs) {
    return firstUs == NEVER || atUs - firstUs < Micros.of(settings.learning());
  }

  /** Remembers a success. */
  void learn(SignInEvent event) {
    sources.learn(event.source(), event.atUs());
    devices.learn(event.device(), event.atUs());
    countries.learn(event.country(), event.atUs());
    firstUs = firstUs == NEVER ? event.atUs() : Math.min(firstUs, event.atUs());
    lastUs = Math.max(lastUs, event.atUs());
  }

  /** Whether it was ever used. */
  boolean areKnown() {
    return lastUs != NEVER;
  }

  /** When it was last used; the beginning of time when never. */
  long lastUs() {
    return lastUs;
  }

  void write(DataOutputStream out) throws IOException {
    sources.write(out);
    devices.write(out);
    countries.write(out);
    out.writeLong(firstUs);
    out.writeLong(lastUs);
  }

  static Habits read(SignInSettings settings, DataInputStream in) throws IOException {
    Habits habits = new Habits(settings, Familiar.read(in), Familiar.read(in), Familiar.read(in));
    habits.firstUs = in.readLong();
    habits.lastUs = in.readLong();
    return habits;
  }
}
