package dev.gantry.query.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.query.FakeTopics;
import dev.gantry.query.view.ViewHealth.Phase;
import dev.gantry.schemas.registry.InMemorySchemaRegistry;
import dev.gantry.schemas.registry.SchemaRegistryException;
import dev.gantry.schemas.registry.SchemaRegistryException.Kind;
import dev.gantry.schemas.topic.Topic;
import dev.gantry.schemas.topic.TopicCatalogue;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TopicViewTest {

  private static final Topic<byte[]> TOPIC =
      new TopicCatalogue("", new InMemorySchemaRegistry()).deadLetters();

  private final FakeTopics topics = new FakeTopics();
  private final List<String> seen = new CopyOnWriteArrayList<>();
  private @Nullable TopicView<String> view;

  @AfterEach
  void stop() {
    if (view != null) {
      view.close();
    }
  }

  @Test
  void shouldReadFromTheBeginningAndTellOldFromNew() {
    append("a");
    append("b");
    TopicView<String> following = follow(new StartAt.Beginning(), TopicViewTest::text);
    until(() -> following.health().phase() == Phase.FOLLOWING);

    append("c");

    until(() -> seen.size() == 3);
    assertThat(seen).containsExactly("a old", "b old", "c live");
  }

  @Test
  void shouldReadOnlyTheTailWhenAsked() {
    append("a");
    append("b");
    append("c");

    follow(new StartAt.Tail(2), TopicViewTest::text);

    until(() -> seen.size() == 2);
    assertThat(seen).containsExactly("b old", "c old");
  }

  @Test
  void shouldReadAllThatIsYoungEnough() {
    append("a");

    follow(new StartAt.Since(Duration.ofHours(1)), TopicViewTest::text);

    until(() -> seen.size() == 1);
  }

  @Test
  void shouldGoOnWhereItStoppedWhenTheBrokerComesBack() {
    append("a");
    TopicView<String> following = follow(new StartAt.Beginning(), TopicViewTest::text);
    until(() -> seen.size() == 1);

    topics.down(true);
    until(() -> following.health().phase() == Phase.FAILING);
    assertThat(following.health().detail()).isEqualTo("the broker is away");
    append("b");
    topics.down(false);

    until(() -> following.health().phase() == Phase.FOLLOWING);
    until(() -> seen.size() == 2);
    assertThat(seen).containsExactly("a old", "b live");
    assertThat(following.health().detail()).isEmpty();
  }

  @Test
  void shouldCountAndLeaveOutWhatItCanNotRead() {
    append("bad");
    append("good");
    TopicView<String> following =
        follow(
            new StartAt.Beginning(),
            source -> {
              if (text(source).equals("bad")) {
                throw new IllegalArgumentException("not readable");
              }
              return text(source);
            });

    until(() -> seen.size() == 1);

    assertThat(seen).containsExactly("good old");
    assertThat(following.health().records()).isEqualTo(2);
    assertThat(following.health().unreadable()).isEqualTo(1);
  }

  @Test
  void shouldReadARecordAgainWhenTheRegistryWasAway() {
    AtomicInteger calls = new AtomicInteger();
    append("a");

    TopicView<String> following =
        follow(
            new StartAt.Beginning(),
            source -> {
              if (calls.getAndIncrement() == 0) {
                throw new SchemaRegistryException(Kind.UNAVAILABLE, "connection refused", null);
              }
              return text(source);
            });

    until(() -> seen.size() == 1);
    assertThat(following.health().records()).isEqualTo(1);
    assertThat(following.health().unreadable()).isZero();
  }

  private TopicView<String> follow(
      StartAt startAt, Function<ConsumerRecord<byte[], byte[]>, String> decoder) {
    TopicView<String> started =
        new TopicView<>(
            "test",
            TOPIC.name(),
            decoder,
            startAt,
            () -> topics.create("test"),
            (source, value, live) -> seen.add(value + (live ? " live" : " old")));
    view = started;
    started.start();
    return started;
  }

  private void append(String text) {
    topics.append(TOPIC, "key", text.getBytes(StandardCharsets.UTF_8), new RecordHeaders());
  }

  private static String text(ConsumerRecord<byte[], byte[]> source) {
    return new String(source.value(), StandardCharsets.UTF_8);
  }

  private static void until(BooleanSupplier condition) {
    long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("did not come true");
      }
      Thread.onSpinWait();
    }
  }
}
