package dev.gantry.detectors;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Unpacks ONNX Runtime's libraries once. Left alone it writes 28 MB into the temporary folder at
 * every start, and leaves them there when the process is killed.
 */
final class OnnxRuntimeLibrary {

  private static final String RESOURCES = "ai/onnxruntime/native/linux-x64/";
  private static final List<String> FILES = List.of("libonnxruntime.so", "libonnxruntime4j_jni.so");

  private OnnxRuntimeLibrary() {}

  /** Folder that holds the libraries, below {@code cache}; null when they are not packaged. */
  static @Nullable Path unpack(Path cache) {
    ClassLoader loader = OnnxRuntimeLibrary.class.getClassLoader();
    try {
      long sizes = 0;
      for (String file : FILES) {
        URL resource = loader.getResource(RESOURCES + file);
        if (resource == null) {
          return null;
        }
        sizes = sizes * 31 + resource.openConnection().getContentLengthLong();
      }
      // another version of the library has another size, hence another folder
      Path folder = cache.resolve("onnxruntime-" + Long.toHexString(sizes));
      Files.createDirectories(folder);
      for (String file : FILES) {
        Path target = folder.resolve(file);
        if (!Files.exists(target)) {
          unpack(loader, file, target);
        }
      }
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(
          "detectors: can't unpack native libraries below " + cache.toAbsolutePath(), e);
    }
  }

  /** Through a file of its own, so that processes starting together never see half a library. */
  private static void unpack(ClassLoader loader, String file, Path target) throws IOException {
    Path part = Files.createTempFile(target.getParent(), file, ".part");
    try (InputStream in = loader.getResourceAsStream(RESOURCES + file)) {
      if (in != null) {
        Files.copy(in, part, StandardCopyOption.REPLACE_EXISTING);
      }
    }
    Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
  }
}
