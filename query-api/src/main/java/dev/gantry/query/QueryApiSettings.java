package dev.gantry.query;

import dev.gantry.query.view.ViewSettings;
import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * How the API is served.
 *
 * @param host loopback address or name to listen on; all others are refused, as long as there is no
 *     authentication
 * @param port port to listen on; 0 for any that is free
 * @param maxLiveClients clients of each live stream at the same time, 1 or more
 * @param views how much is held in memory
 */
public record QueryApiSettings(String host, int port, int maxLiveClients, ViewSettings views) {

  private static final int MAX_PORT = 65_535;

  public QueryApiSettings {
    if (!isLoopback(host)) {
      throw new IllegalArgumentException(
          "api.host: expected a loopback address such as 127.0.0.1, found "
              + host
              + "; other addresses are refused until authentication is configured");
    }
    if (port < 0 || port > MAX_PORT) {
      throw new IllegalArgumentException("api.port: expected 0 to 65535, found " + port);
    }
    if (maxLiveClients < 1) {
      throw new IllegalArgumentException(
          "api.max-live-clients: expected 1 or more, found " + maxLiveClients);
    }
  }

  /** Loopback, a port, and defaults for the rest. */
  public static QueryApiSettings local(int port) {
    return new QueryApiSettings("127.0.0.1", port, 64, ViewSettings.DEFAULTS);
  }

  private static boolean isLoopback(String host) {
    if (host.isBlank()) {
      return false;
    }
    try {
      for (InetAddress address : InetAddress.getAllByName(host)) {
        if (!address.isLoopbackAddress()) {
          return false;
        }
      }
      return true;
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
