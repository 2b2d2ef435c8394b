package dev.gantry.app;

/** Adds a command to {@code gantry} from a module that the application does not depend on. */
@FunctionalInterface
public interface CommandProvider {

  /** Returns a new instance of a class that carries picocli's {@code @Command}. */
  Object command();
}
