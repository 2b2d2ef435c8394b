package dev.gantry.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.domain.signin.CountWindow;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignInsConfigTest {

  static final SignInsConfig DEFAULTS =
      new SignInsConfig(
          Optional.empty(),
          5,
          Duration.ofSeconds(10),
          10,
          Duration.ofSeconds(60),
          5,
          Duration.ofMinutes(10),
          4,
          Duration.ofMinutes(10),
          Duration.ofHours(2),
          5,
          Duration.ofHours(8),
          5,
          Duration.ofHours(2),
          5,
          Duration.ofMinutes(10),
          .3,
          1_000,
          500,
          Duration.ofDays(45),
          Duration.ofDays(5),
          100_000);

  static final String OTHERS_YAML =
      """
      signins:
        geo_database: /geo.mmdb
        fast_capacity: 6
        fast_leakspeed: 11s
        slow_capacity: 12
        slow_leakspeed: 61s
        maxretry: 7
        findtime: 12m
        sparse_attempts: 8
        sparse_interval: 13m
        sparse_pause: 3h
        long_maxretry: 11
        long_findtime: 9h
        distributed_sources: 9
        distributed_findtime: 4h
        mfa_refusals: 10
        mfa_findtime: 14m
        unknown_share: 0.4
        travel_speed_kmh: 900
        travel_distance_km: 600
        dormant_after: 60d
        learning: 7d
        remembered: 5000
      """;

  static final SignInsConfig OTHERS =
      new SignInsConfig(
          Optional.of(Path.of("/geo.mmdb")),
          6,
          Duration.ofSeconds(11),
          12,
          Duration.ofSeconds(61),
          7,
          Duration.ofMinutes(12),
          8,
          Duration.ofMinutes(13),
          Duration.ofHours(3),
          11,
          Duration.ofHours(9),
          9,
          Duration.ofHours(4),
          10,
          Duration.ofMinutes(14),
          .4,
          900,
          600,
          Duration.ofDays(60),
          Duration.ofDays(7),
          5_000);

  @ParameterizedTest
  @ValueSource(strings = {"findtime", "long_findtime", "distributed_findtime", "mfa_findtime"})
  void shouldNameTheKeyThatIsWrong(String key) {
    Duration tooLong = Duration.ofDays(2);
    SignInsConfig wrong =
        windows(
            5,
            key.equals("findtime") ? tooLong : DEFAULTS.findtime(),
            key.equals("long_findtime") ? tooLong : DEFAULTS.longFindtime(),
            key.equals("distributed_findtime") ? tooLong : DEFAULTS.distributedFindtime(),
            key.equals("mfa_findtime") ? tooLong : DEFAULTS.mfaFindtime());
    assertThat(wrong.conflicts())
        .singleElement()
        .satisfies(
            conflict -> {
              assertThat(conflict.key()).isEqualTo(key);
              assertThat(conflict.message())
                  .isEqualTo("expected more than 0 and at most a day, found PT48H");
            });
  }

  @Test
  void shouldNotTellWhoRaisesMaxretryOfMoreByTheLongWindow() {
    assertThat(DEFAULTS.toSettings().guessing().longWindow().maxretry()).isEqualTo(5);
    assertThat(
            windows(
                    8,
                    DEFAULTS.findtime(),
                    DEFAULTS.longFindtime(),
                    DEFAULTS.distributedFindtime(),
                    DEFAULTS.mfaFindtime())
                .toSettings()
                .guessing()
                .longWindow())
        .isEqualTo(new CountWindow(8, Duration.ofHours(8)));
  }

  private static SignInsConfig windows(
      int maxretry,
      Duration findtime,
      Duration longFindtime,
      Duration distributedFindtime,
      Duration mfaFindtime) {
    return new SignInsConfig(
        Optional.empty(),
        5,
        Duration.ofSeconds(10),
        10,
        Duration.ofSeconds(60),
        maxretry,
        findtime,
        4,
        Duration.ofMinutes(10),
        Duration.ofHours(2),
        5,
        longFindtime,
        5,
        distributedFindtime,
        5,
        mfaFindtime,
        .3,
        1_000,
        500,
        Duration.ofDays(45),
        Duration.ofDays(5),
        100_000);
  }
}
