package dev.gantry.app.geo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gantry.app.CommandFailedException;
import dev.gantry.domain.signin.Place;
import dev.gantry.topologies.port.GeoLocator.Located;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GeoDatabaseTest {

  private static final Located HAMBURG = new Located("DE", Optional.of(new Place(53.5511, 9.9937)));

  @TempDir private Path directory;

  private GeoDatabase database() {
    return new GeoDatabase(
        GeoDatabase.SETTING,
        new MaxMindFile()
            .city("203.0.113.0/24", "DE", 53.5511, 9.9937)
            .city("198.51.100.128/25", "BR", -23.5505, -46.6333)
            .country("192.0.2.7/32", "FR")
            .writeTo(directory.resolve("city.mmdb")));
  }

  @Test
  void shouldLocateAddressesByTheirNetworks() throws IOException {
    try (GeoDatabase places = database()) {
      assertThat(places.locate("203.0.113.0")).contains(HAMBURG);
      assertThat(places.locate("203.0.113.255")).contains(HAMBURG);
      assertThat(places.locate("198.51.100.200"))
          .contains(new Located("BR", Optional.of(new Place(-23.5505, -46.6333))));
      assertThat(places.locate("192.0.2.7")).contains(new Located("FR", Optional.empty()));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "203.0.114.0",
        "198.51.100.127",
        "192.0.2.8",
        "10.0.0.1",
        "300.1.1.1",
        "2001:db8::1",
        "",
        "localhost",
        "gate.example.com"
      })
  void shouldKnowNothingOfWhatItDoesNotHave(String address) throws IOException {
    try (GeoDatabase places = database()) {
      assertThat(places.locate(address)).isEmpty();
    }
  }

  @Test
  void shouldSayWhatIsNoDatabase() throws IOException {
    Path text = Files.writeString(directory.resolve("no.mmdb"), "no database");
    assertThatThrownBy(() -> new GeoDatabase(GeoDatabase.SETTING, text))
        .isInstanceOf(CommandFailedException.class)
        .hasMessageStartingWith("signins.geo_database: expected a MaxMind database (.mmdb), found");
    assertThatThrownBy(() -> new GeoDatabase(GeoDatabase.SETTING, directory.resolve("none.mmdb")))
        .isInstanceOf(CommandFailedException.class);
  }
}
