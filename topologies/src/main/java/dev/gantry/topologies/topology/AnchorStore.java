package dev.gantry.topologies.topology;

import java.util.Map;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * A store that keeps nothing and calls itself persistent.
 *
 * <p>Kafka Streams keeps an instance's process id, and with it its transactional ids, across
 * restarts only when the topology has a persistent store. With the same transactional id a restart
 * aborts at once what a killed process left open; without, everyone waits for that transaction to
 * time out (measured: 18.7 s against 3.8 s). All real state is in memory with changelogs, and
 * RocksDB would cost its start and its buffers for nothing.
 */
final class AnchorStore implements StateStore {

  private static final String NAME = "anchor";

  private boolean open;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void init(StateStoreContext context, StateStore root) {
    context.register(root, (key, value) -> {});
    open = true;
  }

  @Override
  public void close() {
    open = false;
  }

  @Override
  public boolean persistent() {
    return true;
  }

  @Override
  public boolean isOpen() {
    return open;
  }

  static final class Builder implements StoreBuilder<AnchorStore> {

    @Override
    public StoreBuilder<AnchorStore> withCachingEnabled() {
      return this;
    }

    @Override
    public StoreBuilder<AnchorStore> withCachingDisabled() {
      return this;
    }

    @Override
    public StoreBuilder<AnchorStore> withLoggingEnabled(Map<String, String> config) {
      return this;
    }

    @Override
    public StoreBuilder<AnchorStore> withLoggingDisabled() {
      return this;
    }

    @Override
    public AnchorStore build() {
      return new AnchorStore();
    }

    @Override
    public Map<String, String> logConfig() {
      return Map.of();
    }

    @Override
    public boolean loggingEnabled() {
      return false;
    }

    @Override
    public String name() {
      return NAME;
    }
  }
}
