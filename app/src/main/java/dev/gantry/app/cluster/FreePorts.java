package dev.gantry.app.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Finds ports that stay a process's own while it is down.
 *
 * <p>They lie below those that Linux gives to outgoing connections (32768 and up by default). From
 * among those a client that tries to reach a broker again and again would sooner or later be given
 * the broker's own port, and be connected to itself.
 */
final class FreePorts {

  private static final int LOWEST = 20_000;
  private static final int HIGHEST = 32_000;

  private FreePorts() {}

  /**
   * Different free ports of the loopback interface.
   *
   * @throws EmbeddedClusterException when there are not as many
   */
  static List<Integer> take(int count) {
    List<Integer> found = new ArrayList<>();
    int span = HIGHEST - LOWEST;
    int start = ThreadLocalRandom.current().nextInt(span);
    for (int i = 0; i < span && found.size() < count; i++) {
      int port = LOWEST + (start + i) % span;
      if (isFree(port)) {
        found.add(port);
      }
    }
    if (found.size() < count) {
      throw new EmbeddedClusterException(
          "expected %d free ports from %d to %d, found %d"
              .formatted(count, LOWEST, HIGHEST, found.size()));
    }
    return found;
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException taken) {
      return false;
    }
  }
}
