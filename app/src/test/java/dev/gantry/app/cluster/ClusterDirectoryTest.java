package dev.gantry.app.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterDirectoryTest {
  @TempDir Path dir;

  @Test
  void shouldKeepIdWhenOpenedAgain() throws IOException {
    Path root = dir.resolve("new").resolve("cluster");
    String id;
    try (ClusterDirectory first = ClusterDirectory.open(root, true)) {
      id = first.clusterId();
      assertThat(first.formatted()).isFalse();
      first.markFormatted();
    }

    try (ClusterDirectory second = ClusterDirectory.open(root, true)) {
      assertThat(second.clusterId()).isEqualTo(id);
      assertThat(second.formatted()).isTrue();
    }
  }

  @Test
  void shouldNotCountAsFormattedWhenStartDiedBefore() throws IOException {
    ClusterDirectory.open(dir, true).close();

    try (ClusterDirectory second = ClusterDirectory.open(dir, true)) {
      assertThat(second.formatted()).isFalse();
    }
  }

  @Test
  void shouldNameHolderWhenInUse() throws IOException {
    try (ClusterDirectory held = ClusterDirectory.open(dir, true)) {
      assertThatThrownBy(() -> ClusterDirectory.open(held.root(), true))
          .isInstanceOf(EmbeddedClusterException.class)
          .hasMessageContaining(dir.toString())
          .hasMessageContaining("in use")
          .hasMessageContaining("process " + ProcessHandle.current().pid());
    }
  }

  @Test
  void shouldStayKeptOnceKept() throws IOException {
    ClusterDirectory.open(dir, true).close();

    try (ClusterDirectory second = ClusterDirectory.open(dir, false)) {
      assertThat(second.temporary()).isFalse();
    }
  }

  @Test
  void shouldRefuseDirectoryOfSomethingElse() throws IOException {
    Files.writeString(dir.resolve("thesis.txt"), "mine");

    assertThatThrownBy(() -> ClusterDirectory.open(dir, true))
        .isInstanceOf(EmbeddedClusterException.class)
        .hasMessageContaining("thesis.txt")
        .hasMessageContaining("name an empty or new one");
    assertThat(dir).isDirectoryContaining(p -> p.endsWith("thesis.txt"));
    assertThat(dir.resolve("gantry-cluster.properties")).doesNotExist();
  }

  @Test
  void shouldRefuseFile() throws IOException {
    Path file = Files.createFile(dir.resolve("file"));

    assertThatThrownBy(() -> ClusterDirectory.open(file, true))
        .isInstanceOf(EmbeddedClusterException.class)
        .hasMessageContaining("is a file");
  }

  @Test
  void shouldRefuseUnknownLayout() throws IOException {
    Files.writeString(dir.resolve("gantry-cluster.properties"), "layout=99\ncluster.id=x\n");

    assertThatThrownBy(() -> ClusterDirectory.open(dir, true))
        .isInstanceOf(EmbeddedClusterException.class)
        .hasMessageContaining("layout 99");
  }

  @Test
  void shouldSweepOnlyTemporaryClustersNobodyHolds() throws IOException {
    // given
    Path abandoned = dir.resolve(EmbeddedClusterSettings.TEMPORARY_PREFIX + "1");
    ClusterDirectory.open(abandoned, false).close();
    Path held = dir.resolve(EmbeddedClusterSettings.TEMPORARY_PREFIX + "2");
    Path kept = dir.resolve("kept");
    ClusterDirectory.open(kept, true).close();
    Path keptByName = dir.resolve(EmbeddedClusterSettings.TEMPORARY_PREFIX + "4");
    ClusterDirectory.open(keptByName, false).close();
    ClusterDirectory.open(keptByName, true).close();
    Path unmarked =
        Files.createDirectory(dir.resolve(EmbeddedClusterSettings.TEMPORARY_PREFIX + "3"));

    // when
    try (ClusterDirectory holder = ClusterDirectory.open(held, false)) {
      assertThat(holder.temporary()).isTrue();
      ClusterDirectory.sweepAbandoned(dir);
    }

    // then
    assertThat(abandoned).doesNotExist();
    assertThat(held).exists();
    assertThat(kept).exists();
    assertThat(keptByName).exists();
    assertThat(unmarked).exists();
  }

  @Test
  void shouldSweepWhatStartsLeftThatDiedBeforeTheyWroteAnything() throws IOException {
    // given
    Path forgotten = abandoned("1");
    Path foreign = abandoned("2");
    Files.writeString(foreign.resolve("thesis.txt"), "mine");
    makeOld(forgotten);
    makeOld(foreign);
    Path underWay = abandoned("3");

    // when
    ClusterDirectory.sweepAbandoned(dir);

    // then
    assertThat(forgotten).doesNotExist();
    assertThat(foreign).exists();
    assertThat(underWay).exists();
  }

  @Test
  void shouldSweepOnPastWhatItCannotRead() throws IOException {
    // given
    Path ofAnotherVersion = abandoned("1");
    Files.writeString(
        ofAnotherVersion.resolve("gantry-cluster.properties"), "layout=99\ntemporary=true\n");
    Path behind = dir.resolve(EmbeddedClusterSettings.TEMPORARY_PREFIX + "2");
    ClusterDirectory.open(behind, false).close();

    // when
    ClusterDirectory.sweepAbandoned(dir);

    // then
    assertThat(ofAnotherVersion).exists();
    assertThat(behind).doesNotExist();
  }

  @Test
  void shouldSayInWordsWhyADirectoryCannotBeUsed() throws IOException {
    Path file = Files.createFile(dir.resolve("file"));

    assertThatThrownBy(() -> ClusterDirectory.open(file.resolve("below"), true))
        .isInstanceOf(EmbeddedClusterException.class)
        .hasMessageContaining("expected a directory that can be written")
        .hasMessageContaining("Not a directory");
  }

  private Path abandoned(String name) throws IOException {
    return Files.createDirectory(dir.resolve(EmbeddedClusterSettings.TEMPORARY_PREFIX + name));
  }

  private static void makeOld(Path directory) throws IOException {
    Instant longAgo = Instant.now().minus(Duration.ofHours(1));
    Files.setLastModifiedTime(directory, FileTime.from(longAgo));
  }
}
