package dev.gantry.app.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import dev.gantry.app.cluster.EmbeddedCluster;
import dev.gantry.app.cluster.EmbeddedClusterSettings;
import dev.gantry.schemas.registry.InMemorySchemaRegistry;
import dev.gantry.schemas.topic.Topic;
import dev.gantry.schemas.topic.TopicAdmin;
import dev.gantry.schemas.topic.TopicCatalogue;
import dev.gantry.schemas.topic.TopicMismatchException;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TopicAdminIT {

  private static final OptionalInt FOUR = OptionalInt.of(4);

  private static EmbeddedCluster cluster;
  private static Admin admin;

  @BeforeAll
  static void start() {
    cluster = EmbeddedCluster.start(EmbeddedClusterSettings.temporary());
    admin = Admin.create(Map.of("bootstrap.servers", cluster.bootstrapServers()));
  }

  @AfterAll
  static void stop() {
    admin.close();
    cluster.close();
  }

  private static TopicCatalogue catalogue(String prefix) {
    return new TopicCatalogue(prefix, new InMemorySchemaRegistry());
  }

  private static void create(NewTopic topic) throws Exception {
    admin.createTopics(List.of(topic)).all().get();
  }

  @Test
  void shouldCreateWhatIsMissingAndFindItGoodAgain() throws Exception {
    // given
    TopicCatalogue topics = catalogue("new.");
    // when
    TopicAdmin.ensure(admin, topics.all(), FOUR);
    // then
    Map<String, TopicDescription> found =
        admin.describeTopics(topics.all().stream().map(Topic::name).toList()).allTopicNames().get();
    assertThat(found).hasSameSizeAs(topics.all());
    assertThat(found.get("new.camera-frames")).extracting("partitions", LIST).hasSize(4);
    assertThat(found.get("new.cameras")).extracting("partitions", LIST).hasSize(1);
    assertThatCode(() -> TopicAdmin.ensure(admin, topics.all(), FOUR)).doesNotThrowAnyException();
  }

  @Test
  void shouldSayWhatDiffersAndHowToMendIt() throws Exception {
    // given
    TopicCatalogue topics = catalogue("odd.");
    create(new NewTopic("odd.signals", 3, (short) 1));
    create(
        new NewTopic("odd.audit-log", 1, (short) 1)
            .configs(
                Map.of(
                    "cleanup.policy", "compact",
                    "retention.ms", "604800000",
                    "message.timestamp.type", "LogAppendTime")));
    // then
    assertThatThrownBy(() -> TopicAdmin.ensure(admin, topics.all(), FOUR))
        .isInstanceOf(TopicMismatchException.class)
        .hasMessageContaining("odd.signals: expected 4 partitions, found 3.")
        .hasMessageContaining("topics.partitions")
        .hasMessageContaining(
            "odd.signals: expected message.timestamp.type=LogAppendTime, found CreateTime. Mend"
                + " with: kafka-configs.sh --alter --entity-type topics --entity-name odd.signals"
                + " --add-config message.timestamp.type=LogAppendTime")
        .hasMessageContaining("odd.audit-log: expected cleanup.policy=delete, found compact")
        .hasMessageContaining("odd.audit-log: expected retention.ms=-1, found 604800000");
  }

  @Test
  void shouldLeaveRetentionToTheOperator() throws Exception {
    // given
    TopicCatalogue topics = catalogue("own.");
    create(
        new NewTopic("own.alerts", 4, (short) 1)
            .configs(Map.of("retention.ms", "1000", "message.timestamp.type", "LogAppendTime")));
    // then
    assertThatCode(() -> TopicAdmin.ensure(admin, List.of(topics.alerts()), FOUR))
        .doesNotThrowAnyException();
  }
}
