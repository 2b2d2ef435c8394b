package dev.gantry.app.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
}
