package dev.gantry.topologies.processor.signin;

import dev.gantry.domain.signin.Attempt;
import dev.gantry.domain.signin.Place;
import dev.gantry.domain.signin.SignInEvent;
import dev.gantry.domain.signin.SignInFinding;
import dev.gantry.domain.signin.SignInKind;
import dev.gantry.domain.time.Micros;
import dev.gantry.schemas.records.AuthEvent;
import dev.gantry.schemas.records.AuthOutcome;
import dev.gantry.schemas.records.Finding;
import dev.gantry.schemas.records.Origin;
import dev.gantry.topologies.port.GeoLocator;
import dev.gantry.topologies.processor.EventTimes;
import dev.gantry.topologies.rule.EventStreams;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Maps between records and what the checks take and give. */
final class SignInRecords {

  private static final String LAST_SIGN_IN = "last_sign_in_at";
  private static final String DEVICE_KNOWN_SINCE = "device_known_since";
  private static final int MOST_CAUSES = 16;
  private static final int MOST_ORIGINS = 16;

  /** How services say that they know no such account: sshd, Keycloak, and others. */
  private static final List<String> UNKNOWN =
      List.of(
          "unknown user",
          "invalid user",
          "illegal user",
          "no such user",
          "user not found",
          "user_not_found");

  private SignInRecords() {}

  /**
   * What the checks take.
   *
   * @param record where it stands on the topic that it was first written to
   */
  static SignInEvent event(AuthEvent event, Origin record, GeoLocator locator) {
    Optional<GeoLocator.Located> located = located(event, locator);
    return new SignInEvent(
        EventStreams.idOf(event),
        !event.getEventId().isEmpty(),
        kind(event),
        event.getPrincipal(),
        isUnknown(event.getReason()),
        event.getSourceAddress(),
        event.getDeviceId(),
        located.map(GeoLocator.Located::country).orElse(""),
        located.flatMap(GeoLocator.Located::place),
        EventTimes.clamp(event.getOccurredAtUs(), event.getIngestedAtUs(), event.getTimeMode()),
        time(event, LAST_SIGN_IN),
        time(event, DEVICE_KNOWN_SINCE),
        record.getPartition(),
        record.getFirstOffset());
  }

  /** Whether the service let somebody in, or refused to. */
  static boolean isAnswered(SignInKind kind) {
    return kind == SignInKind.SUCCEEDED || kind == SignInKind.FAILED;
  }

  /** What of a sign-in is needed to count it. */
  static AuthEvent counted(AuthEvent event, Origin record) {
    return AuthEvent.newBuilder()
        .setEventId(event.getEventId())
        .setType(event.getType())
        .setPrincipal(event.getPrincipal())
        .setOutcome(event.getOutcome())
        .setSourceAddress(event.getSourceAddress())
        .setService(event.getService())
        .setSite(event.getSite())
        .setOccurredAtUs(event.getOccurredAtUs())
        .setIngestedAtUs(event.getIngestedAtUs())
        .setTimeMode(event.getTimeMode())
        .setOrigins(List.of(record))
        .build();
  }

  /** What happened, by the type of the event or, where that leaves it open, by its outcome. */
  static SignInKind kind(AuthEvent event) {
    return switch (event.getType().toLowerCase(Locale.ROOT)) {
      case "login.succeeded", "login.success" -> SignInKind.SUCCEEDED;
      case "login.failed", "login.failure" -> SignInKind.FAILED;
      case "login" -> byOutcome(event.getOutcome());
      case "mfa.denied", "mfa.failed" -> SignInKind.MFA_DENIED;
      case "mfa.approved", "mfa.succeeded" -> SignInKind.MFA_APPROVED;
      case "mfa.disabled" -> SignInKind.MFA_DISABLED;
      default -> SignInKind.OTHER;
    };
  }

  private static SignInKind byOutcome(AuthOutcome outcome) {
    return switch (outcome) {
      case SUCCESS -> SignInKind.SUCCEEDED;
      case FAILURE -> SignInKind.FAILED;
      default -> SignInKind.OTHER;
    };
  }

  private static boolean isUnknown(String reason) {
    String said = reason.toLowerCase(Locale.ROOT);
    return UNKNOWN.stream().anyMatch(said::contains);
  }

  /** What the event says itself goes before what the database says. */
  private static Optional<GeoLocator.Located> located(AuthEvent event, GeoLocator locator) {
    if (event.getLocated()) {
      Place place = new Place(event.getLatitudeDeg(), event.getLongitudeDeg());
      return Optional.of(new GeoLocator.Located(event.getCountry(), Optional.of(place)));
    }
    if (!event.getCountry().isEmpty()) {
      return Optional.of(new GeoLocator.Located(event.getCountry(), Optional.empty()));
    }
    return event.getSourceAddress().isEmpty()
        ? Optional.empty()
        : locator.locate(event.getSourceAddress());
  }

  /** A time among the attributes; absent when it is none. */
  private static OptionalLong time(AuthEvent event, String attribute) {
    String text = event.getAttributes().getOrDefault(attribute, "");
    try {
      return text.isEmpty()
          ? OptionalLong.empty()
          : OptionalLong.of(Micros.of(Instant.parse(text)));
    } catch (DateTimeParseException | ArithmeticException e) {
      return OptionalLong.empty();
    }
  }

  /**
   * What the checks gave.
   *
   * @param last the event that completed it
   * @param topic topic on which the positions of its events are
   */
  static Finding finding(SignInFinding found, AuthEvent last, String topic) {
    return Finding.newBuilder()
        .setFindingId(found.id())
        .setType(found.type().label())
        .setSubject(found.subject())
        .setPrincipal(found.principal())
        .setSourceAddress(found.source())
        .setSite(last.getSite())
        .setSeverity(found.severity())
        .setScore(found.type().score())
        .setReason(found.reason())
        .setStartedAtUs(found.startedAtUs())
        .setOccurredAtUs(found.completedAtUs())
        .setTimeMode(last.getTimeMode())
        .setEventCount(found.attempts().size())
        .setPrincipalCount(named(found.principals()))
        .setSourceCount(named(found.sources()))
        .setAttributes(new TreeMap<>(found.attributes()))
        .setCauseIds(causes(found.attempts()))
        .setOrigins(origins(found.attempts(), topic))
        .build();
  }

  private static int named(List<String> names) {
    return (int) names.stream().filter(name -> !name.isEmpty()).count();
  }

  /** The first and the last ones. */
  private static List<String> causes(List<Attempt> attempts) {
    Stream<Attempt> some =
        attempts.size() <= MOST_CAUSES
            ? attempts.stream()
            : Stream.concat(
                attempts.subList(0, MOST_CAUSES / 2).stream(),
                attempts.subList(attempts.size() - MOST_CAUSES / 2, attempts.size()).stream());
    return some.map(Attempt::id).toList();
  }

  /** One run for each partition. */
  private static List<Origin> origins(List<Attempt> attempts, String topic) {
    Map<Integer, Origin> byPartition = new TreeMap<>();
    for (Attempt each : attempts) {
      Origin one = new Origin(topic, each.partition(), each.offset(), each.offset(), 1);
      byPartition.merge(each.partition(), one, SignInRecords::both);
    }
    return new ArrayList<>(byPartition.values())
        .subList(0, Math.min(MOST_ORIGINS, byPartition.size()));
  }

  private static Origin both(Origin one, Origin other) {
    return new Origin(
        one.getTopic(),
        one.getPartition(),
        Math.min(one.getFirstOffset(), other.getFirstOffset()),
        Math.max(one.getLastOffset(), other.getLastOffset()),
        one.getCount() + other.getCount());
  }
}
