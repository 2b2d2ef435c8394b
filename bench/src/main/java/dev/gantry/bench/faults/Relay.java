package dev.gantry.bench.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Passes connections on to a port of this machine, until told to break or to hold them up. */
final class Relay implements AutoCloseable {

  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
  private static final int BACKLOG = 50;
  private static final int BUFFER_BYTES = 64 * 1024;

  private final int target;
  private final ServerSocket listening;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final Object gate = new Object();
  private boolean hung;
  private volatile boolean refusing;

  /** Begins to listen on a free port; the target need not be up yet. */
  Relay(int target) {
    this.target = target;
    try {
      this.listening = new ServerSocket(0, BACKLOG, LOOPBACK);
    } catch (IOException e) {
      throw new UncheckedIOException("no port is free for a relay to " + target, e);
    }
    daemon(this::accept, "relay-" + target);
  }

  int port() {
    return listening.getLocalPort();
  }

  int target() {
    return target;
  }

  /** Breaks all connections, and new ones at once. */
  void cut() {
    refusing = true;
    open.forEach(Relay::closeQuietly);
  }

  /** Lets nothing pass any more; connections stay, and new ones are taken. */
  void hang() {
    synchronized (gate) {
      hung = true;
    }
  }

  /** Undoes {@link #cut} and {@link #hang}: what was held up passes now. */
  void restore() {
    refusing = false;
    synchronized (gate) {
      hung = false;
      gate.notifyAll();
    }
  }

  private void accept() {
    while (!listening.isClosed()) {
      Socket client = acceptOne();
      if (client != null) {
        connect(client);
      }
    }
  }

  private @Nullable Socket acceptOne() {
    try {
      return listening.accept();
    } catch (IOException closed) {
      return null;
    }
  }

  private void connect(Socket client) {
    if (refusing) {
      closeQuietly(client);
      return;
    }
    try {
      Socket server = new Socket(LOOPBACK, target);
      client.setTcpNoDelay(true);
      server.setTcpNoDelay(true);
      open.add(client);
      open.add(server);
      daemon(() -> pass(client, server), "relay-to-" + target);
      daemon(() -> pass(server, client), "relay-from-" + target);
    } catch (IOException down) {
      closeQuietly(client);
    }
  }

  private void pass(Socket from, Socket to) {
    byte[] buffer = new byte[BUFFER_BYTES];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      int read;
      while ((read = in.read(buffer)) >= 0) {
        awaitPassage();
        out.write(buffer, 0, read);
      }
    } catch (IOException broken) {
      // The other side learns of it by the end of its connection.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      open.remove(from);
      open.remove(to);
    }
  }

  private void awaitPassage() throws InterruptedException {
    synchronized (gate) {
      while (hung) {
        gate.wait();
      }
    }
  }

  private static void daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
  }

  private static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // It is gone, which is all that was wanted.
    }
  }

  @Override
  public void close() throws IOException {
    listening.close();
    cut();
    restore();
  }
}
