package dev.gantry.topologies.rule;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds what an unknown name was probably meant to be. */
public final class Names {

  private static final int LONGEST = 60;
  private static final int MOST_LISTED = 10;

  private Names() {}

  /** What a message says instead of an unknown field. */
  static String expected(RuleStream stream, String name) {
    Optional<String> near = nearest(name, stream.fields().keySet());
    if (near.isPresent()) {
      return "a field of " + stream.name() + " (did you mean " + near.get() + "?)";
    }
    String table = name.contains(".") ? name.substring(0, name.indexOf('.') + 1) : name + ".";
    List<String> known =
        stream.fields().keySet().stream().filter(field -> field.startsWith(table)).toList();
    if (known.isEmpty()) {
      List<String> tables =
          stream.tables().stream().map(all -> all.name() + ".*").sorted().toList();
      return "a field of " + stream.name() + " (known are " + String.join(", ", tables) + ")";
    }
    return "a field of " + stream.name() + " (known are " + String.join(", ", known) + ")";
  }

  /** The known word nearest to a wrong one; empty when none is near. */
  public static Optional<String> nearest(String word, Iterable<String> known) {
    Optional<String> best = Optional.empty();
    int least = Integer.MAX_VALUE;
    for (String candidate : known) {
      int distance = distance(word, candidate);
      if (distance < least && distance <= Math.max(2, candidate.length() / 4)) {
        least = distance;
        best = Optional.of(candidate);
      }
    }
    return best;
  }

  /** What a message says of a word that is none of those defined. */
  public static String hint(String word, Collection<String> defined) {
    return nearest(word, defined)
        .map(near -> "did you mean " + near + "?")
        .orElseGet(() -> defined.isEmpty() ? "none is" : "defined are " + listed(defined));
  }

  private static String listed(Collection<String> names) {
    String first = names.stream().limit(MOST_LISTED).collect(Collectors.joining(", "));
    return first + (names.size() > MOST_LISTED ? ", …" : "");
  }

  /** Levenshtein distance, without regard to case; long words are cut so that it stays cheap. */
  private static int distance(String a, String b) {
    String left = shorten(a);
    String right = shorten(b);
    int[] row = new int[right.length() + 1];
    for (int j = 0; j <= right.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= left.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= right.length(); j++) {
        int change = diagonal + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[right.length()];
  }

  private static String shorten(String word) {
    return word.substring(0, Math.min(word.length(), LONGEST)).toLowerCase(Locale.ROOT);
  }
}
