package dev.gantry.ingest.city.traffic;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.Objects;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/**
 * The vehicles of one link or movement, the foremost first. Each knows its rank, as of the last
 * time that they were put into order. What every step does goes through them by rank, which costs
 * less than an iterator before all is compiled, and after.
 */
final class Column extends AbstractList<Vehicle> implements RandomAccess {

  private @Nullable Vehicle[] vehicles = new Vehicle[8];
  private int size;

  @Override
  public int size() {
    return size;
  }

  @Override
  public Vehicle get(int rank) {
    return vehicles[Objects.checkIndex(rank, size)];
  }

  @Override
  public Vehicle set(int rank, Vehicle vehicle) {
    Vehicle before = vehicles[Objects.checkIndex(rank, size)];
    vehicles[rank] = vehicle;
    return before;
  }

  @Override
  public boolean add(Vehicle vehicle) {
    if (size == vehicles.length) {
      vehicles = Arrays.copyOf(vehicles, 2 * size);
    }
    vehicles[size] = vehicle;
    size++;
    modCount++;
    return true;
  }

  @Override
  public Vehicle remove(int rank) {
    Vehicle gone = vehicles[Objects.checkIndex(rank, size)];
    size--;
    modCount++;
    System.arraycopy(vehicles, rank + 1, vehicles, rank, size - rank);
    vehicles[size] = null;
    return gone;
  }

  /** How many are before a vehicle; -1 for who is not there. */
  int rank(Vehicle vehicle) {
    int rank = vehicle.rank();
    return rank < size && vehicles[rank] == vehicle ? rank : indexOf(vehicle);
  }

  /** The next one before a vehicle in a lane, but for those it gets by; null for none. */
  @Nullable Vehicle leader(Vehicle vehicle, int lane) {
    for (int i = rank(vehicle) - 1; i >= 0; i--) {
      Vehicle before = vehicles[i];
      if (before.occupies(lane) && !vehicle.getsBy(before)) {
        return before;
      }
    }
    return null;
  }

  /** The next one behind a vehicle in a lane; null for none. */
  @Nullable Vehicle follower(Vehicle vehicle, int lane) {
    for (int i = rank(vehicle) + 1; i < size; i++) {
      if (vehicles[i].occupies(lane)) {
        return vehicles[i];
      }
    }
    return null;
  }

  /** The last one in a lane; null for none. */
  @Nullable Vehicle last(int lane) {
    for (int i = size - 1; i >= 0; i--) {
      if (vehicles[i].occupies(lane)) {
        return vehicles[i];
      }
    }
    return null;
  }

  /** Puts the foremost first again; few have overtaken since the last time. */
  void sort() {
    for (int i = 0; i < size; i++) {
      vehicles[i].ranks(i);
      if (i > 0 && vehicles[i - 1].place() < vehicles[i].place()) {
        moveForward(i);
      }
    }
  }

  /** Puts a vehicle before all those that it has overtaken. */
  private void moveForward(int from) {
    Vehicle vehicle = vehicles[from];
    int rank = from;
    while (rank > 0 && vehicles[rank - 1].place() < vehicle.place()) {
      put(rank, vehicles[rank - 1]);
      rank--;
    }
    put(rank, vehicle);
  }

  private void put(int rank, Vehicle vehicle) {
    vehicles[rank] = vehicle;
    vehicle.ranks(rank);
  }
}
