package dev.gantry.domain.signin;

import dev.gantry.domain.time.Micros;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where an account was last used, and whether its owner can have come from there. Mutable. */
final class Whereabouts {

  private static final String CAMPAIGN = "travel";

  /** Whoever pretends to be elsewhere, and the owner in turn, are one journey. */
  private static final long REST_US = Micros.of(Duration.ofHours(2));

  private static final double MICROS_AN_HOUR = Micros.of(Duration.ofHours(1));

  private record Stay(Place place, Attempt attempt) {}

  private final SignInSettings settings;
  private final Campaigns campaigns;
  private @Nullable Stay last;

  Whereabouts(SignInSettings settings) {
    this(settings, new Campaigns());
  }

  private Whereabouts(SignInSettings settings, Campaigns campaigns) {
    this.settings = settings;
    this.campaigns = campaigns;
  }

  /**
   * Takes a success in. Two places of which the account has long been used, such as a home and a
   * company's way into the Internet, are no journey. After one that nobody can make, the account is
   * thought to be where it was.
   */
  Optional<SignInFinding> arrive(SignInEvent event, Familiar usual) {
    if (event.place().isEmpty()) {
      return Optional.empty();
    }
    Stay from = last;
    Stay to = new Stay(event.place().get(), Attempt.of(event));
    if (from == null || to.attempt.atUs() < from.attempt.atUs()) {
      last = from == null ? to : from;
      return Optional.empty();
    }
    double km = from.place.distanceKm(to.place);
    double hours = (to.attempt.atUs() - from.attempt.atUs()) / MICROS_AN_HOUR;
    boolean impossible =
        km >= settings.travelKm()
            && km > settings.travelKmh() * hours
            && !(usual.isUsual(event.source(), event.atUs())
                && usual.isUsual(from.attempt.source(), event.atUs()));
    if (!impossible) {
      last = to;
      return Optional.empty();
    }
    return campaigns.goOn(CAMPAIGN, event.atUs(), REST_US)
        ? Optional.of(finding(from, to, km))
        : Optional.empty();
  }

  private static SignInFinding finding(Stay from, Stay to, double km) {
    return SignInFinding.of(
            FindingType.IMPOSSIBLE_TRAVEL,
            to.attempt.principal(),
            "%s signed in from %s, %d km from %s, where it was used %s before"
                .formatted(
                    to.attempt.principal(),
                    to.attempt.source(),
                    Math.round(km),
                    from.attempt.source(),
                    Words.time(to.attempt.atUs() - from.attempt.atUs())),
            List.of(from.attempt, to.attempt))
        .with("distance_km", Long.toString(Math.round(km)));
  }

  void write(DataOutputStream out) throws IOException {
    campaigns.write(out);
    Stay stay = last;
    out.writeBoolean(stay != null);
    if (stay != null) {
      out.writeDouble(stay.place.latitude());
      out.writeDouble(stay.place.longitude());
      stay.attempt.write(out);
    }
  }

  static Whereabouts read(SignInSettings settings, DataInputStream in) throws IOException {
    Whereabouts whereabouts = new Whereabouts(settings, Campaigns.read(in));
    if (in.readBoolean()) {
      Place place = new Place(in.readDouble(), in.readDouble());
      whereabouts.last = new Stay(place, Attempt.read(in));
    }
    return whereabouts;
  }
}
