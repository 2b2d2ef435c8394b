package dev.gantry.app.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes the reference page of the configuration from the records that hold it. */
final class ConfigReference {
  private static final String HEAD =
      """
      # Configuration

      <!-- Written from the code. To write it anew: ./mvnw -q test -pl app -am -Dtest=ConfigReferenceTest -Dsurefire.failIfNoSpecifiedTests=false -Dgantry.write-docs -->

      `gantry run --config FILE` reads a YAML file; every key may also be given by an environment
      variable, and the variable wins over the file, the file over the default. Sections may be nested
      or written with dots. An empty value counts as not given. Lists are YAML lists, or text with
      commas. Everything wrong is reported at once, and then nothing is started.

      A key marked *secret* never prints. Its value can also be read from a file, named by the same key
      with `_file` behind it (and `_FILE` behind the variable).

      ```yaml
      cluster:
        bootstrap_servers: [kafka-1.example.org:9093, kafka-2.example.org:9093]
        security_protocol: SASL_SSL
        sasl: {username: gantry, password_file: /run/secrets/kafka}
        tls: {truststore: /etc/gantry/ca.pem, truststore_type: PEM}
        kafka: {request.timeout.ms: 20000}
      registry:
        urls: [https://registry.example.org]
      roles: [tracking, traffic]
      state_dir: /var/lib/gantry
      ```
      """;

  private ConfigReference() {}

  static String page() {
    Map<String, List<Key>> sections = new LinkedHashMap<>();
    for (Key key : Key.of(GantryConfig.class)) {
      String section = key.path().substring(0, Math.max(0, key.path().lastIndexOf('.')));
      sections.computeIfAbsent(section, s -> new ArrayList<>()).add(key);
    }
    StringBuilder page = new StringBuilder(HEAD);
    sections.forEach(
        (section, keys) -> {
          String title = section.isEmpty() ? "The process" : "`" + section + "`";
          page.append("\n## ").append(title).append("\n\n");
          page.append("| key | takes | default | what it does |\n|---|---|---|---|\n");
          keys.forEach(key -> row(page, key));
        });
    return page.toString();
  }

  private static void row(StringBuilder page, Key key) {
    String takes = (key.isSecret() ? "*secret* " : "") + ValueParser.expected(key);
    List<String> cells =
        List.of(
            "`" + key.path() + "`<br>`" + key.variable() + (key.isMap() ? "_…" : "") + "`",
            takes,
            byDefault(key.setting()),
            key.setting().doc());
    page.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }

  private static String byDefault(Setting setting) {
    if (setting.required()) {
      return "**required**";
    }
    return setting.byDefault().isEmpty() ? "" : "`" + setting.byDefault() + "`";
  }
}
