package dev.gantry.topologies.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.schemas.registry.InMemorySchemaRegistry;
import dev.gantry.schemas.registry.SchemaRegistry;
import dev.gantry.schemas.topic.TopicCatalogue;
import dev.gantry.topologies.config.TopologiesConfig;
import dev.gantry.topologies.port.GeoLocator;
import dev.gantry.topologies.port.RoleCounters;
import dev.gantry.topologies.port.TopologyContext;
import dev.gantry.topologies.runtime.Role;
import dev.gantry.topologies.testing.FakeDefinitions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The shape of each topology against a file: a renamed store loses its state, and a source added to
 * a part changes its task ids, so either is a decision and not an accident.
 */
class TopologyShapeTest {

  @ParameterizedTest
  @EnumSource(Role.class)
  void shouldKeepItsShape(Role role) throws IOException {
    SchemaRegistry registry = new InMemorySchemaRegistry();
    TopologyContext from =
        new TopologyContext(
            new TopicCatalogue("site-", registry),
            registry,
            new FakeDefinitions(),
            topic -> 1,
            model -> {
              throw new IllegalStateException("building a topology loads no model");
            },
            GeoLocator.NONE,
            new RoleCounters(),
            TopologiesConfig.DEFAULT);
    assertThat(role.topology(from).describe().toString()).isEqualTo(golden(role));
  }

  private static String golden(Role role) throws IOException {
    String name = "/topologies/" + role.roleName() + ".txt";
    try (InputStream file = TopologyShapeTest.class.getResourceAsStream(name)) {
      return file == null ? "" : new String(file.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
