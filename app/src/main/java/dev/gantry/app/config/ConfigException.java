package dev.gantry.app.config;

import java.util.List;
import java.util.stream.Collectors;

/** The configuration cannot be used; the message lists everything wrong with it. */
public final class ConfigException extends RuntimeException {
  private final transient List<Problem> problems;

  ConfigException(List<Problem> problems) {
    super(
        problems.stream()
            .map(p -> "\n  " + p)
            .collect(
                Collectors.joining(
                    "",
                    problems.size() == 1
                        ? "1 problem in the configuration:"
                        : problems.size() + " problems in the configuration:",
                    "")));
    this.problems = List.copyOf(problems);
  }

  public List<Problem> problems() {
    return problems;
  }
}
