package dev.gantry.bench.anomaly;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gantry.app.CommandFailedException;
import dev.gantry.domain.time.Micros;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads a folder in the layout of the benchmark: {@code data/<kind>/<name>.csv}, {@code
 * windows.json}, {@code profiles.json}.
 *
 * @param series those that have windows listed, be it none, in the order of their names
 * @param leftOut names of those of which there is no file
 */
record NabCorpus(List<NabSeries> series, List<String> leftOut) {

  private static final ObjectMapper JSON = new ObjectMapper();

  NabCorpus {
    series = List.copyOf(series);
    leftOut = List.copyOf(leftOut);
  }

  /** Reads the series that have windows listed, be it none. */
  static NabCorpus read(Path folder) throws IOException {
    Map<String, JsonNode> windows = new TreeMap<>();
    JsonNode root = JSON.readTree(folder.resolve("windows.json").toFile());
    root.properties().forEach(entry -> windows.put(entry.getKey(), entry.getValue()));
    List<NabSeries> series = new ArrayList<>();
    List<String> leftOut = new ArrayList<>();
    for (Map.Entry<String, JsonNode> entry : windows.entrySet()) {
      Path file = folder.resolve("data").resolve(entry.getKey());
      if (Files.exists(file)) {
        series.add(series(entry.getKey(), file, entry.getValue()));
      } else {
        leftOut.add(entry.getKey());
      }
    }
    if (series.isEmpty()) {
      throw new IOException(
          folder.resolve("data") + ": expected the series of windows.json, found none of them");
    }
    return new NabCorpus(series, leftOut);
  }

  /** How the kinds of users weigh hits, misses and false alarms. */
  static List<NabProfile> profiles(Path folder) throws IOException {
    JsonNode root = JSON.readTree(folder.resolve("profiles.json").toFile());
    return List.of(
        profile(root, "standard", "standard"),
        profile(root, "reward_low_FP_rate", "low_fp"),
        profile(root, "reward_low_FN_rate", "low_fn"));
  }

  private static NabProfile profile(JsonNode root, String key, String name) {
    JsonNode costs = root.path(key).path("CostMatrix");
    return new NabProfile(
        name,
        costs.path("tpWeight").asDouble(),
        costs.path("fpWeight").asDouble(),
        costs.path("fnWeight").asDouble());
  }

  private static NabSeries series(String name, Path file, JsonNode windows) throws IOException {
    List<NabSeries.Reading> readings = new ArrayList<>();
    Map<Long, Integer> indexOf = new HashMap<>();
    List<String> lines = Files.readAllLines(file);
    for (int i = 1; i < lines.size(); i++) {
      if (!lines.get(i).isBlank()) {
        NabSeries.Reading reading = reading(file, i + 1, lines.get(i));
        indexOf.putIfAbsent(reading.atUs(), readings.size());
        readings.add(reading);
      }
    }
    List<NabSeries.Window> marked = new ArrayList<>();
    for (JsonNode window : windows) {
      if (window.size() != 2) {
        throw new CommandFailedException(
            "windows.json: " + name + ": expected [begin, end] for each window, found " + window);
      }
      marked.add(
          new NabSeries.Window(
              index(indexOf, name, window.get(0)), index(indexOf, name, window.get(1))));
    }
    return new NabSeries(name, readings, marked);
  }

  private static NabSeries.Reading reading(Path file, int line, String row) {
    try {
      int comma = row.indexOf(',');
      String time = row.substring(0, comma);
      double value = Double.parseDouble(row.substring(comma + 1));
      if (!Double.isFinite(value)) {
        throw new NumberFormatException("no finite number: " + value);
      }
      return new NabSeries.Reading(time, atUs(time), value);
    } catch (DateTimeException | NumberFormatException | IndexOutOfBoundsException e) {
      throw new CommandFailedException(
          "%s, line %d: expected a time and a number, as in 2014-02-14 14:30:00,0.132, found %s"
              .formatted(file, line, row),
          e);
    }
  }

  private static int index(Map<Long, Integer> indexOf, String name, JsonNode time)
      throws IOException {
    Integer index = indexOf.get(atUs(time.asText()));
    if (index == null) {
      throw new IOException(
          name + ": expected a reading at the end of a window, " + time.asText() + ", found none");
    }
    return index;
  }

  private static long atUs(String timestamp) {
    return Micros.of(
        LocalDateTime.parse(timestamp.trim().replace(' ', 'T')).toInstant(ZoneOffset.UTC));
  }
}
