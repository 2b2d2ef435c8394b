package dev.gantry.topologies.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.errors.WakeupException;
import org.junit.jupiter.api.Test;

class InterruptibleClientsTest {

  @Test
  void shouldWakeEachConsumer() {
    InterruptibleClients clients = new InterruptibleClients(new MockClients());
    List<Consumer<byte[], byte[]>> consumers =
        List.of(
            clients.getConsumer(Map.of()),
            clients.getRestoreConsumer(Map.of()),
            clients.getGlobalConsumer(Map.of()));

    clients.interrupt();

    assertThat(consumers)
        .allSatisfy(
            consumer ->
                assertThatThrownBy(() -> consumer.poll(Duration.ZERO))
                    .isInstanceOf(WakeupException.class));
  }

  @Test
  void shouldGiveUpWhatTheClusterIsAsked() {
    InterruptibleClients clients = new InterruptibleClients(new MockClients());
    Admin admin = clients.getAdmin(Map.of("bootstrap.servers", "127.0.0.1:1"));
    var answer = admin.describeCluster().clusterId();

    clients.interrupt();

    assertThatThrownBy(() -> answer.get(10, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class);
  }

  @Test
  void shouldCloseTheProducerOfEachThreadAtOnce() {
    InterruptibleClients clients = new InterruptibleClients(new MockClients());
    List<Producer<byte[], byte[]>> producers =
        List.of(
            clients.getProducer(Map.of("client.id", "thread-1")),
            clients.getProducer(Map.of("client.id", "thread-2")));

    clients.interrupt();

    assertThat(producers)
        .allSatisfy(
            producer -> assertThat(((MockProducer<byte[], byte[]>) producer).closed()).isTrue());
  }
}
