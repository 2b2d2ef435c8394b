package dev.gantry.app.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.SslConfigs;

/** How to reach the Kafka cluster. */
public record ClusterConfig(
    @Setting(doc = "Some of the cluster's brokers, as `host:port`.", required = true)
        List<String> bootstrapServers,
    @Setting(
            doc = "How connections are protected.",
            byDefault = "PLAINTEXT",
            oneOf = {"PLAINTEXT", "SSL", "SASL_PLAINTEXT", "SASL_SSL"})
        String securityProtocol,
    Sasl sasl,
    Tls tls,
    @Setting(
            doc =
                "Any further property of Kafka's clients, under Kafka's own name; in the environment"
                    + " `GANTRY_CLUSTER_KAFKA_` and the name in capitals with underscores for dots."
                    + " `commit.interval.ms` and `linger.ms` take the place of those of each role:"
                    + " larger ones spare the brokers and make results come later,"
                    + " an interval of 5000 (milliseconds) at the most;"
                    + " where only the first is given the second grows with it.")
        KafkaProperties kafka)
    implements Section {

  /** How this application proves who it is, for the protocols with SASL. */
  public record Sasl(
      @Setting(
              doc = "How it is proved.",
              byDefault = "SCRAM-SHA-512",
              oneOf = {"PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512", "GSSAPI", "OAUTHBEARER"})
          String mechanism,
      @Setting(doc = "User name, for PLAIN and SCRAM.") Optional<String> username,
      @Setting(doc = "Password, for PLAIN and SCRAM.") Optional<Secret> password,
      @Setting(doc = "A whole JAAS entry, for every other mechanism.")
          Optional<Secret> jaasConfig) {
    boolean takesPassword() {
      return mechanism.equals("PLAIN") || mechanism.startsWith("SCRAM-");
    }

    String jaas() {
      if (jaasConfig.isPresent()) {
        return jaasConfig.get().value();
      }
      String module =
          mechanism.equals("PLAIN")
              ? "org.apache.kafka.common.security.plain.PlainLoginModule"
              : "org.apache.kafka.common.security.scram.ScramLoginModule";
      return module
          + " required username="
          + quoted(username.orElse(""))
          + " password="
          + quoted(password.map(Secret::value).orElse(""))
          + ";";
    }

    private static String quoted(String text) {
      return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
  }

  /** Certificates, for the protocols with SSL. */
  public record Tls(
      @Setting(doc = "File with the certificates to trust; those of the Java runtime when absent.")
          Optional<Path> truststore,
      @Setting(doc = "Its password.") Optional<Secret> truststorePassword,
      @Setting(
              doc = "Its format.",
              byDefault = "PKCS12",
              oneOf = {"PKCS12", "JKS", "PEM"})
          String truststoreType,
      @Setting(doc = "File with this application's own certificate and key.")
          Optional<Path> keystore,
      @Setting(doc = "Its password.") Optional<Secret> keystorePassword,
      @Setting(
              doc = "Its format.",
              byDefault = "PKCS12",
              oneOf = {"PKCS12", "JKS", "PEM"})
          String keystoreType,
      @Setting(doc = "Password of the key; that of the file when absent.")
          Optional<Secret> keyPassword,
      @Setting(
              doc = "Whether a broker's certificate must name the host it was reached at.",
              byDefault = "true")
          boolean verifyHostname) {}

  /** Properties for any Kafka client: where, how protected, and what was passed through. */
  public Map<String, Object> clientProperties() {
    Map<String, Object> properties = new HashMap<>(kafka.byName());
    properties.put(
        CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, String.join(",", bootstrapServers));
    properties.put(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG, securityProtocol);
    if (securityProtocol.startsWith("SASL_")) {
      properties.put(SaslConfigs.SASL_MECHANISM, sasl.mechanism());
      properties.put(SaslConfigs.SASL_JAAS_CONFIG, sasl.jaas());
    }
    if (securityProtocol.endsWith("SSL")) {
      addTls(properties);
    }
    return properties;
  }

  private void addTls(Map<String, Object> properties) {
    tls.truststore()
        .ifPresent(
            file -> {
              properties.put(SslConfigs.SSL_TRUSTSTORE_LOCATION_CONFIG, file.toString());
              properties.put(SslConfigs.SSL_TRUSTSTORE_TYPE_CONFIG, tls.truststoreType());
            });
    tls.keystore()
        .ifPresent(
            file -> {
              properties.put(SslConfigs.SSL_KEYSTORE_LOCATION_CONFIG, file.toString());
              properties.put(SslConfigs.SSL_KEYSTORE_TYPE_CONFIG, tls.keystoreType());
            });
    put(properties, SslConfigs.SSL_TRUSTSTORE_PASSWORD_CONFIG, tls.truststorePassword());
    put(properties, SslConfigs.SSL_KEYSTORE_PASSWORD_CONFIG, tls.keystorePassword());
    put(
        properties,
        SslConfigs.SSL_KEY_PASSWORD_CONFIG,
        tls.keyPassword().or(tls::keystorePassword));
    properties.put(
        SslConfigs.SSL_ENDPOINT_IDENTIFICATION_ALGORITHM_CONFIG,
        tls.verifyHostname() ? "https" : "");
  }

  private static void put(Map<String, Object> properties, String name, Optional<Secret> secret) {
    secret.ifPresent(s -> properties.put(name, s.value()));
  }

  @Override
  public List<Conflict> conflicts() {
    List<Conflict> conflicts = new ArrayList<>();
    for (String server : bootstrapServers) {
      if (!server.matches("(\\[[0-9a-fA-F:.]+]|[^\\s:/,]+):[0-9]{1,5}")) {
        conflicts.add(
            new Conflict("bootstrap_servers", "expected host:port, found \"" + server + "\""));
      }
    }
    if (securityProtocol.startsWith("SASL_")) {
      saslConflicts(conflicts);
    }
    KafkaNames.check(kafka, conflicts);
    return conflicts;
  }

  private void saslConflicts(List<Conflict> conflicts) {
    if (sasl.jaasConfig().isPresent()) {
      return;
    }
    if (!sasl.takesPassword()) {
      conflicts.add(
          new Conflict(
              "sasl.jaas_config",
              "expected a JAAS entry for mechanism " + sasl.mechanism() + ", found nothing"));
      return;
    }
    if (sasl.username().isEmpty()) {
      conflicts.add(
          new Conflict(
              "sasl.username",
              "expected a name for security_protocol " + securityProtocol + ", found nothing"));
    }
    if (sasl.password().isEmpty()) {
      conflicts.add(
          new Conflict(
              "sasl.password",
              "expected a password, or a file with it in sasl.password_file, for"
                  + " security_protocol "
                  + securityProtocol
                  + ", found nothing"));
    }
  }
}
