package dev.gantry.app.cluster;

import dev.gantry.app.jvm.ChildJvm;
import java.nio.file.Path;

/** One broker of a {@link BrokerGroup}: a process that can be killed, held up and started again. */
public final class BrokerNode implements AutoCloseable {

  /** What a broker needs to hand its partitions over; then it is killed. */
  private static final long STOP_SECONDS = 60;

  private final int id;
  private final Path logDir;
  private final int clientPort;
  private final ChildJvm.Launch launch;
  private ChildJvm process;

  BrokerNode(int id, Path logDir, int clientPort, ChildJvm.Launch launch) {
    this.id = id;
    this.logDir = logDir;
    this.clientPort = clientPort;
    this.launch = launch;
    this.process = ChildJvm.start(launch);
  }

  /** Its number, from 1. */
  public int id() {
    return id;
  }

  /** Where its data lies. */
  public Path logDir() {
    return logDir;
  }

  /** The port it listens on for clients, whatever stands in front of it. */
  public int clientPort() {
    return clientPort;
  }

  public synchronized boolean isAlive() {
    return process.isAlive();
  }

  /** Ends it as {@code kill -9} does. */
  public synchronized void kill() {
    process.kill();
  }

  /** Ends it in order: it hands over what it leads before it goes. */
  public synchronized void stop() {
    process.stop(STOP_SECONDS);
  }

  /** Starts it again where it is down, on the same ports and data; returns while it comes up. */
  public synchronized void start() {
    if (!process.isAlive()) {
      process = ChildJvm.start(launch);
    }
  }

  /** Holds it up; its connections stay open and silent. */
  public synchronized void pause() {
    process.pause();
  }

  /** Lets it go on after {@link #pause}. */
  public synchronized void resume() {
    process.resume();
  }

  @Override
  public synchronized void close() {
    process.close();
  }
}
