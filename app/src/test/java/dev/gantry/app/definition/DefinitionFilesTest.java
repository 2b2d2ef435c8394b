package dev.gantry.app.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gantry.topologies.definition.DefinitionException;
import dev.gantry.topologies.definition.DefinitionParser;
import dev.gantry.topologies.definition.ParsedDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DefinitionFilesTest {

  private static final String MODEL =
      """
      kind: model
      id: box-v1
      file: weights/box.onnx
      engine: OnnxRuntime
      input: {size: 320x192, color: rgb, scale: 0.00392157, letterbox: true}
      output: {decoder: yolov8}
      labels: [car]
      """;

  @TempDir private Path dir;

  private final DefinitionFiles files =
      new DefinitionFiles(new DefinitionParser(rule -> List.of()));

  @Test
  void shouldReadEveryDefinitionFileOfADirectoryInOrderOfName() throws IOException {
    write("b.yml", "kind: camera\nid: b\nsite: s\n");
    write("a.yaml", "kind: camera\nid: a1\nsite: s\n---\nkind: camera\nid: a2\nsite: s\n");
    write("notes.txt", "kind: nonsense");
    write("a.test.yaml", "tests: []");

    List<ParsedDefinition> found = files.read(dir);

    assertThat(found).extracting(ParsedDefinition::id).containsExactly("a1", "a2", "b");
  }

  @Test
  void shouldReadTheDirectoriesWithinADirectoryThatAreNotHidden() throws IOException {
    Files.createDirectories(dir.resolve("harbour/north.yaml"));
    Files.createDirectories(dir.resolve(".git"));
    write("z.yaml", "kind: camera\nid: z\nsite: s\n");
    write("harbour/b.yaml", "kind: camera\nid: b\nsite: s\n");
    write("harbour/north.yaml/a.json", "{\"kind\": \"camera\", \"id\": \"a\"}");
    write(".git/c.yaml", "kind: nonsense");

    assertThat(files.read(dir)).extracting(ParsedDefinition::id).containsExactly("b", "a", "z");
  }

  @Test
  void shouldResolveTheFileOfAModelAgainstTheFileThatNamesIt() throws IOException {
    Path file = write("model.yaml", MODEL);

    ParsedDefinition model = files.read(file).get(0);

    assertThat(model.model().orElseThrow().file())
        .contains(dir.toAbsolutePath().resolve("weights/box.onnx").toString());
    assertThat(model.document()).contains(dir.toAbsolutePath().toString());
  }

  @Test
  void shouldNameThePathWhenThereIsNothing() {
    Path missing = dir.resolve("missing.yaml");

    assertThatThrownBy(() -> files.read(missing))
        .isInstanceOf(DefinitionException.class)
        .hasMessageContaining(missing.toString())
        .hasMessageContaining("nothing there");
  }

  @Test
  void shouldSayWhereWeightsGoWhenTheyAreGivenForTheirDefinition() throws IOException {
    Path weights = Files.write(dir.resolve("box.onnx"), new byte[] {8, (byte) 0xff, (byte) 0xfe});

    assertThatThrownBy(() -> files.read(weights))
        .isInstanceOf(DefinitionException.class)
        .hasMessageContaining("box.onnx")
        .hasMessageContaining("'file'");
  }

  @Test
  void shouldSayWhatWasExpectedWhenADirectoryHoldsNoDefinition() {
    assertThatThrownBy(() -> files.read(dir))
        .isInstanceOf(DefinitionException.class)
        .hasMessageContaining(".yaml");
  }

  @Test
  void shouldReportTheProblemsOfEveryFileAtOnce() throws IOException {
    write("a.yaml", "kind: camera\nsite: s\n");
    write("b.yaml", "kind: camera\nid: b\nsite: s\nfsp: 3\n");

    assertThatThrownBy(() -> files.read(dir))
        .isInstanceOf(DefinitionException.class)
        .hasMessageContaining("a.yaml")
        .hasMessageContaining("b.yaml")
        .hasMessageContaining("fsp");
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(dir.resolve(name), text);
  }
}
