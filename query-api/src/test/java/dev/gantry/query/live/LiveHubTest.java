package dev.gantry.query.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LiveHubTest {

  private final LiveHub hub = new LiveHub("run", "track", 3, 2, 2);

  @Test
  void shouldHandEventsToThoseWhoWantThem() throws InterruptedException {
    LiveClient all = hub.connect(null, event -> true).orElseThrow();
    LiveClient some = hub.connect(null, event -> event.topicKey().equals("b")).orElseThrow();

    hub.publish("a", "1");
    hub.publish("b", "2");

    assertThat(texts(all, 2)).containsExactly(event(1, "1"), event(2, "2"));
    assertThat(texts(some, 1)).containsExactly(event(2, "2"));
  }

  @Test
  void shouldDropAClientThatIsTooSlow() throws InterruptedException {
    LiveClient slow = hub.connect(null, event -> true).orElseThrow();

    for (int i = 0; i < 4; i++) {
      hub.publish("a", "1");
    }

    assertThat(slow.next(0)).isNull();
    assertThat(hub.connect(null, event -> true)).isPresent();
    assertThat(hub.connect(null, event -> true)).isPresent();
  }

  @Test
  void shouldRefuseMoreClientsThanItHasRoomFor() {
    assertThat(hub.connect(null, event -> true)).isPresent();
    LiveClient second = hub.connect(null, event -> true).orElseThrow();
    assertThat(hub.connect(null, event -> true)).isEmpty();

    second.close();

    assertThat(hub.connect(null, event -> true)).isPresent();
  }

  @Test
  void shouldResumeWhenAllThatWasMissedIsKept() throws InterruptedException {
    for (int i = 1; i <= 5; i++) {
      hub.publish("a", Integer.toString(i));
    }

    LiveClient back = hub.connect("run-3", event -> true).orElseThrow();
    LiveClient late = hub.connect("run-1", event -> true).orElseThrow();

    assertThat(texts(back, 2)).containsExactly(event(4, "4"), event(5, "5"));
    assertThat(texts(late, 1).get(0)).contains("event: reset").contains("id: run-5");
  }

  @Test
  void shouldSendAHeartbeatWhenNothingHappens() throws InterruptedException {
    LiveClient client = hub.connect(null, event -> true).orElseThrow();

    assertThat(texts(client, 1)).containsExactly(": alive\n\n");
  }

  @Test
  void shouldLetClientsGoWhenItCloses() throws InterruptedException {
    LiveClient client = hub.connect(null, event -> true).orElseThrow();

    hub.close();

    assertThat(client.next(0)).isNull();
    assertThat(hub.connect(null, event -> true)).isEmpty();
  }

  private static String event(int sequence, String data) {
    return "id: run-" + sequence + "\nevent: track\ndata: " + data + "\n\n";
  }

  private static List<String> texts(LiveClient client, int count) throws InterruptedException {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      LiveEvent event = client.next(0);
      texts.add(event == null ? "gone" : new String(event.encoded(), StandardCharsets.UTF_8));
    }
    return texts;
  }
}
