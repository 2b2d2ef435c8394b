package dev.gantry.topologies.definition;

import dev.gantry.topologies.rule.Names;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * Checks a document of kind channel: where notifications go, and how. Documents are kept for good
 * and can be read by all who read definitions, so a secret is only named here: by the variable of
 * the environment, or the file, that holds it.
 */
final class ChannelReader {

  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,63}");
  private static final Pattern NAMED = Pattern.compile("\\{(" + NAME.pattern() + ")}");
  private static final Pattern HOLDER =
      Pattern.compile("env:" + NAME.pattern() + "|file:/[^\\p{Cntrl}]+");
  private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}");
  private static final Pattern SECRET_HEADER =
      Pattern.compile("(?i)(proxy-)?authorization|cookie|.*(token|secret|password|api-?key).*");

  private final Fields fields;
  private final Optional<Fields> held;
  private final Set<String> secrets;
  private final Set<String> used = new TreeSet<>();

  private ChannelReader(Fields fields) {
    this.fields = fields;
    this.held = fields.mapping("secrets", "names of secrets and where they are");
    this.secrets = held.map(ChannelReader::names).orElse(Set.of());
  }

  /** Its id. */
  static Optional<String> read(Fields fields) {
    return new ChannelReader(fields).read();
  }

  private Optional<String> read() {
    Optional<String> id = fields.id("id");
    fields
        .requiredText("address", "an address such as json://host/hook")
        .ifPresent(
            text ->
                fields
                    .find("address")
                    .ifPresent(
                        node ->
                            ChannelsReader.address(
                                fields.problems(),
                                node,
                                fields.pathOf("address"),
                                withoutSecrets(fields, "address", text))));
    fields.mapping("headers", "names of headers and their values").ifPresent(this::headers);
    fields.flag("send_resolved");
    fields
        .duration("timeout")
        .filter(timeout -> timeout.isZero())
        .ifPresent(timeout -> fields.refuse("timeout", "more than 0s"));
    refuseUnused();
    fields.finish();
    return id;
  }

  /** The names of secrets; a wrong value is not repeated, since it may be the secret itself. */
  private static Set<String> names(Fields held) {
    String expected = "env: and a variable of the environment, or file: and an absolute path";
    for (String name : held.names()) {
      if (!NAME.matcher(name).matches()) {
        held.refuse(name, "a name of letters, digits and '_'", Problems.quote(name));
      }
      Optional<Node> holder = held.find(name);
      if (holder.isEmpty()) {
        held.missing(name, expected);
      } else if (!(holder.get() instanceof ScalarNode text)
          || !HOLDER.matcher(text.getValue()).matches()) {
        held.refuse(name, expected, "something else");
      }
    }
    return held.names().stream()
        .filter(name -> NAME.matcher(name).matches())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private void headers(Fields headers) {
    for (String name : headers.names()) {
      if (!HEADER.matcher(name).matches()) {
        headers.refuse(name, "the name of a header", Problems.quote(name));
      }
      String value = headers.requiredText(name, "the value of a header").orElse("");
      String rest = withoutSecrets(headers, name, value);
      if (rest.chars().anyMatch(Character::isISOControl)) {
        headers.refuse(name, "a value on one line");
      } else if (!value.isEmpty() && rest.equals(value) && SECRET_HEADER.matcher(name).matches()) {
        headers.refuse(name, "a value that names a secret, such as Bearer {token}", "none named");
      }
    }
  }

  /** A text with what stands for secrets taken out; the first that is none is reported. */
  private String withoutSecrets(Fields from, String field, String text) {
    Matcher named = NAMED.matcher(text);
    Set<String> names = named.results().map(each -> each.group(1)).collect(Collectors.toSet());
    used.addAll(names);
    names.stream()
        .filter(name -> !secrets.contains(name))
        .min(Comparator.naturalOrder())
        .ifPresent(
            name ->
                from.refuse(
                    field,
                    "the name of a secret (" + Names.hint(name, secrets) + ")",
                    Problems.quote("{" + name + "}")));
    return named.replaceAll("");
  }

  private void refuseUnused() {
    for (String name : secrets) {
      if (!used.contains(name)) {
        held.ifPresent(
            all -> all.refuse(name, "{" + name + "} in the address or a header", "it nowhere"));
      }
    }
  }
}
