package dev.gantry.app.process;

import dev.gantry.app.geo.GeoDatabase;
import dev.gantry.detectors.Detectors;
import dev.gantry.domain.detection.Detector;
import dev.gantry.domain.detection.DetectorFactory;
import dev.gantry.domain.detection.ModelDescriptor;
import dev.gantry.query.QueryApi;
import dev.gantry.query.QueryApiPorts;
import dev.gantry.query.QueryApiSettings;
import dev.gantry.query.view.ViewConsumers;
import dev.gantry.query.view.ViewSettings;
import dev.gantry.schemas.registry.RestSchemaRegistry;
import dev.gantry.schemas.topic.TopicAdmin;
import dev.gantry.schemas.topic.TopicCatalogue;
import dev.gantry.schemas.topic.TopicWriter;
import dev.gantry.topologies.config.TopologiesConfig;
import dev.gantry.topologies.definition.DefinitionParser;
import dev.gantry.topologies.definition.DefinitionsView;
import dev.gantry.topologies.definition.ParsedDefinition;
import dev.gantry.topologies.port.Definitions;
import dev.gantry.topologies.port.GeoLocator;
import dev.gantry.topologies.runtime.GantryStreams;
import dev.gantry.topologies.runtime.Role;
import dev.gantry.topologies.runtime.RoleFailure;
import dev.gantry.topologies.runtime.RuntimeSettings;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything one process runs on a cluster, started in the order in which the parts need each other
 * and stopped in the opposite one.
 */
public final class GantryProcess implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(GantryProcess.class);

  /** How long Kafka may take to confirm what the API is asked to write. */
  private static final Duration CONFIRMED = Duration.ofSeconds(10);

  private final ProcessSettings settings;
  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private final TopicCatalogue topics;
  private final GantryStreams streams;
  private final Optional<QueryApi> api;

  private GantryProcess(ProcessSettings settings, List<ParsedDefinition> definitions) {
    this.settings = settings;
    settings.api().ifPresent(ProcessSettings.Address::requireFree);
    try {
      Optional<Detectors> detectors = detectors(settings);
      RestSchemaRegistry registry = part(new RestSchemaRegistry(settings.registry()));
      topics = new TopicCatalogue(settings.topicsPrefix(), registry);
      LoadingDefinitions loading =
          part(new LoadingDefinitions(settings, topics, registry, definitions));
      Admin admin = part(ClusterAnswer.admin(settings.client()));
      TopicAdmin.ensure(admin, topics.all(), settings.partitions());
      loading.topicsReady();
      streams = part(streams(registry, loading.awaited(), detectors, admin));
      streams.start();
      DefinitionsView view = loading.view();
      detectors.ifPresent(Detectors::awaitReady);
      DependencyHealth health = part(new DependencyHealth(admin, registry, streams::health));
      api = settings.api().map(address -> part(startApi(address, registry, view, health)));
    } catch (RuntimeException | Error e) { // natives that can't be loaded are errors
      close();
      throw e;
    }
  }

  /**
   * Creates the topics that are missing, publishes definitions that differ from those in Kafka, and
   * starts all parts. Topologies may still be connecting when it returns.
   *
   * @param definitions definitions to publish first
   * @throws RuntimeException when a part can't start; then none is left running
   */
  public static GantryProcess start(ProcessSettings settings, List<ParsedDefinition> definitions) {
    return new GantryProcess(settings, definitions);
  }

  /** Reads definitions as a process with the settings by default would. */
  public static DefinitionParser definitionParser() {
    return DefinitionParser.of(TopologiesConfig.DEFAULT);
  }

  /** First of all, since native libraries take as long to load as all the rest to start. */
  private static Optional<Detectors> detectors(ProcessSettings settings) {
    return settings.roles().contains(Role.VISION)
        ? Optional.of(new Detectors(settings.detectors()))
        : Optional.empty();
  }

  private GantryStreams streams(
      RestSchemaRegistry registry,
      Definitions definitions,
      Optional<Detectors> detectors,
      Admin admin) {
    String bootstrap =
        String.valueOf(settings.client().get(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG));
    Map<String, String> client =
        settings.client().entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, each -> String.valueOf(each.getValue())));
    return GantryStreams.of(
        settings.roles(),
        new RuntimeSettings(
            bootstrap,
            client,
            settings.stateDir(),
            settings.instanceId(),
            settings.topicsPrefix(),
            settings.threads()),
        new GantryStreams.Parts(
            topics,
            registry,
            definitions,
            detectors.<DetectorFactory>map(made -> made).orElse(GantryProcess::noDetector),
            places(),
            settings.topologies()),
        admin);
  }

  private static Detector noDetector(ModelDescriptor model) {
    throw new IllegalStateException("only the role vision has detectors");
  }

  private GeoLocator places() {
    if (!settings.roles().contains(Role.SIGNINS)) {
      return GeoLocator.NONE;
    }
    return settings
        .geoDatabase()
        .<GeoLocator>map(file -> part(new GeoDatabase(GeoDatabase.SETTING, file)))
        .orElseGet(GeoDatabase::none);
  }

  private QueryApi startApi(
      ProcessSettings.Address address,
      RestSchemaRegistry registry,
      DefinitionsView view,
      DependencyHealth health) {
    TopicWriter writer = part(TopicWriter.connect(settings.client(), CONFIRMED));
    return QueryApi.start(
        new QueryApiSettings(address.host(), address.port(), 64, ViewSettings.DEFAULTS),
        new QueryApiPorts(
            streams.queries(),
            view,
            topics,
            registry,
            ViewConsumers.of(settings.client()),
            record -> writer.write(List.of(record)).get(0),
            health,
            streams::ruleFailures,
            Clock.systemUTC()));
  }

  private <P extends AutoCloseable> P part(P part) {
    parts.push(part);
    return part;
  }

  public ProcessSettings settings() {
    return settings;
  }

  public TopicCatalogue topics() {
    return topics;
  }

  /** Where the API and the page are; empty for a process without them. */
  public Optional<URI> address() {
    return api.map(QueryApi::address);
  }

  /**
   * Waits until all roles process.
   *
   * @throws IllegalStateException when a role fails, or time is up
   */
  public void awaitRunning(Duration timeout) throws InterruptedException {
    long deadline = System.nanoTime() + timeout.toNanos();
    while (!streams.isRunning()) {
      check();
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException(
            "not running after " + timeout.toSeconds() + " s: " + streams.health());
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }

  /**
   * Rethrows what made a role fail for good, if any did.
   *
   * @throws IllegalStateException naming the role and the cause
   */
  public void check() {
    CompletableFuture<RoleFailure> failure = streams.failure();
    if (failure.isDone()) {
      RoleFailure failed = failure.join();
      throw new IllegalStateException(
          "role " + failed.role().roleName() + " failed: " + failed.cause().getMessage(),
          failed.cause());
    }
  }

  /** Completes when a role has failed for good. */
  public CompletableFuture<RoleFailure> failure() {
    return streams.failure();
  }

  /** Stops all parts; what is under way is committed. Idempotent. */
  @Override
  public void close() {
    while (!parts.isEmpty()) {
      AutoCloseable part = parts.pop();
      try {
        part.close();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (Exception e) {
        LOG.warn("{} did not stop cleanly: {}", part.getClass().getSimpleName(), e.toString());
      }
    }
  }
}
