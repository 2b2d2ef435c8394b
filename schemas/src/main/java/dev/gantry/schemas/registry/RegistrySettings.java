package dev.gantry.schemas.registry;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * How to reach a schema registry.
 *
 * @param urls addresses of its instances, {@code http} or {@code https}; the next is tried when one
 *     does not answer
 * @param credentials user and password for HTTP basic authentication; absent for none
 * @param tls stores for {@code https}; absent for those of the Java runtime
 * @param connectTimeout longest wait for a connection, above 0
 * @param readTimeout longest wait for an answer, above 0
 * @param attempts rounds over all addresses before giving up, 1 or more
 * @param backoff wait after the first failed round, doubled after each further one, 0 or more
 * @param maxBackoff longest wait between rounds
 * @param autoRegister whether unknown schemas are registered; when false they must exist already
 */
public record RegistrySettings(
    List<URI> urls,
    Optional<Credentials> credentials,
    Optional<Tls> tls,
    Duration connectTimeout,
    Duration readTimeout,
    int attempts,
    Duration backoff,
    Duration maxBackoff,
    boolean autoRegister) {

  public RegistrySettings {
    urls = List.copyOf(urls);
    if (urls.isEmpty()) {
      throw new IllegalArgumentException("registry.urls: expected one address or more, found none");
    }
    urls.forEach(RegistrySettings::check);
    positive("registry.connectTimeout", connectTimeout);
    positive("registry.readTimeout", readTimeout);
    if (attempts < 1) {
      throw new IllegalArgumentException(
          "registry.attempts: expected 1 or more, found " + attempts);
    }
    if (backoff.isNegative() || maxBackoff.compareTo(backoff) < 0) {
      throw new IllegalArgumentException(
          "registry.backoff: expected 0 or more and at most maxBackoff "
              + maxBackoff
              + ", found "
              + backoff);
    }
  }

  /** Default settings: 2 s to connect, 5 s to read, 5 rounds, waits of 100 ms to 2 s. */
  public static RegistrySettings of(String... urls) {
    return new RegistrySettings(
        Arrays.stream(urls).map(URI::create).toList(),
        Optional.empty(),
        Optional.empty(),
        Duration.ofSeconds(2),
        Duration.ofSeconds(5),
        5,
        Duration.ofMillis(100),
        Duration.ofSeconds(2),
        true);
  }

  /** The same settings with credentials. */
  public RegistrySettings withCredentials(Credentials given) {
    return new RegistrySettings(
        urls,
        Optional.of(given),
        tls,
        connectTimeout,
        readTimeout,
        attempts,
        backoff,
        maxBackoff,
        autoRegister);
  }

  /** The same settings with stores for {@code https}. */
  public RegistrySettings withTls(Tls given) {
    return new RegistrySettings(
        urls,
        credentials,
        Optional.of(given),
        connectTimeout,
        readTimeout,
        attempts,
        backoff,
        maxBackoff,
        autoRegister);
  }

  /** The same settings with other attempts. */
  public RegistrySettings withRetries(int rounds, Duration first, Duration longest) {
    return new RegistrySettings(
        urls, credentials, tls, connectTimeout, readTimeout, rounds, first, longest, autoRegister);
  }

  /** The same settings, registering unknown schemas or not. */
  public RegistrySettings withAutoRegister(boolean register) {
    return new RegistrySettings(
        urls,
        credentials,
        tls,
        connectTimeout,
        readTimeout,
        attempts,
        backoff,
        maxBackoff,
        register);
  }

  private static void check(URI url) {
    boolean web = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
    if (!web || url.getHost() == null) {
      throw new IllegalArgumentException(
          "registry.urls: expected an http or https address, found " + withoutUser(url));
    }
    if (url.getRawUserInfo() != null) {
      throw new IllegalArgumentException(
          "registry.urls: expected no user in the address, give registry.credentials, found "
              + withoutUser(url));
    }
  }

  private static String withoutUser(URI url) {
    return url.toString().replaceFirst("//[^/@]*@", "//***@");
  }

  private static void positive(String field, Duration value) {
    if (value.isNegative() || value.isZero()) {
      throw new IllegalArgumentException(field + ": expected more than 0, found " + value);
    }
  }

  /**
   * User and password. The password never prints.
   *
   * @param user user name, without a colon
   * @param password password
   */
  public record Credentials(String user, String password) {

    public Credentials {
      if (user.isEmpty() || user.indexOf(':') >= 0) {
        throw new IllegalArgumentException(
            "registry.credentials.user: expected a name without a colon, found '" + user + "'");
      }
    }

    @Override
    public String toString() {
      return "Credentials[user=" + user + ", password=***]";
    }
  }

  /**
   * Stores for {@code https}, each PKCS#12 or JKS; the trust store may also be a PEM file of
   * certificates. Passwords never print.
   *
   * @param trustStore certificates to trust; absent for those of the Java runtime
   * @param trustStorePassword its password; empty for a PEM file
   * @param keyStore certificate and key to show; absent for none
   * @param keyStorePassword its password, and that of the key
   */
  public record Tls(
      Optional<Path> trustStore,
      String trustStorePassword,
      Optional<Path> keyStore,
      String keyStorePassword) {

    @Override
    public String toString() {
      return "Tls[trustStore="
          + trustStore
          + ", trustStorePassword=***, keyStore="
          + keyStore
          + ", keyStorePassword=***]";
    }
  }
}
