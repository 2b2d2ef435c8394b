package dev.gantry.detectors;

import java.nio.file.Path;
import java.util.Locale;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.global.opencv_imgproc;

/**
 * Prepares the native libraries: their settings are system properties which they read when their
 * classes load, so this comes before the first use of any of them.
 */
final class Natives {

  private static boolean configured;
  private static boolean loaded;

  private Natives() {}

  /**
   * Sets what the libraries read and loads OpenCV; the first call in the process decides.
   *
   * @throws UnsupportedOperationException on a platform there are no libraries for
   */
  static void prepare(DetectorSettings settings) {
    configure(settings);
    load(settings);
  }

  /**
   * Sets what the libraries read as they are loaded; the first call in the process decides.
   *
   * @throws UnsupportedOperationException on a platform there are no libraries for
   */
  static synchronized void configure(DetectorSettings settings) {
    if (configured) {
      return;
    }
    requirePlatform(System.getProperty("os.name"), System.getProperty("os.arch"));
    String cache = settings.cacheDir().toAbsolutePath().toString();
    String threads = Integer.toString(settings.threads());
    setUnlessSet("org.bytedeco.javacpp.cachedir", cache + "/javacpp");
    // JavaCPP would refuse to allocate once the process, with all that others map, passes four
    // times the heap
    setUnlessSet("org.bytedeco.javacpp.maxPhysicalBytes", "0");
    setUnlessSet("DJL_CACHE_DIR", cache + "/djl");
    setUnlessSet("ai.djl.offline", "true");
    setUnlessSet("OPT_OUT_TRACKING", "true");
    // ONNX Runtime would load PyTorch, for operations on arrays that nothing here asks for
    setUnlessSet("ai.djl.onnx.disable_alternative", "true");
    setUnlessSet("ai.djl.pytorch.num_threads", threads);
    setUnlessSet("ai.djl.pytorch.num_interop_threads", "1");
    configured = true;
  }

  /** Unpacks ONNX Runtime and loads OpenCV, which {@link #configure} comes before. */
  static synchronized void load(DetectorSettings settings) {
    if (loaded) {
      return;
    }
    Path onnx = OnnxRuntimeLibrary.unpack(settings.cacheDir().toAbsolutePath());
    if (onnx != null) {
      setUnlessSet("onnxruntime.native.path", onnx.toString());
    }
    Loader.load(opencv_core.class);
    Loader.load(opencv_imgproc.class);
    Loader.load(opencv_imgcodecs.class);
    // the same frames then give the same numbers, and stream threads are the parallelism
    opencv_core.setNumThreads(1);
    opencv_core.setUseOpenCL(false);
    loaded = true;
  }

  /** Refuses platforms whose native libraries are not packaged. */
  static void requirePlatform(String os, String architecture) {
    boolean linux = os.toLowerCase(Locale.ROOT).startsWith("linux");
    boolean x64 = architecture.equals("amd64") || architecture.equals("x86_64");
    if (!linux || !x64) {
      throw new UnsupportedOperationException(
          "detectors: expected linux on x86_64, which the native libraries are packaged for, found "
              + os
              + " on "
              + architecture
              + "; run the vision role on such a machine, or write vehicle-detections from the"
              + " camera's own");
    }
  }

  private static void setUnlessSet(String key, String value) {
    if (System.getProperty(key) == null) {
      System.setProperty(key, value);
    }
  }
}
