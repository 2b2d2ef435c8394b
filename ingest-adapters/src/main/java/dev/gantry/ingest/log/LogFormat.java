package dev.gantry.ingest.log;

import dev.gantry.schemas.records.AuthEvent;
import java.util.List;

/** Reads sign-ins out of the lines of a log, one after the other. */
public interface LogFormat {

  /** The sign-ins that a line completes; none when it tells of none. */
  List<AuthEvent> read(String line);
}
