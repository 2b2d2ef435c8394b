package dev.gantry.domain.signin;

import dev.gantry.domain.time.Micros;
import java.time.Duration;

/**
 * When the sign-in checks tell. Where the defaults come from stands in {@code docs/signins.md}.
 *
 * @param guessing how many failures are guessing
 * @param distributedSources distinct sources, none of them usual for the account, whose failures
 *     within their window are one attack on it, 2 to 32
 * @param distributedFindtime length of that window, positive, at most a day
 * @param refusals refused second factors that are too many
 * @param unknownShare share of accounts that there are not, among those tried, from which names
 *     were taken from elsewhere, above 0 to 1
 * @param travelKmh speed that no journey has, km/h, positive
 * @param travelKm distance from which a journey counts: addresses are located no better, km,
 *     positive
 * @param dormantAfter an account unused for so long is dormant, positive
 * @param learning for so long nothing about an account is new, from its first sign-in on
 * @param remembered accounts, and addresses, that each partition remembers at most, 100 to
 *     10,000,000
 */
public record SignInSettings(
    Guessing guessing,
    int distributedSources,
    Duration distributedFindtime,
    CountWindow refusals,
    double unknownShare,
    double travelKmh,
    double travelKm,
    Duration dormantAfter,
    Duration learning,
    int remembered) {

  /** The defaults. */
  public static final SignInSettings DEFAULT =
      new SignInSettings(
          new Guessing(
              new LeakyBucket(5, Duration.ofSeconds(10)),
              new LeakyBucket(10, Duration.ofSeconds(60)),
              new CountWindow(5, Duration.ofMinutes(10)),
              new SparseAttempts(4, Duration.ofMinutes(10), Duration.ofHours(2)),
              new CountWindow(5, Duration.ofHours(8))),
          5,
          Duration.ofHours(2),
          new CountWindow(5, Duration.ofMinutes(10)),
          .3,
          1_000,
          500,
          Duration.ofDays(45),
          Duration.ofDays(5),
          100_000);

  public SignInSettings {
    within("distributed_sources", distributedSources, 2, AttemptLog.MOST / 2.0);
    // Too long a window is told of by this name.
    CountWindow.named("distributed_", distributedSources, distributedFindtime);
    within("unknown_share", unknownShare, .001, 1);
    within("travel_speed_kmh", travelKmh, 1, 1_000_000);
    within("travel_distance_km", travelKm, 1, 20_000);
    within("remembered", remembered, 100, 10_000_000);
    if (Micros.of(dormantAfter) < 1) {
      throw new IllegalArgumentException(
          "dormant_after: expected more than 0, found " + dormantAfter);
    }
    if (learning.isNegative()) {
      throw new IllegalArgumentException("learning: expected 0 or more, found " + learning);
    }
  }

  private static void within(String field, double value, double least, double most) {
    if (!(value >= least && value <= most)) {
      throw new IllegalArgumentException(
          "%s: expected %s to %s, found %s".formatted(field, least, most, value));
    }
  }
}
