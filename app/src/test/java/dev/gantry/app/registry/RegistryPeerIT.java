package dev.gantry.app.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gantry.app.peer.Peers;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The registry as Confluent's own client for Python sees it. */
class RegistryPeerIT {
  @TempDir Path dir;

  @Test
  void shouldServeConfluentsPythonClient() throws Exception {
    // given
    Peers.requirePython();

    try (RegistryServer server = RegistryServer.start(dir, CompatibilityLevel.FULL_TRANSITIVE, 0)) {
      // when
      JsonNode answers = Peers.python("registry.py", server.url());

      // then
      String expected =
          """
          {"register": 1, "register_again": 1, "check_registration": 1,
           "by_id": {"type": "record", "name": "Reading",
                     "fields": [{"name": "value", "type": "double"}]},
           "by_id_unknown": true, "version": 1, "compatible": true, "incompatible": false,
           "register_broken": "Incompatible Avro schema:409", "second": 2, "latest": [2, 2],
           "update_compatibility": "BACKWARD", "get_compatibility": "BACKWARD",
           "delete": [1, 2]}
          """;
      assertThat(answers).isEqualTo(new ObjectMapper().readTree(expected));
    }
  }
}
