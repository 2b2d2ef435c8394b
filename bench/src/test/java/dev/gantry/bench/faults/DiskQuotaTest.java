package dev.gantry.bench.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskQuotaTest {

  @TempDir private Path scratch;

  @Test
  void shouldLeaveNoRoomUntilFreedAndBeGoneInTheEnd() throws IOException {
    assumeTrue(DiskQuota.isPossible(scratch), "needs root");
    Path dir = Files.createDirectory(scratch.resolve("limited"));
    try (DiskQuota quota = DiskQuota.on(dir, 16)) {
      write(dir, 4);
      quota.fill();
      assertThatThrownBy(() -> write(dir, 8)).isInstanceOf(IOException.class);
      quota.free();
      write(dir, 8);
      assertThat(dir).isNotEmptyDirectory();
    }
    assertThat(dir).isEmptyDirectory();
  }

  private static void write(Path dir, int megabytes) throws IOException {
    Files.write(dir.resolve(megabytes + "mb"), new byte[megabytes << 20]);
  }
}
