package dev.gantry.app.cluster;

import dev.gantry.app.cluster.GroupProperties.Address;
import dev.gantry.app.jvm.ChildJvm;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.Uuid;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Several brokers on loopback, each controller and broker in a process of its own: what a cluster
 * does when one of them fails can be seen there.
 */
public final class BrokerGroup implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(BrokerGroup.class);
  private static final int PORTS_A_NODE = 3;
  private static final long ASK_EVERY_MS = 200;
  private static final long ANSWER_SECONDS = 5;

  private final List<Address> addresses;
  private final List<BrokerNode> nodes = new ArrayList<>();

  private BrokerGroup(BrokerGroupSettings settings) throws IOException {
    this.addresses = addresses(settings);
    String clusterId = Uuid.randomUuid().toString();
    for (Address address : addresses) {
      Path home = Files.createDirectories(settings.dir().resolve("broker-" + address.id()));
      Path logDir = Files.createDirectories(home.resolve("data"));
      Path file = home.resolve("broker.properties");
      write(file, GroupProperties.of(address, addresses, settings, logDir.toString()));
      nodes.add(
          new BrokerNode(
              address.id(),
              logDir,
              address.client(),
              new ChildJvm.Launch(
                  BrokerMain.class,
                  List.of(file.toString(), clusterId),
                  settings.options(),
                  Map.of(),
                  home.resolve("broker.log"))));
    }
  }

  /**
   * Starts new brokers and returns once all of them serve.
   *
   * @throws EmbeddedClusterException when they don't within the time
   */
  public static BrokerGroup start(BrokerGroupSettings settings, Duration timeout)
      throws InterruptedException {
    BrokerGroup group;
    try {
      group = new BrokerGroup(settings);
    } catch (IOException e) {
      throw new EmbeddedClusterException(
          settings.dir() + ": expected a directory that can be written, found " + e, e);
    }
    try {
      group.awaitWhole(timeout);
      return group;
    } catch (RuntimeException | InterruptedException e) {
      group.close();
      throw e;
    }
  }

  private static List<Address> addresses(BrokerGroupSettings settings) {
    List<Integer> ports = FreePorts.take(settings.nodes() * PORTS_A_NODE);
    return IntStream.range(0, settings.nodes())
        .mapToObj(
            node -> {
              int client = ports.get(node * PORTS_A_NODE);
              return new Address(
                  node + 1,
                  client,
                  settings.inFront().applyAsInt(client),
                  ports.get(node * PORTS_A_NODE + 1),
                  ports.get(node * PORTS_A_NODE + 2));
            })
        .toList();
  }

  private static void write(Path file, Map<String, String> values) throws IOException {
    Properties properties = new Properties();
    properties.putAll(values);
    try (Writer writer = Files.newBufferedWriter(file)) {
      properties.store(writer, null);
    }
  }

  /** Its brokers, by number. */
  public List<BrokerNode> nodes() {
    return List.copyOf(nodes);
  }

  /** What clients are to be given as {@code bootstrap.servers}. */
  public String bootstrapServers() {
    return join(addresses.stream().map(Address::advertised).toList());
  }

  /** The same past whatever stands in front of the brokers. */
  public String directServers() {
    return join(addresses.stream().map(Address::broker).toList());
  }

  private static String join(List<Integer> ports) {
    return ports.stream()
        .map(port -> BrokerProperties.HOST + ":" + port)
        .collect(Collectors.joining(","));
  }

  /**
   * Waits until every broker serves and every partition has all its copies in step.
   *
   * @throws EmbeddedClusterException when it is not so within the time
   */
  public void awaitWhole(Duration timeout) throws InterruptedException {
    long deadline = System.nanoTime() + timeout.toNanos();
    try (Admin admin =
        Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, directServers()))) {
      while (!isWhole(admin)) {
        if (System.nanoTime() > deadline) {
          throw new EmbeddedClusterException(
              "the brokers were not whole within " + timeout.toSeconds() + " s; " + state());
        }
        TimeUnit.MILLISECONDS.sleep(ASK_EVERY_MS);
      }
    }
  }

  private String state() {
    return nodes.stream()
        .map(node -> "broker " + node.id() + (node.isAlive() ? " runs" : " is down"))
        .collect(Collectors.joining(", "));
  }

  private boolean isWhole(Admin admin) throws InterruptedException {
    try {
      if (admin.describeCluster().nodes().get(ANSWER_SECONDS, TimeUnit.SECONDS).size()
          < nodes.size()) {
        return false;
      }
      var names = admin.listTopics().names().get(ANSWER_SECONDS, TimeUnit.SECONDS);
      return admin
          .describeTopics(names)
          .allTopicNames()
          .get(ANSWER_SECONDS, TimeUnit.SECONDS)
          .values()
          .stream()
          .allMatch(BrokerGroup::isWhole);
    } catch (ExecutionException | java.util.concurrent.TimeoutException e) {
      LOG.debug("the brokers do not answer yet", e);
      return false;
    }
  }

  private static boolean isWhole(TopicDescription topic) {
    return topic.partitions().stream()
        .allMatch(each -> each.leader() != null && each.isr().size() == each.replicas().size());
  }

  /** Kills what still runs; the data stays. */
  @Override
  public void close() {
    nodes.forEach(BrokerNode::close);
  }
}
