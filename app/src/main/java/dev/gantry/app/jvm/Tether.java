package dev.gantry.app.jvm;

import java.io.IOException;
import java.io.InputStream;

/** Ties the life of a child process to that of its parent. */
public final class Tether {

  private static final int PARENT_GONE = 3;

  private Tether() {}

  /**
   * Halts this process once its standard input ends, as it does when the parent is gone, however
   * that came: a parent that is killed can't take its children along.
   */
  public static void toParent() {
    Thread watching = new Thread(Tether::awaitEnd, "tether");
    watching.setDaemon(true);
    watching.start();
  }

  private static void awaitEnd() {
    InputStream in = System.in;
    try {
      while (in.read() >= 0) {
        // The parent says nothing; it only holds the other end.
      }
    } catch (IOException e) {
      System.err.println("gantry: the parent process can't be watched any more: " + e);
    }
    Runtime.getRuntime().halt(PARENT_GONE);
  }
}
