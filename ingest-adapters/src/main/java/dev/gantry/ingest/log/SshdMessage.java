package dev.gantry.ingest.log;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a message of sshd says of a sign-in.
 *
 * @param says what it says
 * @param user account as it was given; empty when none was
 * @param isInvalid whether there is no such account
 * @param address IPv4 or IPv6 text
 * @param port 0 when not told
 * @param method such as {@code password}; empty when not told
 * @param module of PAM; empty when it is not PAM that says it
 * @param times how often, 1 or more
 */
record SshdMessage(
    Says says,
    String user,
    boolean isInvalid,
    String address,
    int port,
    String method,
    String module,
    int times) {

  /**
   * What a message says. Of one attempt that fails there may be several messages, in this order.
   */
  enum Says {
    /** An attempt is going to fail: the account is none, or is not allowed. */
    NAMED,
    /** PAM refused an attempt. */
    PAM,
    /** sshd heard that PAM refused it. */
    REFUSED,
    /** An attempt failed. */
    FAILED,
    /** Somebody went before he got in. */
    LEFT,
    /** Somebody got in. */
    ACCEPTED,
    /** Somebody came who speaks another language. */
    STRANGE,
    /** A key was offered that is not known here; who has several offers one after the other. */
    OFFERED,
    /** Somebody went who is not named; then it is told of the key that he offered, if any. */
    GONE;

    /** Whether it is of an attempt that failed, of which there may be other messages. */
    boolean isOfFailure() {
      return compareTo(LEFT) <= 0;
    }
  }

  /** An address, not the name of a host. */
  private static final String ADDRESS =
      "(?<address>(?:\\d{1,3}\\.){3}\\d{1,3}|[0-9A-Fa-f]*:[0-9A-Fa-f:.]+(?:%\\S+)?)";

  private static final String PORT = "(?: port (?<port>\\d{1,5}))?";
  private static final Pattern REPEATED =
      Pattern.compile("message repeated (?<times>\\d{1,6}) times: \\[ (?<message>.*)\\]");

  /** The first one: the name of an account, which comes later, may say another. */
  private static final String FAILURE = "authentication failure;(?>.*? rhost=)";

  private static final String PAM_USER = "(?:\\s+user=(?<user>.*))?\\s*";
  private static final String TOLD_BY_PAM =
      "PAM: (?:[aA]uthentication (?:failure|error|failed)"
          + "|User not known to the underlying authentication module) for ";
  private static final String FROM_VIA = "(?<user>.*) from " + ADDRESS + "(?: via \\S+)?\\s*";

  private static final String TOO_MANY_FOR = "maximum authentication attempts exceeded for ";
  private static final String SSH = "(?: ssh\\d)?(?: \\[preauth\\])?";
  private static final String PREAUTH = " \\[preauth\\]";

  /** Not the one that repeats names of accounts: they may be chosen to look like an address. */
  private static final String REASON = ": [^:()]*";

  /** A form of message; groups that it lacks are not told. */
  private record Form(Says says, boolean isInvalid, Pattern pattern) {

    Form(Says says, boolean isInvalid, String regex) {
      this(says, isInvalid, Pattern.compile(regex));
    }
  }

  /** The more telling ones first. */
  private static final List<Form> FORMS =
      List.of(
          new Form(
              Says.ACCEPTED,
              false,
              "Accepted (?<method>\\S+) for (?<user>.*) from " + ADDRESS + PORT + ".*"),
          new Form(
              Says.OFFERED,
              true,
              "Failed (?<method>publickey) for (?:invalid|illegal) user (?<user>.*) from "
                  + ADDRESS
                  + PORT
                  + ".*"),
          new Form(
              Says.OFFERED,
              false,
              "Failed (?<method>publickey) for (?<user>.*) from " + ADDRESS + PORT + ".*"),
          new Form(
              Says.FAILED,
              true,
              "Failed (?<method>\\S+) for (?:invalid|illegal) user (?<user>.*) from "
                  + ADDRESS
                  + PORT
                  + ".*"),
          new Form(
              Says.FAILED,
              false,
              "Failed (?<method>\\S+) for (?<user>.*) from " + ADDRESS + PORT + ".*"),
          new Form(
              Says.NAMED,
              true,
              "(?:Invalid|Illegal) user ?(?<user>.*) from " + ADDRESS + PORT + "\\s*"),
          new Form(
              Says.NAMED,
              false,
              "User (?<user>.*) from " + ADDRESS + PORT + " not allowed because .*"),
          new Form(
              Says.PAM,
              false,
              "(?<module>pam_\\w+)\\(sshd:auth\\): " + FAILURE + ADDRESS + PAM_USER),
          new Form(
              Says.PAM,
              false,
              "(?<module>pam_\\w+)\\(sshd\\): " + FAILURE + "(?<address>\\S+)" + PAM_USER),
          new Form(Says.REFUSED, true, TOLD_BY_PAM + "(?:invalid|illegal) user " + FROM_VIA),
          new Form(Says.REFUSED, false, TOLD_BY_PAM + FROM_VIA),
          new Form(
              Says.LEFT,
              true,
              "(?:Connection (?:closed|reset) by|Disconnected from) invalid user (?<user>.*) "
                  + ADDRESS
                  + PORT
                  + " \\[preauth\\]"),
          new Form(
              Says.LEFT,
              false,
              "(?:Connection (?:closed|reset) by|Disconnected from) authenticating user (?<user>.*) "
                  + ADDRESS
                  + PORT
                  + " \\[preauth\\]"),
          new Form(
              Says.LEFT,
              true,
              TOO_MANY_FOR + "(?:invalid|illegal) user (?<user>.*) from " + ADDRESS + PORT + SSH),
          new Form(Says.LEFT, false, TOO_MANY_FOR + "(?<user>.*) from " + ADDRESS + PORT + SSH),
          new Form(
              Says.LEFT,
              true,
              "Disconnecting invalid user (?<user>.*) " + ADDRESS + PORT + REASON + PREAUTH),
          new Form(
              Says.LEFT,
              false,
              "Disconnecting authenticating user (?<user>.*) " + ADDRESS + PORT + REASON + PREAUTH),
          new Form(
              Says.GONE,
              false,
              "(?:Connection (?:closed|reset) by|Disconnected from) " + ADDRESS + PORT + PREAUTH),
          new Form(
              Says.GONE, false, "Received disconnect from " + ADDRESS + PORT + ":.*" + PREAUTH),
          new Form(Says.GONE, false, "Disconnecting\\b.*" + PREAUTH),
          new Form(
              Says.STRANGE,
              false,
              "banner exchange: Connection from " + ADDRESS + PORT + ": invalid format"),
          new Form(
              Says.STRANGE,
              false,
              "Magic value check failed \\(\\d+\\) on obfuscated handshake from "
                  + ADDRESS
                  + PORT));

  /** Reads a message; empty when it says nothing of a sign-in. */
  static Optional<SshdMessage> read(String message) {
    Matcher repeated = REPEATED.matcher(message);
    if (repeated.matches()) {
      int times = Integer.parseInt(repeated.group("times"));
      return read(repeated.group("message").strip(), Math.max(1, times));
    }
    return read(message.replaceFirst("^error: ", ""), 1);
  }

  /** The same, so often. */
  SshdMessage repeated(int often) {
    return new SshdMessage(says, user, isInvalid, address, port, method, module, often);
  }

  /** The same account and key, of somebody who left. */
  SshdMessage left() {
    return new SshdMessage(Says.LEFT, user, isInvalid, address, port, method, module, times);
  }

  private static Optional<SshdMessage> read(String message, int times) {
    for (Form form : FORMS) {
      Matcher found = form.pattern.matcher(message);
      if (found.matches()) {
        String regex = form.pattern.pattern();
        return Optional.of(
            new SshdMessage(
                form.says,
                group(found, regex, "user"),
                form.isInvalid,
                group(found, regex, "address"),
                port(group(found, regex, "port")),
                group(found, regex, "method"),
                group(found, regex, "module"),
                times));
      }
    }
    return Optional.empty();
  }

  private static String group(Matcher found, String regex, String name) {
    String value = regex.contains("(?<" + name + ">") ? found.group(name) : null;
    return value == null ? "" : value.strip();
  }

  private static int port(String digits) {
    int port = digits.isEmpty() ? 0 : Integer.parseInt(digits);
    return port <= 65_535 ? port : 0;
  }
}
