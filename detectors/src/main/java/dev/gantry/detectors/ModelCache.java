package dev.gantry.detectors;

import dev.gantry.domain.detection.ModelDescriptor;
import dev.gantry.domain.detection.ModelDescriptor.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Keeps each model in memory once, as long as a detector uses it. */
final class ModelCache {

  private final Map<Key, Entry> entries = new HashMap<>();
  private final int threads;

  ModelCache(int threads) {
    this.threads = threads;
  }

  /**
   * Takes a share in a model; {@link Lease#close} gives it back.
   *
   * @throws IllegalArgumentException when the model can't be loaded
   */
  synchronized Lease acquire(ModelDescriptor descriptor) {
    Path file = Path.of(descriptor.file().orElseThrow());
    Key key = Key.of(descriptor.engine(), file);
    Entry entry = entries.get(key);
    if (entry == null) {
      entry = new Entry(LoadedModel.load(descriptor.id(), descriptor.engine(), file, threads));
      entries.put(key, entry);
    }
    entry.users++;
    return new Lease(key, entry.model);
  }

  private synchronized void release(Key key) {
    Entry entry = entries.get(key);
    if (entry != null && --entry.users == 0) {
      entries.remove(key);
      entry.model.close();
    }
  }

  /** A share in a model. */
  final class Lease implements AutoCloseable {

    private final Key key;
    private final LoadedModel model;
    private boolean closed;

    private Lease(Key key, LoadedModel model) {
      this.key = key;
      this.model = model;
    }

    LoadedModel model() {
      return model;
    }

    @Override
    public void close() {
      if (!closed) {
        closed = true;
        release(key);
      }
    }
  }

  private static final class Entry {

    private final LoadedModel model;
    private int users;

    private Entry(LoadedModel model) {
      this.model = model;
    }
  }

  /** A file that was replaced is another model. */
  private record Key(Engine engine, Path file, long size, long modified) {

    static Key of(Engine engine, Path file) {
      Path absolute = file.toAbsolutePath().normalize();
      try {
        return new Key(
            engine, absolute, Files.size(file), Files.getLastModifiedTime(file).toMillis());
      } catch (IOException e) {
        // it is missing or unreadable, which loading it explains
        return new Key(engine, absolute, -1, -1);
      }
    }
  }
}
