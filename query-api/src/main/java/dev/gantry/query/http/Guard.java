package dev.gantry.query.http;

import dev.gantry.domain.net.Loopback;
import io.javalin.http.Context;
import io.javalin.http.MisdirectedRequestResponse;

/**
 * What every request must pass, and every answer carries.
 *
 * <p>Without authentication the API is for this machine's users only. A page from elsewhere, open
 * in their browser, could still reach it under a name of its own that resolves to this machine (DNS
 * rebinding): such a name is refused.
 */
final class Guard {

  private static final String POLICY =
      String.join(
          "; ",
          "default-src 'none'",
          "script-src 'self'",
          "style-src 'self'",
          "img-src 'self' blob:",
          "connect-src 'self'",
          "base-uri 'none'",
          "form-action 'none'",
          "frame-ancestors 'none'");

  private Guard() {}

  static void check(Context ctx) {
    ctx.header("Content-Security-Policy", POLICY);
    ctx.header("X-Content-Type-Options", "nosniff");
    ctx.header("Referrer-Policy", "no-referrer");
    ctx.header("Cross-Origin-Opener-Policy", "same-origin");
    ctx.header("Cross-Origin-Resource-Policy", "same-origin");
    ctx.header("Cache-Control", "no-store");
    String host = ctx.header("Host");
    if (host == null || !Loopback.isAuthority(host)) {
      throw new MisdirectedRequestResponse(
          "host: expected localhost or a loopback address, since there is no authentication");
    }
  }
}
