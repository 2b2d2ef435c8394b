package dev.gantry.app.rules;

import dev.gantry.app.CommandFailedException;
import dev.gantry.app.JsonLine;
import dev.gantry.app.config.ConfigOption;
import dev.gantry.testkit.ruletest.JUnitXml;
import dev.gantry.testkit.ruletest.RuleTestCase;
import dev.gantry.testkit.ruletest.RuleTestFile;
import dev.gantry.testkit.ruletest.RuleTestResult;
import dev.gantry.topologies.config.TopologiesConfig;
import dev.gantry.topologies.definition.DefinitionException;
import dev.gantry.topologies.definition.Problem;
import dev.gantry.topologies.port.GeoLocator;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code gantry rules test}. */
@Command(
    name = "test",
    mixinStandardHelpOptions = true,
    description = {
      "Runs tests of rules: events in, alerts out, at times. The topologies are those of production,"
          + " under a clock of their own and without a broker.",
      "The format is that of promtool test rules with events in place of series; docs/rules.md."
    },
    footer = {
      "",
      "Exit codes: 0 all tests passed, 1 one failed or a file is wrong, 2 the command line is.",
      "Example: gantry rules test speeding.test.yaml --junit target/rules.xml"
    })
final class TestRules implements Callable<Integer> {

  @Spec CommandSpec spec;
  @Mixin ConfigOption config = new ConfigOption();
  @Mixin PlacesOption geo = new PlacesOption();

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "Files of tests.")
  List<Path> files = new ArrayList<>();

  @Option(
      names = "--run",
      paramLabel = "REGEX",
      description = "Run only tests in whose name this is found.")
  Pattern run = Pattern.compile("");

  @Option(names = "--junit", paramLabel = "FILE", description = "Write JUnit XML there as well.")
  @Nullable Path junit;

  @Option(names = "--alerts", description = "Tell the alerts of tests that pass, too.")
  boolean alerts;

  @Option(names = "--json", description = "One JSON object.")
  boolean json;

  private record Failure(int line, String text) {}

  private record Test(String file, int line, String name, boolean passed, List<Failure> failures) {}

  private record Report(int tests, long failed, List<Test> results) {}

  @Override
  public Integer call() {
    TopologiesConfig settings = config.settings();
    List<RuleTestFile> read = read(settings);
    PrintWriter out = spec.commandLine().getOut();
    List<JUnitXml.Suite> suites;
    try (PlacesOption.Places places = geo.open(config.geoDatabase())) {
      if (read.stream().flatMap(this::chosen).anyMatch(RuleTestCase::checksSignIns)) {
        places.tellWhatIsOff(spec.commandLine().getErr());
      }
      suites = read.stream().map(file -> suite(file, settings, places.locator(), out)).toList();
    }
    Report report = report(suites);
    if (report.tests() == 0) {
      throw new CommandFailedException("expected tests, found none with '" + run + "'");
    }
    writeJUnit(suites);
    if (json) {
      out.println(JsonLine.of(report));
    } else {
      out.printf("%d tests, %d failed%n", report.tests(), report.failed());
    }
    out.flush();
    return report.failed() == 0 ? 0 : 1;
  }

  private Stream<RuleTestCase> chosen(RuleTestFile file) {
    return file.cases().stream().filter(test -> run.matcher(test.name()).find());
  }

  private JUnitXml.Suite suite(
      RuleTestFile file, TopologiesConfig settings, GeoLocator places, PrintWriter out) {
    List<RuleTestResult> results = new ArrayList<>();
    chosen(file)
        .forEach(
            test -> {
              RuleTestResult result = test.run(settings, places);
              results.add(result);
              print(file, result, out);
            });
    return new JUnitXml.Suite(file.name(), results);
  }

  /** All files, before a test is run: what is wrong in any of them is told at once. */
  private List<RuleTestFile> read(TopologiesConfig settings) {
    List<RuleTestFile> read = new ArrayList<>();
    List<Problem> problems = new ArrayList<>();
    for (Path file : files) {
      try {
        read.add(RuleTestFile.read(file, settings));
      } catch (DefinitionException e) {
        problems.addAll(e.problems());
      }
    }
    if (!problems.isEmpty()) {
      throw new DefinitionException(problems);
    }
    return read;
  }

  private void print(RuleTestFile file, RuleTestResult result, PrintWriter out) {
    if (json) {
      return;
    }
    out.printf(
        "%s  %s:%d  %s%n",
        result.passed() ? "ok    " : "FAILED",
        file.name(),
        result.test().line(),
        result.test().name());
    if (!result.passed() || alerts) {
      result.explanation().lines().forEach(line -> out.println("        " + line));
    }
    out.flush();
  }

  private static Report report(List<JUnitXml.Suite> suites) {
    List<Test> tests = new ArrayList<>();
    for (JUnitXml.Suite suite : suites) {
      for (RuleTestResult result : suite.results()) {
        tests.add(
            new Test(
                suite.name(),
                result.test().line(),
                result.test().name(),
                result.passed(),
                result.failures().stream()
                    .map(failure -> new Failure(failure.line(), failure.text()))
                    .toList()));
      }
    }
    return new Report(tests.size(), tests.stream().filter(test -> !test.passed()).count(), tests);
  }

  private void writeJUnit(List<JUnitXml.Suite> suites) {
    if (junit == null) {
      return;
    }
    try {
      JUnitXml.write(junit, suites);
    } catch (IOException e) {
      throw new CommandFailedException(
          "--junit: expected a file that can be written, found " + junit, e);
    }
  }
}
