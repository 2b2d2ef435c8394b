package dev.gantry.domain.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class ForgettingOrderTest {

  private final ForgettingOrder order = new ForgettingOrder(8);

  @Test
  void shouldForgetNobodyWhileThereIsRoom() {
    hear(Worth.HEARD, "a", "b", "c", "d", "e", "f", "g", "h", "a");

    assertThat(order.surplus()).isEmpty();
  }

  @Test
  void shouldForgetWhoWasNotHeardOfForLongest() {
    hear(Worth.HEARD, "a", "b", "c", "d", "e", "f", "g", "h", "a", "i", "j");

    assertThat(order.surplus()).containsExactly("b", "c");
    assertThat(order.surplus()).isEmpty();
  }

  @Test
  void shouldForgetWhoIsOnlyHeardOfFirst() {
    hear(Worth.PROVEN, "p1", "p2", "p3", "p4");
    hear(Worth.SUSPECT, "s1", "s2");
    for (int i = 0; i < 100; i++) {
      hear(Worth.HEARD, "h" + i);
    }
    assertThat(order.surplus()).hasSize(98).allMatch(name -> name.startsWith("h"));
  }

  @Test
  void shouldLeaveEachItsPlaces() {
    hear(Worth.PROVEN, "p1", "p2", "p3", "p4", "p5", "p6", "p7", "p8");
    hear(Worth.HEARD, "h1", "h2", "h3");
    assertThat(order.surplus()).containsExactly("h1", "p1", "p2");

    hear(Worth.SUSPECT, "s1", "s2", "s3");
    assertThat(order.surplus()).containsExactly("s1", "p3", "p4");
  }

  @Test
  void shouldKeepANameInOnePlace() {
    hear(Worth.HEARD, "a", "b", "c", "d", "e", "f", "g", "h");
    hear(Worth.PROVEN, "a");
    assertThat(order.surplus()).isEmpty();

    order.forgotten("b");
    hear(Worth.HEARD, "i", "j");
    assertThat(order.surplus()).containsExactly("c");
  }

  @Test
  void shouldNeedRoomForEachWorth() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ForgettingOrder(3))
        .withMessage("room: expected 4 or more, found 3");
  }

  private void hear(Worth worth, String... names) {
    for (String name : names) {
      order.heard(name, worth);
    }
  }
}
