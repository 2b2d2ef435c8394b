package dev.gantry.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gantry.query.view.ViewSettings;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueryApiSettingsTest {

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.1", "", "no such host"})
  void shouldRefuseAnyAddressBeyondLoopback(String host) {
    assertThatThrownBy(() -> new QueryApiSettings(host, 0, 1, ViewSettings.DEFAULTS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("api.host: expected a loopback address")
        .hasMessageContaining("until authentication is configured");
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "localhost", "::1", "127.1.2.3"})
  void shouldTakeLoopbackAddresses(String host) {
    assertThat(new QueryApiSettings(host, 0, 1, ViewSettings.DEFAULTS).host()).isEqualTo(host);
  }
}
