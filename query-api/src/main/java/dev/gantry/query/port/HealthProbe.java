package dev.gantry.query.port;

import java.util.List;

/** Tells how the things the API depends on are doing: the broker, the registry, each role. */
@FunctionalInterface
public interface HealthProbe {

  /**
   * All dependencies, in the order in which they are to be shown. Called by every health request,
   * from several threads: it answers from what is already known and does not block.
   */
  List<Dependency> check();

  /**
   * One dependency.
   *
   * @param name short name, such as {@code broker} or {@code role:vision}
   * @param status how it is doing
   * @param detail why, in words; empty when there is nothing to say
   */
  record Dependency(String name, Status status, String detail) {}

  /** How a dependency is doing. The API is ready when all of them are up. */
  enum Status {
    UP,
    STARTING,
    DOWN
  }
}
