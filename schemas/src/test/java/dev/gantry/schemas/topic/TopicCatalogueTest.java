package dev.gantry.schemas.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gantry.schemas.records.AuthEvent;
import dev.gantry.schemas.records.Definition;
import dev.gantry.schemas.records.Signal;
import dev.gantry.schemas.records.SignalKind;
import dev.gantry.schemas.records.TaskEvent;
import dev.gantry.schemas.registry.InMemorySchemaRegistry;
import dev.gantry.schemas.serde.RecordValidator;
import java.util.Map;
import java.util.OptionalInt;
import org.apache.avro.specific.SpecificRecordBase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopicCatalogueTest {

  private final TopicCatalogue topics = new TopicCatalogue("", new InMemorySchemaRegistry());

  @Test
  void shouldNameEachTopicOnceAndCheckItsRecords() {
    assertThat(topics.all()).extracting(Topic::name).doesNotHaveDuplicates().hasSize(37);
    for (Topic<?> topic : topics.all()) {
      if (topic.valueType() != byte[].class) {
        assertThat(RecordValidator.of(topic.valueType().asSubclass(SpecificRecordBase.class)))
            .as(topic.name())
            .isNotNull();
      }
    }
  }

  @Test
  void shouldPutThePrefixBeforeNamesAndSubjects() {
    // given
    TopicCatalogue harbour = new TopicCatalogue("harbour.", new InMemorySchemaRegistry());
    // then
    assertThat(harbour.cameraFrames().name()).isEqualTo("harbour.camera-frames");
    assertThat(harbour.cameraFrames().baseName()).isEqualTo("camera-frames");
    assertThat(harbour.taskEvents().subject()).isEqualTo("harbour.task-events-value");
    assertThat(harbour.all()).allMatch(topic -> topic.name().startsWith("harbour."));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a/b", "ä", " ", "a b"})
  void shouldRefusePrefixThatNoTopicMayHave(String prefix) {
    assertThatThrownBy(() -> new TopicCatalogue(prefix, new InMemorySchemaRegistry()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("topics.prefix");
  }

  @Test
  void shouldKnowTheKeyThatAValueStates() {
    // given
    TaskEvent task = TaskEvent.newBuilder().setTaskId("t").build();
    AuthEvent ann = AuthEvent.newBuilder().setPrincipal("ann").build();
    AuthEvent nobody = AuthEvent.newBuilder().setSourceAddress("192.0.2.7").build();
    Definition definition = Definition.newBuilder().setId("bridge").setVersion(3).build();
    Signal match = Signal.newBuilder().setScope("harbour").build();
    Signal progress = Signal.newBuilder(match).setKind(SignalKind.PROGRESS).build();
    // then
    assertThat(topics.taskEvents().keyOf(task)).contains("t");
    assertThat(topics.authEvents().keyOf(ann)).contains("ann");
    assertThat(topics.authEvents().keyOf(nobody)).isEmpty();
    assertThat(topics.cameras().keyOf(definition)).contains("bridge|3");
    assertThat(topics.signals().keyOf(match)).contains("harbour");
    assertThat(topics.signals().keyOf(progress)).isEmpty();
    assertThat(topics.deadLetters().keyOf(new byte[0])).isEmpty();
  }

  @Test
  void shouldCreateFramesForLargeRecordsAndShortStays() {
    assertThat(topics.cameraFrames().settings().toConfig())
        .isEqualTo(
            Map.of(
                "cleanup.policy", "delete",
                "compression.type", "producer",
                "max.message.bytes", "1179648",
                "message.timestamp.type", "LogAppendTime",
                "retention.ms", "900000",
                "segment.bytes", "268435456",
                "segment.ms", "60000"));
    assertThat(topics.auditLog().settings().toConfig())
        .containsEntry("cleanup.policy", "delete")
        .containsEntry("retention.ms", "-1");
  }

  @Test
  void shouldOverrideTheNumberOfPartitionsButNotOfSingleOnes() {
    assertThat(TopicAdmin.partitions(topics.alerts(), OptionalInt.of(4))).isEqualTo(4);
    assertThat(TopicAdmin.partitions(topics.alerts(), OptionalInt.empty())).isEqualTo(6);
    assertThat(TopicAdmin.partitions(topics.rules(), OptionalInt.of(4))).isEqualTo(1);
  }
}
