package dev.gantry.domain.signin;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/**
 * Says whom to forget where there are more accounts, or addresses, than there is room for: of the
 * least worth that has more than its places the one that was not heard of for longest. What places
 * one worth does not need the others take. A step takes the same time however many there are.
 * Mutable.
 */
public final class ForgettingOrder {

  /** The fewest that each worth has places among. */
  public static final int LEAST_ROOM = 4;

  private final int room;

  /** Names by worth, the least first; of each the one last that was heard of last. */
  private final Map<Worth, LinkedHashSet<String>> names = new EnumMap<>(Worth.class);

  private int size;

  /**
   * @param room how many can be remembered, {@link #LEAST_ROOM} or more
   */
  public ForgettingOrder(int room) {
    if (room < LEAST_ROOM) {
      throw new IllegalArgumentException(
          "room: expected " + LEAST_ROOM + " or more, found " + room);
    }
    this.room = room;
  }

  /** A name was heard of, and is worth so much now. */
  public void heard(String name, Worth worth) {
    forgotten(name);
    names.computeIfAbsent(worth, w -> new LinkedHashSet<>()).add(name);
    size++;
  }

  /** A name is not remembered any more. */
  public void forgotten(String name) {
    for (LinkedHashSet<String> each : names.values()) {
      if (each.remove(name)) {
        size--;
      }
    }
  }

  /** Takes out those for which there is no room, in the order in which they are to be forgotten. */
  public List<String> surplus() {
    List<String> surplus = new ArrayList<>(0);
    while (size > room) {
      surplus.add(least());
    }
    return surplus;
  }

  /** All places together are the room at most, so of more than that one worth has too many. */
  private String least() {
    for (Map.Entry<Worth, LinkedHashSet<String>> each : names.entrySet()) {
      if (each.getValue().size() > each.getKey().placesOf(room)) {
        String name = each.getValue().iterator().next();
        forgotten(name);
        return name;
      }
    }
    throw new IllegalStateException("expected more than %d names, found %d".formatted(room, size));
  }
}
