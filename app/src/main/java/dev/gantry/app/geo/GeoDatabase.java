package dev.gantry.app.geo;

import com.maxmind.db.CHMCache;
import com.maxmind.db.Reader;
import dev.gantry.app.CommandFailedException;
import dev.gantry.domain.signin.Place;
import dev.gantry.topologies.port.GeoLocator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where addresses are by a MaxMind database of cities or countries, such as GeoLite2-City or DB-IP
 * City Lite: {@code country.iso_code}, {@code location.latitude} and {@code location.longitude}.
 */
public final class GeoDatabase implements GeoLocator, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(GeoDatabase.class);

  /** Only what can be no host's name: nothing is ever asked over the network. */
  private static final Pattern ADDRESS = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}|.*:.*");

  /** Name of the setting of {@code gantry run}. */
  public static final String SETTING = "signins.geo_database";

  /** What is off without one. */
  public static final String OFF =
      "impossible travel and new countries are off for sign-ins that bring no place of their own";

  private final Reader reader;

  /**
   * Opens a database.
   *
   * @param setting name of the setting that says which, for messages
   * @throws CommandFailedException when it can't be read
   */
  public GeoDatabase(String setting, Path file) {
    try {
      this.reader = new Reader(file.toFile(), new CHMCache());
    } catch (IOException e) {
      throw new CommandFailedException(
          "%s: expected a MaxMind database (.mmdb), found %s: %s"
              .formatted(setting, file, e.getMessage()),
          e);
    }
  }

  /** Says that nothing tells where addresses are. */
  public static GeoLocator none() {
    LOG.info("{}: {} is not set", OFF, SETTING);
    return GeoLocator.NONE;
  }

  @Override
  public Optional<Located> locate(String address) {
    if (!ADDRESS.matcher(address).matches()) {
      return Optional.empty();
    }
    try {
      Map<?, ?> found = reader.get(InetAddress.getAllByName(address)[0], Map.class);
      return Optional.ofNullable(found).map(GeoDatabase::located);
    } catch (UnknownHostException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new IllegalStateException("the database of places can't be read any more", e);
    }
  }

  private static Located located(Map<?, ?> found) {
    Object country = at(found, "country", "iso_code");
    return new Located(
        country instanceof String code ? code : "",
        at(found, "location", "latitude") instanceof Double latitude
                && at(found, "location", "longitude") instanceof Double longitude
            ? Optional.of(new Place(latitude, longitude))
            : Optional.empty());
  }

  private static Object at(Map<?, ?> found, String part, String name) {
    return found.get(part) instanceof Map<?, ?> inner && inner.containsKey(name)
        ? inner.get(name)
        : Optional.empty();
  }

  @Override
  public void close() {
    try {
      reader.close();
    } catch (IOException e) {
      throw new UncheckedIOException("the database of places can't be closed", e);
    }
  }
}
