package dev.gantry.bench.tracking;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The scores of a group of sequences.
 *
 * @param objects what was tracked
 * @param files one for each sequence
 */
record GroupScore(String objects, List<Entry> files) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TITLES =
      "%-22s %7s %7s %7s %7s %6s %6s %7s %6s %6s %5s %5s"
          .formatted(
              "", "MOTA", "IDF1", "HOTA", "MOTP", "switch", "frag", "truth", "FP", "FN", "MT",
              "ML");

  /**
   * @param name of the sequence
   * @param ours scores of the tracker under test
   * @param sort scores of SORT on the same boxes; null where it was not run
   */
  record Entry(String name, Evaluation ours, @Nullable Evaluation sort) {}

  GroupScore {
    files = List.copyOf(files);
  }

  /** All sequences as one: sums, not means of ratios. */
  Entry overall() {
    boolean compared = files.get(0).sort != null;
    return new Entry("overall", sum(Entry::ours), compared ? sum(Entry::sort) : null);
  }

  private Evaluation sum(Function<Entry, @Nullable Evaluation> of) {
    List<Evaluation> all = new ArrayList<>();
    for (Entry file : files) {
      Evaluation one = of.apply(file);
      if (one != null) {
        all.add(one);
      }
    }
    return all.stream().reduce(Evaluation::plus).orElseThrow();
  }

  /** Puts class, overall figures and those of each file into an object; ratios in percent. */
  void into(ObjectNode node) {
    node.put("class", objects);
    node.set("overall", json(overall()));
    ArrayNode array = node.putArray("files");
    files.forEach(file -> array.add(json(file)));
  }

  private static ObjectNode json(Entry entry) {
    ObjectNode node = JSON.createObjectNode();
    node.put("name", entry.name);
    figures(node, entry.ours);
    if (entry.sort != null) {
      figures(node.putObject("sort"), entry.sort);
    }
    return node;
  }

  private static void figures(ObjectNode node, Evaluation of) {
    ClearMot clear = of.clear();
    node.put("mota", percent(clear.mota()))
        .put("idf1", percent(of.identity().idf1()))
        .put("hota", percent(of.hota().hota()))
        .put("deta", percent(of.hota().detection()))
        .put("assa", percent(of.hota().association()))
        .put("motp", percent(clear.motp()))
        .put("switches", clear.switches())
        .put("switches_adjacent", clear.adjacentSwitches())
        .put("fragments", clear.fragments())
        .put("truth", clear.truth())
        .put("truth_without_box", of.truthWithoutBox())
        .put("tp", clear.matched())
        .put("fp", clear.falsePositives())
        .put("fn", clear.misses())
        .put("mostly_tracked", clear.mostlyTracked())
        .put("partly_tracked", clear.partlyTracked())
        .put("mostly_lost", clear.mostlyLost());
  }

  private static double percent(double share) {
    return Math.round(share * 1e6) / 1e4;
  }

  /** A table. */
  String words() {
    List<String> lines = new ArrayList<>();
    lines.add(objects + ":");
    lines.add(TITLES);
    for (Entry file : files) {
      lines.add(line(file.name, file.ours));
    }
    Entry overall = overall();
    lines.add(line("overall", overall.ours));
    if (overall.sort != null) {
      lines.add(line("SORT, same boxes", overall.sort));
    }
    return String.join(System.lineSeparator(), lines);
  }

  private static String line(String name, Evaluation of) {
    ClearMot clear = of.clear();
    return String.format(
        Locale.ROOT,
        "%-22s %7.2f %7.2f %7.2f %7.2f %6d %6d %7d %6d %6d %5d %5d",
        name,
        100 * clear.mota(),
        100 * of.identity().idf1(),
        100 * of.hota().hota(),
        100 * clear.motp(),
        clear.switches(),
        clear.fragments(),
        clear.truth(),
        clear.falsePositives(),
        clear.misses(),
        clear.mostlyTracked(),
        clear.mostlyLost());
  }
}
