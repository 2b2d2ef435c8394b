package dev.gantry.domain.signin;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * One use of a credential.
 *
 * @param id logical id
 * @param identified whether its producer gave the id, so that another event of it is a repeat
 * @param kind what happened
 * @param principal account; empty when none was named
 * @param unknownAccount whether the service knows no such account
 * @param source network address it came from; empty when there is none
 * @param device id of the device; empty when none is told
 * @param country of the address, ISO 3166-1 alpha-2; empty when not known
 * @param place of the address; absent when not known
 * @param atUs when it happened, microseconds since the Unix epoch, UTC
 * @param lastSignInUs when the service last let the account in before, as it says itself
 * @param deviceKnownSinceUs since when the service knows the device, as it says itself
 * @param partition partition of the record on the topic it was first written to, 0 or more
 * @param offset offset there, 0 or more
 */
public record SignInEvent(
    String id,
    boolean identified,
    SignInKind kind,
    String principal,
    boolean unknownAccount,
    String source,
    String device,
    String country,
    Optional<Place> place,
    long atUs,
    OptionalLong lastSignInUs,
    OptionalLong deviceKnownSinceUs,
    int partition,
    long offset) {

  /** Attackers choose names; what is longer is cut, so that no state grows by it. */
  private static final int LONGEST_NAME = 256;

  /** In the place of a control character, with which no finding may be about a name. */
  private static final char REPLACEMENT = '\uFFFD';

  public SignInEvent {
    id = cut(id);
    principal = cut(principal);
    source = cut(source);
    device = cut(device);
    country = cut(country);
  }

  private static String cut(String name) {
    StringBuilder cut = new StringBuilder(name.length());
    name.chars().limit(LONGEST_NAME).forEach(c -> cut.append(c < ' ' ? REPLACEMENT : (char) c));
    return cut.toString();
  }
}
