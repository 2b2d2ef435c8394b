package dev.gantry.schemas.registry;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Makes TLS contexts from trust and key stores. */
final class TlsContexts {

  private static final int PEM_START = '-';

  private TlsContexts() {}

  /**
   * A context.
   *
   * @throws IllegalArgumentException naming the store that cannot be used and why
   */
  static SSLContext of(RegistrySettings.Tls tls) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keyManagers(tls), trustManagers(tls), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("registry.tls: cannot be used, " + e.getMessage(), e);
    }
  }

  private static KeyManager @Nullable [] keyManagers(RegistrySettings.Tls tls)
      throws GeneralSecurityException {
    Optional<Path> file = tls.keyStore();
    if (file.isEmpty()) {
      return null;
    }
    char[] password = tls.keyStorePassword().toCharArray();
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(load("registry.tls.keyStore", file.get(), password), password);
    return factory.getKeyManagers();
  }

  private static TrustManager @Nullable [] trustManagers(RegistrySettings.Tls tls)
      throws GeneralSecurityException {
    Optional<Path> file = tls.trustStore();
    if (file.isEmpty()) {
      return null;
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(
        load("registry.tls.trustStore", file.get(), tls.trustStorePassword().toCharArray()));
    return factory.getTrustManagers();
  }

  private static KeyStore load(String field, Path file, char[] password) {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      in.mark(1);
      int first = in.read();
      in.reset();
      return first == PEM_START ? pem(in) : KeyStore.getInstance(file.toFile(), password);
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalArgumentException(
          field + ": expected a readable store, found " + file + ": " + e.getMessage(), e);
    }
  }

  private static KeyStore pem(InputStream in) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    int number = 0;
    for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
      store.setCertificateEntry("certificate-" + number++, each);
    }
    return store;
  }
}
