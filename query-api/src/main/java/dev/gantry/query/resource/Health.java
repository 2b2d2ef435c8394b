package dev.gantry.query.resource;

import java.util.List;

/** Health as the API shows it. */
public final class Health {

  private Health() {}

  /** Whether the process runs. */
  public record Liveness(@Doc(value = "Always live.", example = "live") String status) {}

  /** Whether all that is needed is there. */
  public record Report(
      @Doc(value = "The worst status of all dependencies.", example = "up") Status status,
      @Doc("All dependencies.") List<Component> dependencies) {

    public Report {
      dependencies = List.copyOf(dependencies);
    }
  }

  /** One dependency. */
  public record Component(
      @Doc(value = "Name.", example = "broker") String name,
      @Doc(value = "How it is doing.", example = "up") Status status,
      @Doc(value = "Why, in words; empty when there is nothing to say.", example = "")
          String detail) {}

  /** How a dependency is doing, from best to worst. */
  public enum Status {
    UP,
    STARTING,
    DOWN
  }
}
