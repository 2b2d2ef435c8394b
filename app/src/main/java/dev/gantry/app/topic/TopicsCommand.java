package dev.gantry.app.topic;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gantry.app.CommandFailedException;
import dev.gantry.app.config.Connection;
import dev.gantry.app.config.ConnectionOptions;
import dev.gantry.schemas.registry.InMemorySchemaRegistry;
import dev.gantry.schemas.topic.Topic;
import dev.gantry.schemas.topic.TopicAdmin;
import dev.gantry.schemas.topic.TopicCatalogue;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code gantry topics}. */
@Command(
    name = "topics",
    mixinStandardHelpOptions = true,
    description =
        "Lists every topic of the catalogue, whether the cluster has it, and how it differs from"
            + " what Gantry needs. Changes nothing: gantry run makes what is missing.",
    footer = {
      "",
      "Exit codes: 0 nothing differs, 1 something does, 2 the command line is wrong.",
      "Example: gantry topics --bootstrap 127.0.0.1:9092"
    })
public final class TopicsCommand implements Callable<Integer> {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Spec CommandSpec spec;
  @Mixin ConnectionOptions connection;

  @Option(names = "--json", description = "One JSON object.")
  boolean json;

  /** One topic; found 0 partitions when it is missing. */
  private record Line(
      String name,
      String key,
      String value,
      @JsonProperty("partitions_expected") int expected,
      @JsonProperty("partitions_found") int found,
      String cleanup,
      String doc) {}

  private record Report(List<Line> topics, List<String> differences) {}

  @Override
  public Integer call() {
    Connection to = connection.connection();
    Report report = report(to);
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(toJson(report));
    } else {
      print(report, out);
    }
    out.flush();
    return report.differences().isEmpty() ? 0 : 1;
  }

  private static Report report(Connection to) {
    // The serdes are not used, so no registry is asked.
    List<Topic<?>> topics = new TopicCatalogue(to.prefix(), new InMemorySchemaRegistry()).all();
    try (Admin admin = Admin.create(to.impatientClient())) {
      Map<String, TopicDescription> existing = describe(admin, topics);
      List<Line> lines = new ArrayList<>();
      for (Topic<?> topic : topics) {
        TopicDescription description = existing.get(topic.name());
        lines.add(
            new Line(
                topic.name(),
                topic.keyName(),
                topic.valueType().getSimpleName(),
                TopicAdmin.partitions(topic, to.partitions()),
                description == null ? 0 : description.partitions().size(),
                String.valueOf(topic.settings().toConfig().get("cleanup.policy")),
                topic.doc()));
      }
      return new Report(lines, TopicAdmin.differences(admin, topics, to.partitions()));
    } catch (KafkaException e) {
      throw new CommandFailedException(
          "cannot ask Kafka at " + to.bootstrap() + ": " + e.getMessage(), e);
    }
  }

  private static Map<String, TopicDescription> describe(Admin admin, List<Topic<?>> topics) {
    try {
      Set<String> existing = admin.listTopics().names().get();
      List<String> names = topics.stream().map(Topic::name).filter(existing::contains).toList();
      return admin.describeTopics(names).allTopicNames().get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("interrupted", e);
    } catch (ExecutionException e) {
      throw new KafkaException(String.valueOf(e.getCause()), e);
    }
  }

  private static void print(Report report, PrintWriter out) {
    out.printf("%-20s %10s %8s  %s%n", "topic", "partitions", "state", "what its records are");
    for (Line line : report.topics()) {
      boolean differs =
          report.differences().stream().anyMatch(text -> text.startsWith(line.name() + ":"));
      String state = line.found() == 0 ? "missing" : differs ? "differs" : "ok";
      int partitions = line.found() == 0 ? line.expected() : line.found();
      out.printf("%-20s %10d %8s  %s%n", line.name(), partitions, state, line.doc());
    }
    report.differences().forEach(text -> out.printf("%n%s%n", text));
  }

  private static String toJson(Report report) {
    try {
      return JSON.writeValueAsString(report);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
