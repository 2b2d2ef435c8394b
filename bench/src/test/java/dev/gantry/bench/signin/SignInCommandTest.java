package dev.gantry.bench.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gantry.app.CommandFailedException;
import dev.gantry.bench.signin.SignInResult.LogScore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignInCommandTest {

  @TempDir Path folder;

  @Test
  void shouldHoldFindingsAgainstTheAlertsBesideALog() throws IOException {
    Path test = Files.createDirectories(folder.resolve("ssh-bf"));
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      lines.add(
          "Feb 12 14:10:2%d gate sshd[16]: Invalid user a%d from 192.0.2.7 port 5".formatted(i, i));
    }
    Files.write(test.resolve("ssh-bf.log"), lines);
    Files.write(
        test.resolve("scenario.assert"),
        List.of(
            "len(results) == 2",
            "\"192.0.2.7\" in results[0].Overflow.GetSources()",
            "results[0].Overflow.Alert.GetScenario() == \"crowdsecurity/ssh-bf_user-enum\"",
            "\"192.0.2.9\" in results[1].Overflow.GetSources()",
            "results[1].Overflow.Alert.GetScenario() == \"crowdsecurity/ssh-bf\""));
    assertThat(score()).containsExactly(new LogScore("ssh-bf", 2, 1, 1));
  }

  @Test
  void shouldExpectAddressesWithFiveFailuresAndNothingAboutWhoWasLetIn() throws IOException {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      lines.add(line(10 + i, "Failed password for root from 192.0.2.7 port 1 ssh2"));
    }
    lines.add(line(20, "Failed password for ann from 192.0.2.9 port 1 ssh2"));
    lines.add(line(21, "Accepted password for ann from 192.0.2.9 port 1 ssh2"));
    Files.write(folder.resolve("auth.log"), lines);
    assertThat(score()).containsExactly(new LogScore("auth.log", 1, 1, 0));
  }

  private static String line(int second, String message) {
    return "Dec 10 06:55:%02d gate sshd[%d]: %s".formatted(second, second, message);
  }

  private List<LogScore> score() throws IOException {
    List<LogScore> scores = new ArrayList<>();
    for (Path log : SignInBench.logs(folder)) {
      scores.add(SignInBench.score(folder, log));
    }
    return scores;
  }

  @Test
  void shouldSayThatThereIsNoLog() {
    SignInCommand command = new SignInCommand();
    command.folder = folder;
    assertThatThrownBy(command::call)
        .isInstanceOf(CommandFailedException.class)
        .hasMessageEndingWith("expected files named *.log, found none");
  }
}
