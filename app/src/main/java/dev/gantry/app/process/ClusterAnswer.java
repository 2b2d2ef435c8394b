package dev.gantry.app.process;

import dev.gantry.app.CommandFailedException;
import dev.gantry.app.config.Connection;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits until a cluster answers, since it may be starting at the same time; tells soon that it does
 * not yet, since its address may be wrong.
 */
final class ClusterAnswer {

  private static final Logger LOG = LoggerFactory.getLogger(ClusterAnswer.class);
  private static final int TOLD_AFTER_SECONDS = 10;

  private ClusterAnswer() {}

  /**
   * A client of a cluster that has answered.
   *
   * @param client how to reach it
   * @throws CommandFailedException with its address, when it does not answer within the time that
   *     the client allows, a minute by default, or refuses to
   */
  static Admin admin(Map<String, Object> client) {
    String bootstrap = String.valueOf(client.get(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG));
    Admin admin = create(client, bootstrap);
    try {
      await(admin.describeCluster().clusterId(), bootstrap);
      return admin;
    } catch (RuntimeException e) {
      admin.close(Duration.ZERO);
      throw e;
    }
  }

  private static Admin create(Map<String, Object> client, String bootstrap) {
    try {
      return Admin.create(client);
    } catch (KafkaException e) { // such as a host that nobody knows
      throw Connection.noAnswer(bootstrap, e);
    }
  }

  private static void await(KafkaFuture<?> answer, String bootstrap) {
    try {
      try {
        answer.get(TOLD_AFTER_SECONDS, TimeUnit.SECONDS);
      } catch (TimeoutException e) {
        LOG.warn("Kafka does not answer yet at {}; is that where it is? Still waiting.", bootstrap);
        answer.get();
      }
    } catch (ExecutionException e) {
      throw Connection.noAnswer(bootstrap, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Connection.noAnswer(bootstrap, e);
    }
  }
}
