package dev.gantry.app.rules;

import dev.gantry.app.geo.GeoDatabase;
import dev.gantry.topologies.port.GeoLocator;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where addresses are, for rules about what is found in sign-ins. */
final class PlacesOption {

  private static final String NAME = "--geo-database";

  @Option(
      names = NAME,
      paramLabel = "FILE",
      description =
          "MaxMind database of cities (.mmdb) that says where addresses are, in place of the"
              + " configuration's signins.geo_database. Without one, impossible travel and new"
              + " countries are found only in sign-ins that bring their own place.")
  @Nullable Path file;

  /** A database that is open, or none. */
  record Places(Optional<GeoDatabase> database) implements AutoCloseable {

    GeoLocator locator() {
      return database.<GeoLocator>map(open -> open).orElse(GeoLocator.NONE);
    }

    /** Says what is off without one. */
    void tellWhatIsOff(PrintWriter to) {
      if (database.isEmpty()) {
        to.printf("%s: neither %s nor %s is set%n", GeoDatabase.OFF, NAME, GeoDatabase.SETTING);
        to.flush();
      }
    }

    @Override
    public void close() {
      database.ifPresent(GeoDatabase::close);
    }
  }

  /**
   * Opens the database.
   *
   * @param configured that of the configuration
   * @throws dev.gantry.app.CommandFailedException when it can't be read
   */
  Places open(Optional<Path> configured) {
    return new Places(
        file == null
            ? configured.map(each -> new GeoDatabase(GeoDatabase.SETTING, each))
            : Optional.of(new GeoDatabase(NAME, file)));
  }
}
