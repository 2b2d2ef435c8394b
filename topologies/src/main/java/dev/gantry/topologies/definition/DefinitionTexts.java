package dev.gantry.topologies.definition;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CoderResult;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The texts of files of definitions, by name of the file as the user gave it.
 *
 * @param texts content by name, in the order given; those of a directory by path
 * @param problems files and directories that can't be read, or hold nothing to read
 */
public record DefinitionTexts(Map<String, String> texts, List<Problem> problems) {

  /**
   * Reads files, and every {@code .yaml}, {@code .yml} and {@code .json} file in a directory and
   * those within it; {@code .test.yaml} and {@code .test.yml} are left out there, as are
   * directories whose names begin with a dot.
   */
  public static DefinitionTexts read(List<Path> paths) {
    Map<String, String> texts = new LinkedHashMap<>();
    List<Problem> problems = new ArrayList<>();
    for (Path path : paths) {
      try {
        List<Path> files = filesIn(path);
        if (files.isEmpty()) {
          problems.add(whole(path, "files that end in .yaml, .yml or .json", "none"));
        }
        for (Path file : files) {
          read(file, texts, problems);
        }
      } catch (IOException e) {
        problems.add(unreadable(path, e));
      }
    }
    return new DefinitionTexts(texts, problems);
  }

  /**
   * The texts.
   *
   * @throws DefinitionException when one could not be read
   */
  public Map<String, String> orThrow() {
    if (!problems.isEmpty()) {
      throw new DefinitionException(problems);
    }
    return texts;
  }

  private static List<Path> filesIn(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      return List.of(path);
    }
    List<Path> found = new ArrayList<>();
    Files.walkFileTree(
        path,
        EnumSet.of(FileVisitOption.FOLLOW_LINKS),
        Integer.MAX_VALUE,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
            boolean hidden = !directory.equals(path) && isHidden(directory);
            return hidden ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (isDefinition(file)) {
              found.add(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    Collections.sort(found);
    return found;
  }

  private static boolean isHidden(Path directory) {
    return directory.getFileName().toString().startsWith(".");
  }

  private static boolean isDefinition(Path file) {
    String name = file.toString();
    return name.matches("(?s).*\\.(ya?ml|json)")
        && !name.matches("(?s).*\\.test\\.ya?ml")
        && !Files.isDirectory(file);
  }

  private static void read(Path file, Map<String, String> texts, List<Problem> problems) {
    try {
      texts.put(file.toString(), Files.readString(file));
    } catch (CharacterCodingException e) {
      problems.add(undecodable(file));
    } catch (IOException e) {
      problems.add(unreadable(file, e));
    }
  }

  /** Text in another encoding is told by its place; what holds control characters is none. */
  private static Problem undecodable(Path file) {
    try {
      byte[] content = Files.readAllBytes(file);
      return isBinary(content)
          ? whole(
              file,
              "a definition, text in YAML or JSON",
              "a binary file. The weights of a model are named by the 'file' of a definition of"
                  + " kind model; gantry demo also takes bare ones that end in .onnx, .pt or"
                  + " .torchscript")
          : inAnotherEncoding(file, ByteBuffer.wrap(content));
    } catch (IOException e) {
      return unreadable(file, e);
    }
  }

  private static boolean isBinary(byte[] content) {
    for (byte each : content) {
      if (each >= 0 && each < ' ' && "\t\n\r".indexOf(each) < 0) {
        return true;
      }
    }
    return false;
  }

  private static Problem inAnotherEncoding(Path file, ByteBuffer content) {
    CharBuffer before = CharBuffer.allocate(content.remaining());
    CoderResult unused = UTF_8.newDecoder().decode(content, before, true);
    return Problem.behind(
        file.toString(),
        before.flip().toString(),
        "text in UTF-8",
        "the byte 0x%02X, which is none".formatted(content.get(content.position())));
  }

  private static Problem unreadable(Path path, IOException cause) {
    String found =
        Files.exists(path)
            ? cause.getClass().getSimpleName() + ": " + cause.getMessage()
            : "nothing there";
    return whole(path, "a file or directory that can be read", found);
  }

  private static Problem whole(Path path, String expected, String found) {
    return new Problem(path.toString(), 0, 0, "", expected, found);
  }
}
