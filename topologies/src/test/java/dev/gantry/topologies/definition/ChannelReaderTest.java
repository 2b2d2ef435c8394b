package dev.gantry.topologies.definition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.topologies.rule.LanguageRuleChecker;
import dev.gantry.topologies.rule.RuleLanguage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChannelReaderTest {

  private static final String FULL =
      """
      kind: channel
      id: desk
      address: "mailto://desk:{password}@mail.local/ann?via={relay}&to=ann"
      headers: {Authorization: "Bearer {token}", X-Site: harbour}
      secrets: {password: env:MAIL_PASSWORD, relay: env:RELAY, token: "file:/run/secrets/a b"}
      send_resolved: false
      timeout: 5s
      """;

  private final DefinitionParser parser =
      new DefinitionParser(new LanguageRuleChecker(new RuleLanguage()));

  @Test
  void shouldTakeAllThatAChannelSays() {
    assertThat(parser.parse("a.yaml", FULL).orThrow().get(0).id()).isEqualTo("desk");
  }

  /** What is changed in the full document, into what, and what is then said. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "id: desk | id: a desk | id: expected an id of letters",
        "address: | addres: | address: expected an address such as json://host/hook, found nothing",
        "mailto://desk: | mailto:desk: | f.yaml:3:10: address: expected an address such as",
        "@mail.local | @ | address: expected an address such as json://host/hook",
        "desk:{password}@ | desk:{pasword}@ | the name of a secret (did you mean password?), found '{pasword}'",
        "desk:{password}@ | desk@ | secrets.password: expected {password} in the address or a header, found it nowhere",
        "desk:{password}@ | desk:{password}hunter2@ | address: expected an address without secrets",
        "via={relay} | api-key=17&via={relay} | address: expected an address without secrets",
        "Bearer {token} | Bearer abc | headers.Authorization: expected a value that names a secret",
        "X-Site: harbour | X-Api-Key: harbour | headers.X-Api-Key: expected a value that names a secret",
        "X-Site: harbour | X-Site: \"a\\r\\nb\" | headers.X-Site: expected a value on one line",
        "X-Site: harbour | 'X Site': harbour | expected the name of a header, found 'X Site'",
        "X-Site: harbour | X-Site: | headers.X-Site: expected the value of a header",
        "X-Site: harbour | X-Site: '{site}' | the name of a secret (defined are password, relay, token)",
        "env:RELAY | env:A B | secrets.relay: expected env: and a variable of the environment",
        "file:/run | file:run | secrets.token: expected env: and a variable of the environment",
        "env:RELAY | [a] | secrets.relay: expected env: and a variable of the environment",
        "relay: env:RELAY | 'a-b': env:RELAY | secrets.a-b: expected a name of letters",
        "send_resolved: false | send_resolved: never | send_resolved: expected true or false",
        "timeout: 5s | timeout: 0s | timeout: expected more than 0s",
        "timeout: 5s | time_out: 5s | did you mean timeout?",
      })
  void shouldSayWhatIsWrongAndWhere(String change) {
    WrongChange.isTold(parser, FULL, change);
  }

  /** Messages end up in logs. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "address: 'https://a:hunter2@b/c'",
        "address: 'https://a:hunter2@b c'",
        "address: 'https://b/c?token=hunter2'",
        "{address: 'https://b/{t}', secrets: {t: hunter2}}",
        "{address: 'https://b/{t}', secrets: {t: {u: hunter2}}}",
        "{address: 'https://b/c', headers: {Authorization: 'Bearer hunter2'}}",
      })
  void shouldNeverRepeatASecret(String fields) {
    String inner = fields.startsWith("{") ? fields.substring(1, fields.length() - 1) : fields;

    ParseResult result = parser.parse("f.yaml", "{kind: channel, id: a, " + inner + "}");

    assertThat(result.problems()).isNotEmpty();
    assertThat(result.problems().toString()).doesNotContain("hunter2");
  }

  @Test
  void shouldTellSecretsThatAreNoMappingOnce() {
    ParseResult result =
        parser.parse("f.yaml", "{kind: channel, id: a, address: 'a://b', secrets: [c]}");

    assertThat(result.problems()).hasSize(1);
  }

  @Test
  void shouldTakeHostileTextsInTimeThatGrowsWithThemOnly() {
    for (String piece : new String[] {"token", "&", "{a}", "//", "//x@", "=", "token=&"}) {
      String address = "json://h/?" + piece.repeat(200_000 / piece.length());

      assertThat(
              parser
                  .parse("f.yaml", "{kind: channel, id: a, address: '" + address + "'}")
                  .problems())
          .hasSizeLessThan(3);
    }
  }
}
