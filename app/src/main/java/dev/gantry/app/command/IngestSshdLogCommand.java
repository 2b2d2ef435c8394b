package dev.gantry.app.command;

import dev.gantry.ingest.Utf8Lines;
import dev.gantry.ingest.log.LogTimes;
import dev.gantry.ingest.log.SshdLog;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gantry ingest sshd-log}. */
@Command(
    name = "sshd-log",
    description = {
      "Sends the sign-ins that the log of sshd tells of to auth-events.",
      "A time without a year is the last one not after the file was last written (standard input:"
          + " now), unless --year says which it is. An event that is sent again has the same id."
    },
    mixinStandardHelpOptions = true,
    footer = {"", "Example: gantry ingest sshd-log /var/log/auth.log --config gantry.yaml"})
final class IngestSshdLogCommand implements Callable<Integer> {

  @Mixin LogOptions options = new LogOptions();

  @Option(names = "--year", description = "Year of all times without one.")
  @Nullable Integer year;

  @Override
  public Integer call() throws InterruptedException {
    return options.send(
        Utf8Lines::lenient,
        "sign-ins in lines of sshd",
        log -> new SshdLog(times(log), log.input.name()));
  }

  private LogTimes times(LogOptions log) {
    return year == null
        ? new LogTimes(log.zone, log.input.lastWritten())
        : LogTimes.ofYear(log.zone, year);
  }
}
