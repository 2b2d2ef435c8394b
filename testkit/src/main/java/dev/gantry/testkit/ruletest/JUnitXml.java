package dev.gantry.testkit.ruletest;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Results of rule tests as JUnit XML, the form that CI servers read: a suite a file, a case a test.
 * It holds no times, so the same results give the same bytes.
 */
public final class JUnitXml {

  private final XMLStreamWriter xml;

  private JUnitXml(XMLStreamWriter xml) {
    this.xml = xml;
  }

  /**
   * The results of one file.
   *
   * @param name name of the file
   */
  public record Suite(String name, List<RuleTestResult> results) {

    public Suite {
      results = List.copyOf(results);
    }

    long failed() {
      return results.stream().filter(result -> !result.passed()).count();
    }
  }

  /**
   * Writes a file, and the directories it is to lie in.
   *
   * @throws IOException when it can't be written
   */
  public static void write(Path file, List<Suite> suites) throws IOException {
    Path directory = file.toAbsolutePath().getParent();
    if (directory != null) {
      Files.createDirectories(directory);
    }
    try (Writer out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
      XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(out);
      new JUnitXml(xml).suites(suites);
      xml.close();
    } catch (XMLStreamException e) {
      throw new IOException(e);
    }
  }

  private void suites(List<Suite> suites) throws XMLStreamException {
    xml.writeStartDocument("UTF-8", "1.0");
    xml.writeCharacters("\n");
    xml.writeStartElement("testsuites");
    counts(
        suites.stream().mapToLong(suite -> suite.results().size()).sum(),
        suites.stream().mapToLong(Suite::failed).sum());
    for (Suite suite : suites) {
      suite(suite);
    }
    xml.writeCharacters("\n");
    xml.writeEndElement();
    xml.writeCharacters("\n");
    xml.writeEndDocument();
  }

  private void suite(Suite suite) throws XMLStreamException {
    xml.writeCharacters("\n  ");
    xml.writeStartElement("testsuite");
    attribute("name", suite.name());
    counts(suite.results().size(), suite.failed());
    attribute("skipped", "0");
    for (RuleTestResult result : suite.results()) {
      test(suite, result);
    }
    xml.writeCharacters("\n  ");
    xml.writeEndElement();
  }

  private void counts(long tests, long failures) throws XMLStreamException {
    attribute("tests", Long.toString(tests));
    attribute("failures", Long.toString(failures));
    attribute("errors", "0");
  }

  private void test(Suite suite, RuleTestResult result) throws XMLStreamException {
    xml.writeCharacters("\n    ");
    xml.writeStartElement("testcase");
    attribute("name", result.test().name());
    attribute("classname", suite.name());
    attribute("file", suite.name());
    attribute("line", Integer.toString(result.test().line()));
    if (!result.passed()) {
      xml.writeCharacters("\n      ");
      xml.writeStartElement("failure");
      attribute("message", result.failures().get(0).text().lines().findFirst().orElse(""));
      attribute("type", "expectation");
      xml.writeCharacters(clean(result.explanation()));
      xml.writeEndElement();
      xml.writeCharacters("\n    ");
    }
    xml.writeEndElement();
  }

  private void attribute(String name, String value) throws XMLStreamException {
    xml.writeAttribute(name, clean(value));
  }

  /** The writer escapes, but lets through what no XML may hold: control characters and halves. */
  private static String clean(String text) {
    StringBuilder clean = new StringBuilder();
    text.codePoints().map(point -> isXml(point) ? point : '\uFFFD').forEach(clean::appendCodePoint);
    return clean.toString();
  }

  private static boolean isXml(int point) {
    return point == '\t'
        || point == '\n'
        || point == '\r'
        || (point >= 0x20 && point <= 0xD7FF)
        || (point >= 0xE000 && point <= 0xFFFD)
        || point >= 0x10000;
  }
}
