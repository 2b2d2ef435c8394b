package dev.gantry.bench.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
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

  @Test
  void shouldSayThatNothingIsExpectedOfALogInsteadOfAPerfectScore() throws IOException {
    Files.writeString(
        folder.resolve("auth.log"), line(1, "Failed password for ann from 192.0.2.9 port 1 ssh2"));
    SignInResult result = new SignInResult(score());
    assertThat(result.words()).isEqualTo("auth.log: nothing expected, 0 false");
    assertThat(new ObjectMapper().writeValueAsString(result))
        .isEqualTo(
            "{\"files\":[{\"name\":\"auth.log\",\"expected\":0,\"found\":0,\"false_alerts\":0,"
                + "\"nothing_expected\":true}]}");
  }

  /** Other systems, and what their loggers fold together; PAM and sshd tell of the same. */
  @Test
  void shouldExpectWhatOtherFormsOfLogsTell() throws IOException {
    String pam = "authentication failure; logname= uid=0 euid=0 tty=ssh ruser= rhost=";
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      lines.add("Jun 14 15:16:0" + i + " combo sshd(pam_unix)[" + i + "]: " + pam + "host.example");
    }
    lines.add(line(10, "error: PAM: authentication error for root from 192.0.2.7 via 10.0.0.1"));
    lines.add("Dec 10 06:55:11 --- last message repeated 4 times ---");
    for (int i = 0; i < 4; i++) {
      lines.add(line(20 + i, "pam_unix(sshd:auth): " + pam + "192.0.2.8  user=root"));
      lines.add(line(20 + i, "Failed password for root from 192.0.2.8 port 1 ssh2"));
      lines.add(line(30, "Failed publickey for ann from 192.0.2.9 port 1 ssh2: RSA"));
    }
    lines.add(line(30, "Failed publickey for ann from 192.0.2.9 port 1 ssh2: RSA"));
    Files.write(folder.resolve("auth.log"), lines);
    assertThat(score()).containsExactly(new LogScore("auth.log", 2, 2, 0));
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
