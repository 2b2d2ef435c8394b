package dev.gantry.topologies.definition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.schemas.records.Definition;
import dev.gantry.schemas.registry.InMemorySchemaRegistry;
import dev.gantry.schemas.topic.DeadLetterHeaders;
import dev.gantry.schemas.topic.Topic;
import dev.gantry.schemas.topic.TopicCatalogue;
import dev.gantry.topologies.rule.LanguageRuleChecker;
import dev.gantry.topologies.rule.RuleLanguage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class DefinitionsLoaderTest {

  private final InMemorySchemaRegistry registry = new InMemorySchemaRegistry();
  private final TopicCatalogue topics = new TopicCatalogue("", registry);
  private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
  private final MockProducer<byte[], byte[]> producer =
      new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
  private final DefinitionsView view =
      new DefinitionsView(new DefinitionParser(new LanguageRuleChecker(new RuleLanguage())));

  @Test
  void shouldSetEachRefusedDefinitionAsideAndTakeTheOthersOver() {
    // given
    List<byte[]> refused = new ArrayList<>();
    DefinitionsLoader loader = new DefinitionsLoader(consumer, producer, topics, registry, view);
    publishedUpTo(6);
    for (int offset = 0; offset < 5; offset++) {
      refused.add(("no definition " + offset).getBytes(StandardCharsets.UTF_8));
      add(offset, "bridge|1", refused.get(offset));
    }
    add(5, "bridge|1", camera("bridge"));
    // when
    loader.start();
    loader.close();
    // then
    assertThat(view.ids(DefinitionKind.CAMERA)).containsExactly("bridge");
    assertThat(producer.history())
        .hasSize(5)
        .allSatisfy(
            letter -> {
              assertThat(letter.topic()).isEqualTo("dead-letters");
              assertThat(letter.headers().lastHeader(DeadLetterHeaders.CAUSE)).isNotNull();
            });
    assertThat(producer.history()).extracting(letter -> letter.value()).isEqualTo(refused);
  }

  private void publishedUpTo(long end) {
    Map<TopicPartition, Long> begins = new HashMap<>();
    Map<TopicPartition, Long> ends = new HashMap<>();
    for (DefinitionKind kind : DefinitionKind.values()) {
      Topic<Definition> topic = kind.topic(topics);
      TopicPartition partition = new TopicPartition(topic.name(), 0);
      begins.put(partition, 0L);
      ends.put(partition, kind == DefinitionKind.CAMERA ? end : 0L);
    }
    consumer.updateBeginningOffsets(begins);
    consumer.updateEndOffsets(ends);
  }

  private void add(long offset, String key, byte[] value) {
    consumer.addRecord(
        new ConsumerRecord<>(
            topics.cameras().name(), 0, offset, key.getBytes(StandardCharsets.UTF_8), value));
  }

  private byte[] camera(String id) {
    Definition definition =
        Definition.newBuilder()
            .setKind("camera")
            .setId(id)
            .setVersion(1)
            .setDocument("kind: camera\nid: " + id + "\nsite: harbour\n")
            .build();
    return topics
        .cameras()
        .valueSerde()
        .serializer()
        .serialize(topics.cameras().name(), definition);
  }
}
