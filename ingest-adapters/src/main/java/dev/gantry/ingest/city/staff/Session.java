package dev.gantry.ingest.city.staff;

import java.util.List;

/**
 * From where, with what and for what a credential is used.
 *
 * @param principal account
 * @param source network address
 * @param device its id; empty for a program that tells none
 * @param program as it names itself
 * @param service what is asked
 */
public record Session(
    String principal, Source source, String device, String program, String service) {

  /** The city's single sign-on. */
  static final String SSO = "sso";

  /** Mail, with programs that tell no device. */
  static final String MAIL = "mail";

  /** What the cameras themselves are set up with. */
  static final String CAMERA_CONSOLE = "camera-console";

  private static final List<String> BROWSERS =
      List.of(
          "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Firefox/140.0",
          "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/142.0",
          "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Safari/605.1");

  /** The gates. */
  static final String DOORS = "doors";

  /** One of the browsers that people have. */
  static String browser(long hash) {
    return BROWSERS.get((int) Math.floorMod(hash, (long) BROWSERS.size()));
  }

  /** A browser on a device. */
  static Session browsing(Person person, Source source, String device) {
    return new Session(person.principal(), source, device, browser(person.draw(9)), SSO);
  }

  /** A mail program, which tells no device. */
  static Session mail(String principal, Source source) {
    return new Session(principal, source, "", "imap", MAIL);
  }

  /** A badge held to a gate. */
  static Session badge(Person person) {
    return new Session(person.principal(), Source.NONE, "", "", DOORS);
  }

  /** The same for another account. */
  Session as(String other) {
    return new Session(other, source, device, program, service);
  }

  /** The same for another service. */
  Session at(String other) {
    return new Session(principal, source, device, program, other);
  }
}
