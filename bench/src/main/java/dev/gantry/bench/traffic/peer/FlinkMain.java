package dev.gantry.bench.traffic.peer;

import dev.gantry.app.jvm.Tether;
import java.nio.file.Path;

/** Flink in a process of its own: brokers, registry, directory, backend, parallelism. */
public final class FlinkMain {

  private FlinkMain() {}

  public static void main(String[] arguments) throws Exception {
    Tether.toParent();
    FlinkJob.Options options =
        new FlinkJob.Options(arguments[3], Integer.parseInt(arguments[4]), Path.of(arguments[2]));
    new FlinkJob(arguments[0], arguments[1], options).run();
  }
}
