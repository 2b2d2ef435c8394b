package dev.gantry.topologies.port;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** A store can't be asked now: its role is starting, moving, or not part of this process. */
public final class StoreUnavailableException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  public StoreUnavailableException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
