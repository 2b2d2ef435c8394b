package dev.gantry.ingest.log;

import dev.gantry.schemas.records.AuthEvent;
import dev.gantry.schemas.serde.MalformedRecordException;
import java.util.List;

/** Reads sign-ins out of the lines of a log, one after the other. */
public interface LogFormat {

  /**
   * The sign-ins that a line completes; none when it tells of none.
   *
   * @throws MalformedRecordException when it should tell of some, and can't be read
   */
  List<AuthEvent> read(String line);
}
