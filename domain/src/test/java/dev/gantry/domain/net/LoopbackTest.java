package dev.gantry.domain.net;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoopbackTest {

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "LocalHost", "127.0.0.1", "127.1.2.3", "::1"})
  void shouldKnowTheMachineItself(String host) {
    assertThat(Loopback.isName(host)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost:8080", "127.0.0.1:80", "[::1]:8080", "[::1]", "localhost"})
  void shouldKnowTheMachineItselfWithAPort(String authority) {
    assertThat(Loopback.isAuthority(authority)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0.0.0.0",
        "::",
        "10.0.0.1",
        "localhost.example.com",
        "127.0.0.1.example.com",
        "example.com:127",
        "[::2]:80"
      })
  void shouldKnowNoOther(String host) {
    assertThat(Loopback.isName(host)).isFalse();
    assertThat(Loopback.isAuthority(host)).isFalse();
  }
}
