package dev.gantry.ingest;

import dev.gantry.schemas.serde.MalformedRecordException;
import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Lines of text, one after the other. */
public interface Lines extends Closeable {

  /**
   * The next line; null when there are no more.
   *
   * @throws MalformedRecordException when this one can't be read; the next may be
   * @throws IOException when none can be read any more
   */
  @Nullable String next() throws IOException;
}
