package dev.gantry.app.process;

import dev.gantry.schemas.registry.SchemaRegistry;
import dev.gantry.schemas.topic.TopicCatalogue;
import dev.gantry.topologies.definition.AwaitedDefinitions;
import dev.gantry.topologies.definition.DefinitionParser;
import dev.gantry.topologies.definition.DefinitionPublisher;
import dev.gantry.topologies.definition.DefinitionsLoader;
import dev.gantry.topologies.definition.DefinitionsView;
import dev.gantry.topologies.definition.ParsedDefinition;
import dev.gantry.topologies.port.Definitions;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Publishes and reads the definitions on a thread of its own while the rest of a process starts: to
 * compile rules and to read the topics takes as long as to join the groups and to restore state.
 */
final class LoadingDefinitions implements AutoCloseable {

  private static final String AUTHOR = "gantry";

  private final AwaitedDefinitions awaited = new AwaitedDefinitions();
  private final CompletableFuture<Void> topicsReady = new CompletableFuture<>();
  private final CompletableFuture<Loaded> loaded;

  private record Loaded(DefinitionsView view, DefinitionsLoader loader) {}

  /**
   * Begins; the topics are not touched before {@link #topicsReady}.
   *
   * @param definitions what is published first, where it differs from what is in Kafka
   */
  LoadingDefinitions(
      ProcessSettings settings,
      TopicCatalogue topics,
      SchemaRegistry registry,
      List<ParsedDefinition> definitions) {
    loaded =
        CompletableFuture.supplyAsync(
            () -> load(settings, topics, registry, definitions), LoadingDefinitions::run);
  }

  private static void run(Runnable task) {
    Thread thread = new Thread(task, "gantry-definitions");
    thread.setDaemon(true);
    thread.start();
  }

  private Loaded load(
      ProcessSettings settings,
      TopicCatalogue topics,
      SchemaRegistry registry,
      List<ParsedDefinition> definitions) {
    DefinitionParser parser = DefinitionParser.of(settings.topologies());
    DefinitionsView view = new DefinitionsView(parser);
    DefinitionsLoader loader = new DefinitionsLoader(settings.client(), topics, registry, view);
    try {
      topicsReady.join();
      if (!definitions.isEmpty()) {
        new DefinitionPublisher(settings.client(), topics, registry, parser, Clock.systemUTC())
            .publish(definitions, DefinitionPublisher.Change.now(AUTHOR, "given at start"));
      }
      loader.start();
    } catch (RuntimeException | Error e) {
      loader.close();
      throw e;
    }
    awaited.loaded(view);
    return new Loaded(view, loader);
  }

  /** Tells that the topics of the definitions are there. */
  void topicsReady() {
    topicsReady.complete(null);
  }

  /** The definitions for who can wait until they are read. */
  Definitions awaited() {
    return awaited;
  }

  /**
   * The definitions, once they are read.
   *
   * @throws RuntimeException when they can't be published or read
   */
  DefinitionsView view() {
    try {
      return loaded.join().view();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw e;
    }
  }

  /** Reads no more; what is still under way ends by itself. */
  @Override
  public void close() {
    topicsReady.cancel(false);
    CompletableFuture<Void> unused = loaded.thenAccept(done -> done.loader().close());
  }
}
