package dev.gantry.bench.tracking;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code gantry bench tracking}. */
@Command(
    name = "tracking",
    description = {
      "Tracks given boxes with the tracker of TRACKING, as shipped, and scores it against the truth:",
      "MOTA (CLEAR MOT), IDF1, HOTA, at IoU 0.5, in percent; beside it SORT on the same boxes.",
      "DIR holds labels/ and detections_car/ or detections_pedestrian/ (KITTI), or gt.txt and det.txt"
          + " (MOTChallenge), or directories that do.",
      "Scored is what a consumer of vehicle-tracks sees at each frame: confirmed, seen in that frame,"
          + " nothing filled in later."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Example: gantry bench tracking kitti/ --json",
      "Example: gantry bench tracking kitti/ --topology",
      "Example: gantry bench tracking tud-campus/ --score results.txt"
    })
public final class TrackingCommand implements Callable<Integer> {

  @Parameters(paramLabel = "DIR", description = "Sequences: boxes and truth.")
  Path dir = Path.of("");

  @Option(
      names = "--dump",
      paramLabel = "DIR",
      description = "Write what the tracker says, a file a sequence, in the format of the data.")
  @Nullable Path dump;

  @Option(
      names = "--score",
      paramLabel = "PATH",
      description =
          "Score these results of another tracker instead: a file, or a directory with one for"
              + " each sequence.")
  @Nullable Path score;

  @Option(
      names = "--topology",
      description =
          "Give the boxes as records to the topology TRACKING, and score what it writes to"
              + " vehicle-tracks.")
  boolean topology;

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "NAME",
      description = "Only these sequences, such as 0005,0006. Default: all.")
  List<String> only = List.of();

  @Option(
      names = "--seconds",
      description = "Processor time to measure the speed for. Default: 2; 0 for not at all.")
  int seconds = 2;

  @Option(names = "--json", description = "Print one JSON object.")
  boolean json;

  @Override
  public Integer call() throws IOException {
    List<LeftOut> leftOut = new ArrayList<>();
    List<TestGroup> groups = TestData.only(only, TestData.read(dir, leftOut::add));
    leftOut.removeIf(each -> !only.isEmpty() && !only.contains(each.sequence()));
    leftOut.forEach(each -> System.err.println("left out of " + each.words()));
    TrackingBench bench =
        new TrackingBench(groups, topology ? new TopologyTracker() : new ProductionTracker());
    List<GroupScore> scores = score == null ? bench.track(dump) : bench.score(score);
    OptionalLong boxesPerSecond =
        score == null && seconds > 0 ? speed(groups) : OptionalLong.empty();
    if (json) {
      System.out.println(
          new ObjectMapper().writeValueAsString(json(scores, leftOut, boxesPerSecond)));
      return 0;
    }
    scores.forEach(group -> System.out.println(group.words()));
    boxesPerSecond.ifPresent(speed -> System.out.println(speed + " boxes/s on one core"));
    return 0;
  }

  private OptionalLong speed(List<TestGroup> groups) {
    List<TestSequence> sequences =
        groups.stream().flatMap(group -> group.sequences().stream()).toList();
    return OptionalLong.of(new TrackerSpeed(sequences).boxesPerSecond(seconds));
  }

  /** The first group on top, others beside it: classes are never mixed. */
  private static ObjectNode json(
      List<GroupScore> scores, List<LeftOut> leftOut, OptionalLong boxesPerSecond) {
    ObjectNode node = new ObjectMapper().createObjectNode();
    scores.get(0).into(node);
    ArrayNode others = node.putArray("others");
    scores.subList(1, scores.size()).forEach(group -> group.into(others.addObject()));
    ArrayNode out = node.putArray("left_out");
    leftOut.forEach(each -> out.add(each.words()));
    boxesPerSecond.ifPresent(speed -> node.put("boxes_per_second", speed));
    return node;
  }
}
