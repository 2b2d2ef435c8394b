package dev.gantry.bench.signin;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gantry.app.CommandFailedException;
import dev.gantry.bench.data.DataFolder;
import dev.gantry.bench.signin.SignInResult.LogScore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code gantry bench signin}. */
@Command(
    name = "signin",
    description = {
      "Attacks found in logs of sshd and Keycloak, which go through the adapter and the topology"
          + " SIGN-INS with its usual thresholds.",
      "Beside a scenario.assert of CrowdSec the alerts of that are expected, by address; else every"
          + " address with five failures or more, and nothing about whoever was let in."
    },
    mixinStandardHelpOptions = true,
    footer = {"", "Example: gantry bench signin hub/.tests --json"})
public final class SignInCommand implements Callable<Integer> {

  @Parameters(paramLabel = "DIR", description = "Folder with logs (*.log), in any depth.")
  Path folder = Path.of(".");

  @Option(names = "--json", description = "Print one JSON object.")
  boolean json;

  @Override
  public Integer call() throws IOException {
    DataFolder.require(folder, "a directory of logs");
    List<Path> logs = SignInBench.logs(folder);
    if (logs.isEmpty()) {
      throw new CommandFailedException(folder + ": expected files named *.log, found none");
    }
    List<LogScore> scores = new ArrayList<>();
    for (Path log : logs) {
      scores.add(SignInBench.score(folder, log));
    }
    SignInResult result = new SignInResult(scores);
    System.out.println(json ? new ObjectMapper().writeValueAsString(result) : result.words());
    return 0;
  }
}
