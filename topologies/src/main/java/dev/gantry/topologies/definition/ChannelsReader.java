package dev.gantry.topologies.definition;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Reads where notifications go: addresses, and the ids of channels. */
final class ChannelsReader {

  private static final String ADDRESS = "an address such as json://host/hook";
  private static final Pattern SECRET =
      Pattern.compile("(?i)password|passwd|pwd|secret|token|api[_-]?key");
  private static final Pattern USER = Pattern.compile("//[^/@]*@");

  private ChannelsReader() {}

  /** The channels of a list, each by itself. */
  static void channels(Fields fields, String name, References references) {
    for (Fields.Element element : fields.elements(name, "a list of channels")) {
      channel(fields.problems(), element.node(), element.path(), references);
    }
  }

  /** An address, or the id of a channel; what is neither is reported. */
  static void channel(Problems problems, Node node, String path, References references) {
    String text = node instanceof ScalarNode scalar ? scalar.getValue() : "";
    if (text.contains(":/")) {
      address(problems, node, path, text, ADDRESS + ", or the id of a channel");
    } else if (Fields.ID.matcher(text).matches()) {
      references.add(node, path, Referent.CHANNEL, text);
    } else {
      problems.at(node, path, ADDRESS + ", or the id of a channel");
    }
  }

  /**
   * Checks an address; what seems to be a secret is never repeated.
   *
   * @param text the address, with what stands for secrets taken out
   */
  static void address(Problems problems, Node node, String path, String text) {
    address(problems, node, path, text, ADDRESS);
  }

  private static void address(
      Problems problems, Node node, String path, String text, String expected) {
    Optional<URI> address = parse(text);
    if (address.isEmpty()) {
      String found = USER.matcher(text).replaceFirst("//…@");
      problems.at(node, path, expected, found.isEmpty() ? "nothing" : Problems.quote(found));
    } else if (holdsSecret(address.get())) {
      problems.at(
          node,
          path,
          "an address without secrets, which all who read definitions would see: a channel names"
              + " them, as {password}, and where they are",
          "one with a secret");
    }
  }

  private static Optional<URI> parse(String text) {
    try {
      URI address = new URI(text);
      String authority = Objects.requireNonNullElse(address.getRawAuthority(), "");
      String host = authority.substring(authority.lastIndexOf('@') + 1);
      return address.getScheme() != null && !host.isEmpty() && !host.startsWith(":")
          ? Optional.of(address)
          : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  private static boolean holdsSecret(URI address) {
    String authority = address.getRawAuthority();
    String user = authority.substring(0, Math.max(0, authority.lastIndexOf('@')));
    boolean password = user.contains(":") && !user.endsWith(":");
    return password
        || Optional.ofNullable(address.getRawQuery()).stream()
            .flatMap(query -> Arrays.stream(query.split("&", -1)))
            .map(parameter -> parameter.split("=", 2))
            .anyMatch(
                parts ->
                    parts.length == 2 && !parts[1].isEmpty() && SECRET.matcher(parts[0]).find());
  }
}
