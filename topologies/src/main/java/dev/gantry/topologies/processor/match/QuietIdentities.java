package dev.gantry.topologies.processor.match;

import dev.gantry.topologies.rule.RuleIndex;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Remembers of which identities ALERTING needs no further word, so that a predicate which is false
 * on every record costs no signal, and one that the record is not about is not even looked at. An
 * identity takes the same room under one rule as under hundreds. Not thread-safe.
 *
 * <p>This is safe to forget, at any moment and in any part: an identity that is not remembered is
 * told about once more under every rule, and a repeated "false" or end changes nothing there. It
 * may never claim quiet wrongly, so a match is noted before its signal is sent, and a task that
 * starts (also after an aborted transaction, whose signals were undone) starts with nothing
 * remembered. Between the last "false" told and the next match, further ones would have changed
 * nothing.
 */
final class QuietIdentities {

  /** At most this many are remembered by a task: some 15 MB. */
  private static final int MOST = 65_536;

  private final LinkedHashMap<Long, Words> quiet =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Words> eldest) {
          return size() > MOST;
        }
      };

  /** What ALERTING has heard of one identity. */
  private static final class Words {
    /** It began with this task: what it did not match here, it never did. */
    private final boolean fromBeginning;

    /** Rules it has matched; they may fire. */
    private final Set<String> matched = new HashSet<>(0);

    /** Rules whose newest word about it is a match. */
    private final Set<String> holding = new HashSet<>(0);

    /**
     * Rules that were told that what their alerts last until has come, and have not matched since.
     */
    private final Set<String> over = new HashSet<>(0);

    /** All those of these rules that did not hold were told so, but for the unanswered ones. */
    private @Nullable RuleIndex toldFalse;

    /** Rules that failed when all were asked, and have had no answer since. */
    private final Set<String> unanswered = new HashSet<>(0);

    Words(boolean fromBeginning) {
      this.fromBeginning = fromBeginning;
    }
  }

  void forgetAll() {
    quiet.clear();
  }

  /** It begins; a beginning that is read again changes nothing. */
  void begun(long identity) {
    if (quiet.get(identity) == null) {
      quiet.put(identity, new Words(true));
    }
  }

  /**
   * Whether every rule has to be asked about a record of it: one that does not hold may have to be
   * told.
   *
   * @param ends whether it ends with the record
   */
  boolean concernsEveryRule(long identity, RuleIndex rules, boolean ends) {
    Words words = quiet.get(identity);
    if (words == null) {
      return true;
    }
    return words.fromBeginning
        ? ends && !words.matched.isEmpty()
        : ends || words.toldFalse != rules;
  }

  /** Rules to ask about a record of it, whatever that is about: others need not be. */
  Set<String> concerned(long identity) {
    Words words = quiet.get(identity);
    if (words == null || (words.holding.isEmpty() && words.unanswered.isEmpty())) {
      return Set.of();
    }
    Set<String> rules = new HashSet<>(words.holding);
    rules.addAll(words.unanswered);
    return rules;
  }

  /**
   * Every rule was asked, and each of which that is needed was told that it does not hold.
   *
   * @param unanswered rules that failed instead
   */
  void told(long identity, RuleIndex rules, Set<String> unanswered) {
    Words words = words(identity);
    if (words.toldFalse != rules) {
      words.unanswered.clear();
      words.toldFalse = rules;
    }
    words.unanswered.addAll(unanswered);
  }

  /**
   * It matches.
   *
   * @param untilFalse whether ALERTING is to hear when it no longer does
   */
  void matched(long identity, String rule, boolean untilFalse) {
    Words words = words(identity);
    words.matched.add(rule);
    words.over.remove(rule);
    words.unanswered.remove(rule);
    if (untilFalse) {
      words.holding.add(rule);
    }
  }

  /** It does not match. Returns whether that needs to be told. */
  boolean tellFalse(long identity, String rule, RuleIndex rules) {
    Words words = words(identity);
    boolean neverTold = words.unanswered.remove(rule) || words.toldFalse != rules;
    return words.holding.remove(rule) || (!words.fromBeginning && neverTold);
  }

  /** What the rule's alert lasts until has come. Returns whether that needs to be told. */
  boolean tellOver(long identity, String rule) {
    Words words = words(identity);
    boolean mayFire = !words.fromBeginning || words.matched.contains(rule);
    return mayFire && words.over.add(rule);
  }

  /** It ends with this record. Returns whether that needs to be told. */
  boolean tellEnd(long identity, String rule) {
    Words words = words(identity);
    return !words.fromBeginning || words.matched.contains(rule);
  }

  /** It has ended, and is not heard of again. */
  void ended(long identity) {
    quiet.remove(identity);
  }

  private Words words(long identity) {
    Words words = quiet.get(identity);
    if (words == null) {
      words = new Words(false);
      quiet.put(identity, words);
    }
    return words;
  }
}
