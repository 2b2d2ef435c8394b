package dev.gantry.app.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gantry.app.CommandFailedException;
import dev.gantry.app.config.ConfigLoader;
import dev.gantry.app.process.ProcessSettings.Address;
import dev.gantry.topologies.runtime.Role;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ProcessSettingsTest {

  @Test
  void shouldRunEverythingWhenNothingIsSaid() {
    ProcessSettings settings = settings(Map.of());

    assertThat(settings.roles()).containsExactlyInAnyOrder(Role.values());
    assertThat(settings.api()).contains(new Address("127.0.0.1", 8080));
    assertThat(settings.client()).containsEntry("bootstrap.servers", "kafka:9092");
    assertThat(settings.topicsPrefix()).isEmpty();
    assertThat(settings.partitions()).isEmpty();
    assertThat(settings.instanceId()).isNotBlank();
  }

  @Test
  void shouldTakeWhatIsSaid() {
    ProcessSettings settings =
        settings(
            Map.of(
                "GANTRY_ROLES", "api,traffic",
                "GANTRY_HTTP_PORT", "0",
                "GANTRY_TOPICS_PREFIX", "north.",
                "GANTRY_TOPICS_PARTITIONS", "7",
                "GANTRY_STATE_DIR", "/var/lib/gantry",
                "GANTRY_INSTANCE_ID", "one",
                "GANTRY_ALERTING_SCOPE_LABEL", "district"));

    assertThat(settings.roles()).containsExactly(Role.TRAFFIC);
    assertThat(settings.api()).contains(new Address("127.0.0.1", 0));
    assertThat(settings.topicsPrefix()).isEqualTo("north.");
    assertThat(settings.partitions()).hasValue(7);
    assertThat(settings.stateDir()).isEqualTo(Path.of("/var/lib/gantry"));
    assertThat(settings.instanceId()).isEqualTo("one");
    assertThat(settings.topologies().alerting().scopeLabel()).isEqualTo("district");
  }

  @Test
  void shouldServeNoApiUnlessItIsNamed() {
    assertThat(settings(Map.of("GANTRY_ROLES", "vision")).api()).isEmpty();
  }

  @Test
  void shouldRefuseAPortInUse() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Address address = Address.local(taken.getLocalPort());

      assertThatThrownBy(address::requireFree)
          .isInstanceOf(CommandFailedException.class)
          .hasMessageContaining("port " + taken.getLocalPort() + " of 127.0.0.1")
          .hasMessageContaining("in use");
    }
    Address.local(0).requireFree();
  }

  private static ProcessSettings settings(Map<String, String> more) {
    Map<String, String> environment = new HashMap<>(more);
    environment.put("GANTRY_CLUSTER_BOOTSTRAP_SERVERS", "kafka:9092");
    environment.put("GANTRY_REGISTRY_URLS", "http://registry:8081");
    return ProcessSettings.of(ConfigLoader.load(null, environment));
  }
}
