package dev.gantry.ingest.log;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The last line of each host, which a logger may say was repeated. Mutable. */
final class LastLines {

  private static final int MOST_HOSTS = 4_096;

  /** A line as it was read, and as it stands in the log. */
  record Last(SyslogLine said, String text) {}

  private final Map<String, Last> byHost =
      new LinkedHashMap<>(16, .75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Last> eldest) {
          return size() > MOST_HOSTS;
        }
      };

  private Optional<Last> newest = Optional.empty();

  void add(Last line) {
    byHost.put(line.said().host(), line);
    newest = Optional.of(line);
  }

  /** After a line of which is not known who said it: that may be what is repeated. */
  void forget() {
    byHost.clear();
    newest = Optional.empty();
  }

  /**
   * The last line.
   *
   * @param host of which host; empty for any
   */
  Optional<Last> of(String host) {
    return host.isEmpty() ? newest : Optional.ofNullable(byHost.get(host));
  }
}
