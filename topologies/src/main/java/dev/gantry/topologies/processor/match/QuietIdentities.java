package dev.gantry.topologies.processor.match;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Remembers of which identities ALERTING needs no further word, so that a predicate which is false
 * on every record costs no signal. Not thread-safe.
 *
 * <p>This is safe to forget, at any moment and in any part: an identity that is not remembered is
 * told about once more, and a repeated "false" or end changes nothing there. It may never claim
 * quiet wrongly, so a match removes the entry before its signal is sent, and a task that starts
 * (also after an aborted transaction, whose signals were undone) starts with nothing remembered.
 * Between the last "false" told and the next match, further ones would have changed nothing.
 */
final class QuietIdentities {

  /** At most this many are remembered by a task: some 5 MB. */
  private static final int MOST = 65_536;

  private final LinkedHashMap<Long, Quiet> quiet =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Quiet> eldest) {
          return size() > MOST;
        }
      };

  private enum Quiet {
    /** It began with this task and never matched: nobody has heard of it. */
    NEVER_MATCHED,
    /** The newest word about it was "false"; it may fire from before. */
    TOLD_FALSE
  }

  void forgetAll() {
    quiet.clear();
  }

  /** It begins with a record that does not match. */
  void begun(long identity) {
    quiet.put(identity, Quiet.NEVER_MATCHED);
  }

  /** It matches. */
  void matched(long identity) {
    quiet.remove(identity);
  }

  /** It does not match. Returns whether that needs to be told. */
  boolean tellFalse(long identity) {
    if (quiet.get(identity) != null) {
      return false;
    }
    quiet.put(identity, Quiet.TOLD_FALSE);
    return true;
  }

  /** It has ended. Returns whether that needs to be told. */
  boolean tellEnd(long identity) {
    return quiet.remove(identity) != Quiet.NEVER_MATCHED;
  }
}
