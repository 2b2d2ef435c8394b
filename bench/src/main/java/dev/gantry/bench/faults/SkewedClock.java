package dev.gantry.bench.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The wall clock of a process, which can be set at any time: libfaketime (Debian: {@code
 * libfaketime}) stands between the process and the C library. Time that only measures intervals
 * stays true, as it does when an operator or NTP sets a clock.
 */
final class SkewedClock {

  private static final List<Path> LIBRARIES =
      List.of(
          Path.of("/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1"),
          Path.of("/usr/lib/faketime/libfaketimeMT.so.1"),
          Path.of("/usr/lib64/faketime/libfaketimeMT.so.1"));

  private final Path offset;

  /**
   * @param offset file that tells the process how wrong its clock is
   */
  SkewedClock(Path offset) throws IOException {
    this.offset = offset;
    set(Duration.ZERO);
  }

  /** The library, where it is installed. */
  static Optional<Path> library() {
    return LIBRARIES.stream().filter(Files::exists).findFirst();
  }

  /** Variables that a process has to be started with. */
  Map<String, String> environment(Path library) {
    return Map.of(
        "LD_PRELOAD", library.toString(),
        "FAKETIME_TIMESTAMP_FILE", offset.toString(),
        "FAKETIME_CACHE_DURATION", "1",
        "FAKETIME_DONT_FAKE_MONOTONIC", "1",
        // Else it shifts what threads of Java wait for, and none of them waits any more.
        "FAKETIME_FORCE_MONOTONIC_FIX", "0");
  }

  /** Sets the clock so far ahead, or behind when negative; heeded within a second. */
  void set(Duration ahead) throws IOException {
    Files.writeString(offset, "%+d\n".formatted(ahead.toSeconds()));
  }
}
