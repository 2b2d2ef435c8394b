package dev.gantry.schemas.registry;

import dev.gantry.schemas.internal.Once;
import java.security.KeyManagementException;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.function.Supplier;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLContextSpi;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Java's own TLS context, made when it is first used: it reads all certificates that Java knows,
 * which is for nothing where a server is reached without TLS.
 */
final class TlsOnDemand extends SSLContextSpi {

  private final Supplier<SSLContext> context = new Once<>(TlsOnDemand::byDefault);

  private TlsOnDemand() {}

  static SSLContext context() {
    return new SSLContext(new TlsOnDemand(), null, "TLS") {};
  }

  private static SSLContext byDefault() {
    try {
      return SSLContext.getDefault();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Java has no TLS: " + e.getMessage(), e);
    }
  }

  @Override
  protected void engineInit(
      KeyManager @Nullable [] keys, TrustManager @Nullable [] trust, @Nullable SecureRandom random)
      throws KeyManagementException {
    throw new KeyManagementException("Java's own context is initialised already");
  }

  @Override
  protected SSLEngine engineCreateSSLEngine() {
    return context.get().createSSLEngine();
  }

  @Override
  protected SSLEngine engineCreateSSLEngine(String host, int port) {
    return context.get().createSSLEngine(host, port);
  }

  @Override
  protected SSLSocketFactory engineGetSocketFactory() {
    return context.get().getSocketFactory();
  }

  @Override
  protected SSLServerSocketFactory engineGetServerSocketFactory() {
    return context.get().getServerSocketFactory();
  }

  @Override
  protected SSLSessionContext engineGetClientSessionContext() {
    return context.get().getClientSessionContext();
  }

  @Override
  protected SSLSessionContext engineGetServerSessionContext() {
    return context.get().getServerSessionContext();
  }
}
