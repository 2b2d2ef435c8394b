package dev.gantry.app.cluster;

import java.nio.file.Path;
import org.apache.kafka.common.utils.Exit;

/** Run as a process of its own: halted as Kafka halts it when its disk is full. */
final class HaltedProcess {

  private HaltedProcess() {}

  public static void main(String[] args) {
    Halt.watch(ClusterDirectory.open(Path.of(args[0]), false));
    Exit.halt(1);
  }
}
