package dev.gantry.bench.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class RelayTest {

  private static final int PATIENCE_MS = 10_000;
  private static final int SILENCE_MS = 300;

  private ServerSocket echo;
  private Relay relay;

  @BeforeEach
  void start() throws IOException {
    echo = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    relay = new Relay(echo.getLocalPort());
    Thread thread = new Thread(this::answer, "echo");
    thread.setDaemon(true);
    thread.start();
  }

  @AfterEach
  void stop() throws IOException {
    relay.close();
    echo.close();
  }

  private void answer() {
    while (!echo.isClosed()) {
      try (Socket client = echo.accept()) {
        client.getInputStream().transferTo(client.getOutputStream());
      } catch (IOException closed) {
        // the next client, if any
      }
    }
  }

  @Test
  void shouldHoldUpWhatIsSentWhileHungAndPassItOnAfterwards() throws IOException {
    try (Socket client = connect()) {
      assertThat(ask(client, 1)).isEqualTo(1);

      relay.hang();
      client.setSoTimeout(SILENCE_MS);
      assertThatThrownBy(() -> ask(client, 2)).isInstanceOf(SocketTimeoutException.class);

      relay.restore();
      client.setSoTimeout(PATIENCE_MS);
      assertThat(client.getInputStream().read()).isEqualTo(2);
    }
  }

  @Test
  void shouldBreakConnectionsAndRefuseNewOnesUntilRestored() throws IOException {
    try (Socket client = connect()) {
      assertThat(ask(client, 1)).isEqualTo(1);
      relay.cut();
      assertThatThrownBy(() -> ask(client, 2)).isInstanceOf(IOException.class);
    }
    try (Socket refused = connect()) {
      assertThatThrownBy(() -> ask(refused, 3)).isInstanceOf(IOException.class);
    }

    relay.restore();
    try (Socket client = connect()) {
      assertThat(ask(client, 4)).isEqualTo(4);
    }
  }

  private Socket connect() throws IOException {
    Socket client = new Socket(InetAddress.getLoopbackAddress(), relay.port());
    client.setSoTimeout(PATIENCE_MS);
    return client;
  }

  private static int ask(Socket client, int what) throws IOException {
    client.getOutputStream().write(what);
    int answer = client.getInputStream().read();
    if (answer < 0) {
      throw new EOFException("the connection was broken");
    }
    return answer;
  }
}
