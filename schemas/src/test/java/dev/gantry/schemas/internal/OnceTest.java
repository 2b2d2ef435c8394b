package dev.gantry.schemas.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class OnceTest {

  @Test
  void shouldMakeItsValueWhenFirstAskedAndKeepIt() {
    // given
    AtomicInteger made = new AtomicInteger();
    Once<Integer> once = new Once<>(made::incrementAndGet);
    assertThat(made).hasValue(0);
    // when
    once.get();
    // then
    assertThat(once.get()).isEqualTo(1);
    assertThat(made).hasValue(1);
  }
}
