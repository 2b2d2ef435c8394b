package dev.gantry.app.cluster;

/** The embedded cluster cannot start; the message says why and what the user can do about it. */
public final class EmbeddedClusterException extends RuntimeException {
  EmbeddedClusterException(String message) {
    super(message);
  }

  EmbeddedClusterException(String message, Throwable cause) {
    super(message, cause);
  }
}
