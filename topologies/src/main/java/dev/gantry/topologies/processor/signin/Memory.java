package dev.gantry.topologies.processor.signin;

import dev.gantry.domain.signin.ForgettingOrder;
import dev.gantry.domain.signin.Worth;
import dev.gantry.schemas.records.TimeMode;
import dev.gantry.topologies.processor.KeptStates;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Function;
import org.apache.kafka.common.metrics.Sensor;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one partition remembers of accounts, or of addresses: so many at most, and each for as long
 * as anything depends on it. How many were forgotten for want of room is the metric {@code
 * forgotten-total} of the group {@code stream-signin-metrics} with tag {@code signin-id}, and the
 * first is told of in the log. Begins anew with each start of a task, and forgets then as if it had
 * gone on: the order lies in the states.
 */
final class Memory<S> {

  private static final Logger LOG = LoggerFactory.getLogger(Memory.class);

  private final Kind<S> kind;
  private final KeptStates<Remembered<S>> states;
  private final ProcessingContext context;
  private final int room;
  private final Forgetting<S> forgetting;
  private final ForgettingOrder order;
  private boolean ordered;
  private long heard;
  private @Nullable Sensor forgotten;

  /**
   * What is remembered.
   *
   * @param name as it is told, such as {@code accounts}
   * @param worth what a state is worth
   * @param isSpent whether one can be forgotten at a moment, microseconds since 1970
   */
  record Kind<S>(String name, Function<S, Worth> worth, BiPredicate<S, Long> isSpent) {}

  /**
   * @param room how many are remembered at most
   */
  Memory(Kind<S> kind, KeptStates<Remembered<S>> states, ProcessingContext context, int room) {
    this.kind = kind;
    this.states = states;
    this.context = context;
    this.room = room;
    this.forgetting = new Forgetting<>(kind.isSpent);
    this.order = new ForgettingOrder(room);
  }

  /** The state of a name, to be changed and {@link #keep kept}; null when there is none. */
  @Nullable S recall(String name) {
    Remembered<S> known = states.load(name);
    return known == null ? null : known.state();
  }

  /** Remembers a state, and forgets others where there is no room. */
  void keep(String name, S state, TimeMode mode) {
    putInOrder();
    heard++;
    states.save(name, new Remembered<>(state, mode, heard));
    order.heard(name, kind.worth.apply(state));
    order.surplus().forEach(this::giveUp);
  }

  /** The states say in which order they were heard of; that is looked at once. */
  private void putInOrder() {
    if (ordered) {
      return;
    }
    ordered = true;
    List<Known> all = new ArrayList<>();
    states.forEach(
        (name, kept) -> all.add(new Known(name, kind.worth.apply(kept.state()), kept.heard())));
    all.sort(Comparator.comparingLong(Known::heard));
    for (Known each : all) {
      order.heard(each.name, each.worth);
      heard = each.heard;
    }
  }

  private record Known(String name, Worth worth, long heard) {}

  private void giveUp(String name) {
    states.forget(name);
    Sensor count = forgotten;
    if (count == null) {
      LOG.warn(
          "{} {} of partition {} are remembered, as many as signins.remembered lets be: from now on"
              + " those are forgotten of which least is known",
          room,
          kind.name,
          context.taskId().partition());
      count =
          context
              .metrics()
              .addRateTotalSensor("signin", kind.name, "forgotten", Sensor.RecordingLevel.INFO);
      forgotten = count;
    }
    count.record();
  }

  /** Remembers nothing of a name. */
  void forget(String name) {
    states.forget(name);
    order.forgotten(name);
  }

  /** Goes back to what the last commit wrote of a name. */
  void revert(String name) {
    states.revert(name);
    Remembered<S> left = states.load(name);
    if (left == null) {
      order.forgotten(name);
    } else if (ordered) {
      order.heard(name, kind.worth.apply(left.state()));
    }
  }

  /** An event of some time was taken in: what was spent by then is forgotten. */
  void reach(TimeMode mode, long atUs) {
    forgetting.reach(mode, atUs, states).forEach(this::forget);
  }
}
