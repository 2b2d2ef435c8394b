package dev.gantry.app.jvm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A Java process, mostly with the class path of this one, to be killed, held up and let go on. Main
 * classes call {@link Tether#toParent}, so that none outlives this process.
 */
public final class ChildJvm implements AutoCloseable {

  /** The class path of this process. */
  public static final String CLASS_PATH =
      System.getProperty("surefire.real.class.path", System.getProperty("java.class.path"));

  private static final long SIGNAL_SECONDS = 10;

  private final Process process;

  private ChildJvm(Process process) {
    this.process = process;
  }

  /**
   * What to start.
   *
   * @param main main class
   * @param arguments its arguments
   * @param options options of the virtual machine, such as {@code -Xmx256m}
   * @param environment variables added to those of this process
   * @param log file that standard output and standard error are appended to
   * @param classPath where its classes are
   */
  public record Launch(
      Class<?> main,
      List<String> arguments,
      List<String> options,
      Map<String, String> environment,
      Path log,
      String classPath) {

    public Launch {
      arguments = List.copyOf(arguments);
      options = List.copyOf(options);
      environment = Map.copyOf(environment);
    }

    /** With the class path of this process. */
    public Launch(
        Class<?> main,
        List<String> arguments,
        List<String> options,
        Map<String, String> environment,
        Path log) {
      this(main, arguments, options, environment, log, CLASS_PATH);
    }

    private List<String> command() {
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.addAll(options);
      command.add(main.getName());
      command.addAll(arguments);
      return command;
    }

    private Map<String, String> variables() {
      Map<String, String> variables = new HashMap<>(environment);
      // By the environment: a command line of ten thousand letters helps nobody.
      variables.put("CLASSPATH", classPath);
      return variables;
    }
  }

  /**
   * Starts a process and returns while it comes up.
   *
   * @throws UncheckedIOException when it can't be started
   */
  public static ChildJvm start(Launch launch) {
    ProcessBuilder builder = new ProcessBuilder(launch.command());
    builder.environment().putAll(launch.variables());
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(launch.log().toFile()));
    try {
      return new ChildJvm(builder.start());
    } catch (IOException e) {
      throw new UncheckedIOException("could not start " + launch.main().getName(), e);
    }
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** Processor time that it has used so far; that of its children is not counted. */
  public Duration cpuTime() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /** Waits until it has ended by itself, for at most so long. */
  public void awaitEnd(Duration timeout) throws InterruptedException {
    boolean unused = process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Ends it as {@code kill -9} does, and waits until it is gone. */
  public void kill() {
    process.destroyForcibly();
    awaitExit();
  }

  /** Asks it to end in order, and waits for at most so long; then it is killed. */
  public void stop(long seconds) {
    if (!process.isAlive()) {
      return;
    }
    // Process.destroy would close its standard input as well, see Tether.
    signal("-TERM");
    try {
      if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
        kill();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
  }

  /** Holds it up as it is; its connections stay open and silent. */
  public void pause() {
    signal("-STOP");
  }

  /** Lets it go on after {@link #pause}. */
  public void resume() {
    signal("-CONT");
  }

  private void signal(String signal) {
    try {
      Process kill =
          new ProcessBuilder("kill", signal, Long.toString(process.pid())).inheritIO().start();
      if (!kill.waitFor(SIGNAL_SECONDS, TimeUnit.SECONDS) || kill.exitValue() != 0) {
        throw new IllegalStateException("kill " + signal + " " + process.pid() + " failed");
      }
    } catch (IOException e) {
      throw new UncheckedIOException("could not send " + signal + " to " + process.pid(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void awaitExit() {
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Kills it if it still runs, also when it is held up. */
  @Override
  public void close() {
    kill();
  }
}
