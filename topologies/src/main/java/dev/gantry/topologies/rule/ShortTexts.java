package dev.gantry.topologies.rule;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Values of fields as expressions see them: of a longer text its beginning. What a pattern costs
 * grows with the text, and whoever sends a record chooses how long that is.
 */
final class ShortTexts {

  private ShortTexts() {}

  /** A text, a list or a map of texts, or anything else, which is left as it is. */
  static Object of(Object value) {
    if (value instanceof String text) {
      return cut(text);
    }
    if (value instanceof List<?> list && holdsLong(list)) {
      List<Object> all = new ArrayList<>();
      list.forEach(each -> all.add(of(each)));
      return all;
    }
    if (value instanceof Map<?, ?> map && (holdsLong(map.keySet()) || holdsLong(map.values()))) {
      Map<Object, Object> all = new LinkedHashMap<>();
      map.forEach((key, each) -> all.putIfAbsent(of(key), of(each)));
      return all;
    }
    return value;
  }

  private static boolean holdsLong(Collection<?> values) {
    for (Object each : values) {
      if (isLong(each)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isLong(Object value) {
    return value instanceof String text && text.length() > RuleLanguage.LONGEST_TEXT;
  }

  /** Never within a character of two. */
  private static String cut(String text) {
    if (!isLong(text)) {
      return text;
    }
    int end = RuleLanguage.LONGEST_TEXT;
    return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end);
  }
}
