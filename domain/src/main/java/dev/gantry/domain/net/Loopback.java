package dev.gantry.domain.net;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** The names by which a machine calls itself, and no other can. */
public final class Loopback {

  private static final String V6 = "::1";
  private static final Set<String> NAMES = Set.of("localhost", "[" + V6 + "]");
  private static final Pattern V4 = Pattern.compile("127(\\.[0-9]{1,3}){3}");
  private static final Pattern PORT = Pattern.compile(":[0-9]+$");

  private Loopback() {}

  /** Whether a name or an address is one of them. */
  public static boolean isName(String host) {
    return host.contains(":") ? host.equals(V6) : isAuthority(host);
  }

  /** Whether the authority of a URL, with or without a port, names one of them. */
  public static boolean isAuthority(String authority) {
    String name = PORT.matcher(authority.toLowerCase(Locale.ROOT)).replaceFirst("");
    return NAMES.contains(name) || V4.matcher(name).matches();
  }
}
