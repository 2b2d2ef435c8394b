package dev.gantry.app.config;

import dev.gantry.domain.signin.CountWindow;
import dev.gantry.domain.signin.Guessing;
import dev.gantry.domain.signin.LeakyBucket;
import dev.gantry.domain.signin.SignInSettings;
import dev.gantry.domain.signin.SparseAttempts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** When SIGN-INS tells of sign-ins. */
public record SignInsConfig(
    @Setting(
            doc =
                "A MaxMind database of cities (`.mmdb`) that says where addresses are. Without one,"
                    + " impossible travel and new countries are found only in events that bring"
                    + " their own place.")
        Optional<Path> geoDatabase,
    @Setting(
            doc = "Failures that a bucket holds which finds guessing within seconds.",
            byDefault = "5",
            min = 1,
            max = 32)
        int fastCapacity,
    @Setting(doc = "Time in which that bucket loses one.", byDefault = "10s")
        Duration fastLeakspeed,
    @Setting(
            doc = "Failures that a bucket holds which finds guessing within minutes.",
            byDefault = "10",
            min = 1,
            max = 32)
        int slowCapacity,
    @Setting(doc = "Time in which that bucket loses one.", byDefault = "60s")
        Duration slowLeakspeed,
    @Setting(
            doc = "Failures within `findtime` that are guessing whatever the buckets hold.",
            byDefault = "5",
            min = 2,
            max = 32)
        int maxretry,
    @Setting(doc = "Length of that window; at most a day.", byDefault = "10m") Duration findtime,
    @Setting(
            doc = "Failures that are guessing though they come hours apart.",
            byDefault = "4",
            min = 3,
            max = 32)
        int sparseAttempts,
    @Setting(doc = "What the median pause between those exceeds.", byDefault = "10m")
        Duration sparseInterval,
    @Setting(doc = "Longest pause between those; at least `sparse_interval`.", byDefault = "2h")
        Duration sparsePause,
    @Setting(
            doc =
                "Failures within `long_findtime` that are guessing at whatever pace; never fewer"
                    + " than `maxretry`.",
            byDefault = "5",
            min = 2,
            max = 32)
        int longMaxretry,
    @Setting(doc = "Length of that window; at most a day.", byDefault = "8h") Duration longFindtime,
    @Setting(
            doc =
                "Addresses from which an account is not usually used, and whose failures within"
                    + " `distributed_findtime` are one attack on it.",
            byDefault = "5",
            min = 2,
            max = 32)
        int distributedSources,
    @Setting(doc = "Length of that window; at most a day.", byDefault = "2h")
        Duration distributedFindtime,
    @Setting(
            doc = "Refused second factors within `mfa_findtime` that are too many.",
            byDefault = "5",
            min = 2,
            max = 32)
        int mfaRefusals,
    @Setting(doc = "Length of that window; at most a day.", byDefault = "10m") Duration mfaFindtime,
    @Setting(
            doc =
                "Share of accounts that there are not, among those tried from one address, from"
                    + " which it is credential stuffing and not password spraying.",
            byDefault = "0.3",
            min = 0,
            max = 1)
        double unknownShare,
    @Setting(doc = "Speed that no journey has, km/h.", byDefault = "1000", min = 1, max = 1_000_000)
        double travelSpeedKmh,
    @Setting(
            doc = "Distance from which a journey counts, km: addresses are located no better.",
            byDefault = "500",
            min = 1,
            max = 20_000)
        double travelDistanceKm,
    @Setting(doc = "An account unused for so long is dormant.", byDefault = "45d")
        Duration dormantAfter,
    @Setting(
            doc =
                "For so long from its first sign-in on, no device or country of an account is new.",
            byDefault = "5d")
        Duration learning,
    @Setting(
            doc =
                "Accounts, and addresses, that each partition remembers at most. Of more, those are"
                    + " forgotten of which least is known.",
            byDefault = "100000",
            min = 100,
            max = 10_000_000)
        int remembered)
    implements Section {

  /** As the checks take it. */
  public SignInSettings toSettings() {
    return new SignInSettings(
        new Guessing(
            new LeakyBucket(fastCapacity, fastLeakspeed),
            new LeakyBucket(slowCapacity, slowLeakspeed),
            new CountWindow(maxretry, findtime),
            new SparseAttempts(sparseAttempts, sparseInterval, sparsePause),
            CountWindow.named("long_", longMaxretry, longFindtime)),
        distributedSources,
        distributedFindtime,
        CountWindow.named("mfa_", mfaRefusals, mfaFindtime),
        unknownShare,
        travelSpeedKmh,
        travelDistanceKm,
        dormantAfter,
        learning,
        remembered);
  }

  @Override
  public List<Conflict> conflicts() {
    return Section.conflictsOf("signins", this::toSettings);
  }
}
