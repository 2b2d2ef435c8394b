package dev.gantry.domain.signin;

import dev.gantry.domain.time.Micros;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/** Sign-ins at seconds since the beginning of 2026. */
final class TestSignIns {

  static final String ANN = "ann";
  static final String HOME = "192.0.2.7";
  static final String ELSEWHERE = "198.51.100.9";
  static final int DAY = 86_400;

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static int count;

  private TestSignIns() {}

  static long us(double seconds) {
    return Micros.of(START) + Math.round(seconds * 1e6);
  }

  static SignInEvent failed(double at, String principal, String source) {
    return event(at, SignInKind.FAILED, principal, source);
  }

  /** Of an account that there is not. */
  static SignInEvent unknown(double at, String principal, String source) {
    SignInEvent known = failed(at, principal, source);
    return new SignInEvent(
        known.id(),
        true,
        known.kind(),
        principal,
        true,
        source,
        "",
        "",
        Optional.empty(),
        known.atUs(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        0,
        known.offset());
  }

  static SignInEvent succeeded(double at, String principal, String source) {
    return event(at, SignInKind.SUCCEEDED, principal, source);
  }

  static SignInEvent event(double at, SignInKind kind, String principal, String source) {
    return event(at, kind, principal, source, "", "", Optional.empty());
  }

  /** A success with a device, from a country, at a place. */
  static SignInEvent succeeded(
      double at, String source, String device, String country, Place place) {
    return event(at, SignInKind.SUCCEEDED, ANN, source, device, country, Optional.of(place));
  }

  private static SignInEvent event(
      double at,
      SignInKind kind,
      String principal,
      String source,
      String device,
      String country,
      Optional<Place> place) {
    return new SignInEvent(
        "event-" + ++count,
        true,
        kind,
        principal,
        false,
        source,
        device,
        country,
        place,
        us(at),
        OptionalLong.empty(),
        OptionalLong.empty(),
        0,
        count);
  }

  /** The same as a service tells it that knows when account and device were used before. */
  static SignInEvent told(SignInEvent event, Duration unused, Duration deviceKnownFor) {
    return new SignInEvent(
        event.id(),
        true,
        event.kind(),
        event.principal(),
        false,
        event.source(),
        event.device(),
        event.country(),
        event.place(),
        event.atUs(),
        OptionalLong.of(event.atUs() - Micros.of(unused)),
        OptionalLong.of(event.atUs() - Micros.of(deviceKnownFor)),
        0,
        event.offset());
  }
}
