package dev.gantry.bench.faults;

import dev.gantry.app.command.Main;
import dev.gantry.app.jvm.Tether;

/** The command line of Gantry in a child process. */
final class InstanceMain {

  private InstanceMain() {}

  public static void main(String[] arguments) {
    Tether.toParent();
    Main.main(arguments);
  }
}
