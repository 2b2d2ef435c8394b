package dev.gantry.app;

/** Adds a command to {@code gantry} from a module that the application does not depend on. */
@FunctionalInterface
public interface CommandProvider {

  /** A class that carries picocli's {@code @Command} and can be made without arguments. */
  Class<?> command();
}
