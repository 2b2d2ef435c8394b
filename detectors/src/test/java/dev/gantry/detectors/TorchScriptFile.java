package dev.gantry.detectors;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes TorchScript files without weights: a zip of stored entries, with the code as text and the
 * module as a pickle of an object without tensors.
 */
final class TorchScriptFile {

  private TorchScriptFile() {}

  /**
   * A module whose {@code forward} has this body, over a tensor {@code x}.
   *
   * @param returns type that it returns, such as {@code Tensor}
   * @param body statements, each on a line of its own
   */
  static Path write(Path file, String returns, String... body) {
    StringBuilder code = new StringBuilder();
    code.append("class Fixture(Module):\n");
    code.append("  __parameters__ = []\n  __buffers__ = []\n  training : bool\n");
    code.append("  def forward(self: __torch__.Fixture,\n    x: Tensor) -> ");
    code.append(returns).append(":\n");
    for (String line : body) {
      code.append("    ").append(line).append('\n');
    }
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      put(zip, "fixture/data.pkl", module());
      put(zip, "fixture/code/__torch__.py", code.toString().getBytes(StandardCharsets.UTF_8));
      put(zip, "fixture/constants.pkl", new byte[] {(byte) 0x80, 2, ')', '.'});
      put(zip, "fixture/version", "3\n".getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file;
  }

  /** {@code Fixture} with {@code {"training": False}}, in pickle protocol 2. */
  private static byte[] module() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {(byte) 0x80, 2});
    out.writeBytes("c__torch__\nFixture\n".getBytes(StandardCharsets.UTF_8));
    out.writeBytes(new byte[] {')', (byte) 0x81, '}', '(', 'X', 8, 0, 0, 0});
    out.writeBytes("training".getBytes(StandardCharsets.UTF_8));
    out.writeBytes(new byte[] {(byte) 0x89, 'u', 'b', '.'});
    return out.toByteArray();
  }

  private static void put(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    ZipEntry entry = new ZipEntry(name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(bytes.length);
    entry.setCrc(crc.getValue());
    zip.putNextEntry(entry);
    zip.write(bytes);
    zip.closeEntry();
  }
}
