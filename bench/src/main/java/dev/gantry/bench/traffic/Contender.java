package dev.gantry.bench.traffic;

import dev.gantry.app.jvm.ChildJvm;
import dev.gantry.bench.traffic.peer.FlinkMain;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Who does the job. */
enum Contender {
  GANTRY("Gantry", GantryMain.class, ""),
  FLINK_HEAP("Flink, heap", FlinkMain.class, "hashmap"),
  FLINK_ROCKSDB("Flink, RocksDB", FlinkMain.class, "rocksdb");

  /** What Flink reaches into by reflection; its own launcher opens the same. */
  private static final List<String> OPENED =
      Stream.of(
              "java.lang",
              "java.lang.reflect",
              "java.util",
              "java.net",
              "java.io",
              "java.nio",
              "java.text",
              "java.time",
              "java.util.concurrent",
              "java.util.concurrent.atomic",
              "java.util.concurrent.locks",
              "sun.net.util")
          .map(name -> "--add-opens=java.base/" + name + "=ALL-UNNAMED")
          .toList();

  private final String words;
  private final Class<?> main;
  private final String backend;

  Contender(String words, Class<?> main, String backend) {
    this.words = words;
    this.main = main;
    this.backend = backend;
  }

  /**
   * How it is started.
   *
   * @param options options of every contender's virtual machine
   */
  ChildJvm.Launch launch(Stage stage, Trial.Terms terms, List<String> options, Path log) {
    List<String> arguments = arguments(stage, terms);
    if (backend.isEmpty()) {
      return new ChildJvm.Launch(main, arguments, options, Map.of(), log);
    }
    List<String> opening = new ArrayList<>(options);
    opening.addAll(OPENED);
    return new ChildJvm.Launch(main, arguments, opening, Map.of(), log, FlinkClassPath.find());
  }

  private List<String> arguments(Stage stage, Trial.Terms terms) {
    List<String> arguments =
        new ArrayList<>(
            List.of(stage.bootstrap(), stage.registryUrl(), stage.directory().toString()));
    if (backend.isEmpty()) {
      arguments.add(Integer.toString(terms.threads()));
    } else {
      arguments.addAll(List.of(backend, Integer.toString(terms.parallelism())));
    }
    return arguments;
  }

  @Override
  public String toString() {
    return words;
  }
}
