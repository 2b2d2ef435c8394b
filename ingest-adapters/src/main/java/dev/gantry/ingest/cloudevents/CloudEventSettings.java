package dev.gantry.ingest.cloudevents;

import dev.gantry.domain.net.Loopback;

/**
 * How events are taken over HTTP.
 *
 * @param host loopback address or name to listen on; all others are refused, as long as there is no
 *     authentication
 * @param port port to listen on; 0 for any that is free
 * @param maxBodyBytes largest body of a request, 1 or more
 * @param maxRequests requests that are served at the same time, 1 or more; those beyond are told to
 *     come back
 */
public record CloudEventSettings(String host, int port, int maxBodyBytes, int maxRequests) {

  private static final int MAX_PORT = 65_535;

  public CloudEventSettings {
    if (!Loopback.isName(host)) {
      throw new IllegalArgumentException(
          "host: expected a loopback address such as 127.0.0.1, found "
              + host
              + "; other addresses are refused until authentication is configured");
    }
    if (port < 0 || port > MAX_PORT) {
      throw new IllegalArgumentException("port: expected 0 to 65535, found " + port);
    }
    if (maxBodyBytes < 1) {
      throw new IllegalArgumentException("max-body: expected 1 or more, found " + maxBodyBytes);
    }
    if (maxRequests < 1) {
      throw new IllegalArgumentException("max-requests: expected 1 or more, found " + maxRequests);
    }
  }
}
