package dev.gantry.topologies.definition;

import java.util.List;
import java.util.Optional;

/** Checks a document of kind silence: which alerts are held back, and when. */
final class SilenceReader {

  private SilenceReader() {}

  /** Its id. */
  static Optional<String> read(Fields fields) {
    Optional<String> id = fields.id("id");
    List<LabelMatcher> matchers = MatchersReader.requiredMatchers(fields, "matchers");
    if (!matchers.isEmpty() && matchers.stream().allMatch(each -> each.value().test(""))) {
      fields.refuse(
          "matchers", "one that asks for something, or everything would be silent", "none");
    }
    Instants.span(fields, "starts_at", "ends_at");
    fields.text("comment");
    fields.finish();
    return id;
  }
}
