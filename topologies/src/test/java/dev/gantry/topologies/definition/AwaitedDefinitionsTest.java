package dev.gantry.topologies.definition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.domain.alerting.Rule;
import dev.gantry.topologies.rule.LanguageRuleChecker;
import dev.gantry.topologies.rule.RuleLanguage;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class AwaitedDefinitionsTest {

  private final AwaitedDefinitions awaited = new AwaitedDefinitions();
  private final DefinitionsView view =
      new DefinitionsView(new DefinitionParser(new LanguageRuleChecker(new RuleLanguage())));

  private final FutureTask<Boolean> question =
      new FutureTask<>(
          () -> {
            List<Rule> rules = awaited.rules("vehicle-tracks", Instant.EPOCH);
            assertThat(rules).isEmpty();
            return Thread.interrupted();
          });

  private final Thread asking = new Thread(question);

  @Test
  void shouldAnswerOnceLoaded() throws Exception {
    // given
    asking.start();
    untilItWaits();
    // when
    awaited.loaded(view);
    // then
    assertThat(question.get(10, TimeUnit.SECONDS)).as("interrupted").isFalse();
    assertThat(awaited.cameras(Instant.EPOCH)).isEmpty();
  }

  @Test
  void shouldNotTakeAnInterruptForAnAnswer() throws Exception {
    // given
    asking.start();
    untilItWaits();
    // when
    asking.interrupt();
    untilItWaits();
    assertThat(question.isDone()).isFalse();
    awaited.loaded(view);
    // then
    assertThat(question.get(10, TimeUnit.SECONDS)).as("interrupted").isTrue();
  }

  private void untilItWaits() throws InterruptedException {
    while (asking.getState() != Thread.State.WAITING) {
      assertThat(question.isDone()).isFalse();
      TimeUnit.MILLISECONDS.sleep(1);
    }
  }
}
