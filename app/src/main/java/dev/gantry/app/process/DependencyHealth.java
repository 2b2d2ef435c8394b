package dev.gantry.app.process;

import dev.gantry.query.port.HealthProbe;
import dev.gantry.schemas.registry.RestSchemaRegistry;
import dev.gantry.schemas.registry.SchemaRegistryException;
import dev.gantry.topologies.runtime.RoleHealth;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;

/**
 * Asks broker and registry every few seconds in the background, so that a request about health gets
 * its answer at once.
 */
final class DependencyHealth implements HealthProbe, AutoCloseable {

  private static final long EVERY_SECONDS = 3;
  private static final long BROKER_TIMEOUT_SECONDS = 5;

  private final Admin admin;
  private final RestSchemaRegistry registry;
  private final Supplier<List<RoleHealth>> roles;
  private final ScheduledExecutorService asking = Executors.newScheduledThreadPool(2, this::daemon);
  private volatile Dependency broker = new Dependency("broker", Status.UP, "");
  private volatile Dependency schemas = new Dependency("registry", Status.UP, "");

  DependencyHealth(Admin admin, RestSchemaRegistry registry, Supplier<List<RoleHealth>> roles) {
    this.admin = admin;
    this.registry = registry;
    this.roles = roles;
    repeat(() -> broker = askBroker());
    repeat(() -> schemas = askRegistry());
  }

  private void repeat(Runnable question) {
    var unused =
        asking.scheduleWithFixedDelay(question, EVERY_SECONDS, EVERY_SECONDS, TimeUnit.SECONDS);
  }

  private Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "health");
    thread.setDaemon(true);
    return thread;
  }

  private Dependency askBroker() {
    try {
      int nodes =
          admin.describeCluster().nodes().get(BROKER_TIMEOUT_SECONDS, TimeUnit.SECONDS).size();
      return new Dependency("broker", Status.UP, nodes == 1 ? "1 node" : nodes + " nodes");
    } catch (ExecutionException e) {
      return new Dependency("broker", Status.DOWN, String.valueOf(e.getCause()));
    } catch (TimeoutException e) {
      return new Dependency(
          "broker", Status.DOWN, "no answer within " + BROKER_TIMEOUT_SECONDS + " s");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Dependency("broker", Status.DOWN, "interrupted");
    }
  }

  private Dependency askRegistry() {
    try {
      registry.ping();
      return new Dependency("registry", Status.UP, "");
    } catch (SchemaRegistryException e) {
      return new Dependency("registry", Status.DOWN, String.valueOf(e.getMessage()));
    }
  }

  @Override
  public List<Dependency> check() {
    List<Dependency> all = new ArrayList<>(List.of(broker, schemas));
    roles.get().forEach(role -> all.add(of(role)));
    return all;
  }

  private static Dependency of(RoleHealth role) {
    Status status =
        switch (role.state()) {
          case RUNNING -> Status.UP;
          case STARTING, REBALANCING, RESTARTING -> Status.STARTING;
          case FAILED, STOPPED -> Status.DOWN;
        };
    return new Dependency("role:" + role.role().roleName(), status, role.cause().orElse(""));
  }

  @Override
  public void close() {
    asking.shutdownNow();
  }
}
