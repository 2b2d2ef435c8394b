package dev.gantry.bench;

import dev.gantry.app.CommandProvider;

/** Makes {@code bench} a command of {@code gantry} where this module is on the class path. */
public final class BenchCommandProvider implements CommandProvider {

  @Override
  public Class<?> command() {
    return BenchCommand.class;
  }
}
