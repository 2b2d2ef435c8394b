package dev.gantry.app.config;

import dev.gantry.schemas.registry.RegistrySettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How to reach the schema registry. */
public record RegistryConfig(
    @Setting(
            doc = "Addresses of its instances; the next is asked when one does not answer.",
            required = true)
        List<URI> urls,
    @Setting(doc = "User name for HTTP basic authentication.") Optional<String> username,
    @Setting(doc = "Password for it.") Optional<Secret> password,
    Tls tls,
    @Setting(doc = "Longest wait for a connection.", byDefault = "2s") Duration connectTimeout,
    @Setting(doc = "Longest wait for an answer.", byDefault = "5s") Duration readTimeout,
    @Setting(
            doc = "Rounds over all addresses before giving up.",
            byDefault = "5",
            min = 1,
            max = 1000)
        int attempts,
    @Setting(
            doc =
                "Whether schemas the registry does not have are registered; when false they must be"
                    + " there already.",
            byDefault = "true")
        boolean autoRegister)
    implements Section {

  /** Certificates, for `https`. */
  public record Tls(
      @Setting(
              doc =
                  "File with the certificates to trust, PKCS#12, JKS or PEM; those of the Java"
                      + " runtime when absent.")
          Optional<Path> truststore,
      @Setting(doc = "Its password.") Optional<Secret> truststorePassword,
      @Setting(doc = "File with this application's own certificate and key, PKCS#12 or JKS.")
          Optional<Path> keystore,
      @Setting(doc = "Its password, and that of the key.") Optional<Secret> keystorePassword) {}

  /** As the client takes it. */
  public RegistrySettings toSettings() {
    RegistrySettings defaults = RegistrySettings.of("http://localhost");
    return new RegistrySettings(
        urls,
        username.map(
            user -> new RegistrySettings.Credentials(user, password.map(Secret::value).orElse(""))),
        tlsSettings(),
        connectTimeout,
        readTimeout,
        attempts,
        defaults.backoff(),
        defaults.maxBackoff(),
        autoRegister);
  }

  private Optional<RegistrySettings.Tls> tlsSettings() {
    if (tls.truststore().isEmpty() && tls.keystore().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new RegistrySettings.Tls(
            tls.truststore(),
            tls.truststorePassword().map(Secret::value).orElse(""),
            tls.keystore(),
            tls.keystorePassword().map(Secret::value).orElse("")));
  }

  @Override
  public List<Conflict> conflicts() {
    List<Conflict> conflicts = new ArrayList<>();
    if (username.isPresent() != password.isPresent()) {
      conflicts.add(
          new Conflict(
              username.isPresent() ? "password" : "username",
              "expected both username and password, or neither"));
    }
    try {
      toSettings();
    } catch (IllegalArgumentException e) {
      String[] parts = String.valueOf(e.getMessage()).split(": ", 2);
      String key =
          Key.snakeCase(parts[0].replaceFirst("^registry\\.", ""))
              .replace("credentials.user", "username");
      conflicts.add(new Conflict(key, parts[parts.length - 1]));
    }
    return conflicts;
  }
}
