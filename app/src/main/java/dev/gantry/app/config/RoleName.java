package dev.gantry.app.config;

import dev.gantry.topologies.runtime.Role;
import java.util.Locale;
import java.util.Optional;

/** What {@code roles} may name: a role with a topology, or the API, which has none. */
public enum RoleName {
  VISION(Role.VISION),
  TRACKING(Role.TRACKING),
  TRAFFIC(Role.TRAFFIC),
  TASKS(Role.TASKS),
  SIGNINS(Role.SIGNINS),
  MATCH(Role.MATCH),
  ALERTING(Role.ALERTING),
  API;

  private final Optional<Role> role;

  RoleName(Role role) {
    this.role = Optional.of(role);
  }

  RoleName() {
    this.role = Optional.empty();
  }

  /** Its role; empty for the API. */
  public Optional<Role> role() {
    return role;
  }

  /** As it is written in a configuration. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
