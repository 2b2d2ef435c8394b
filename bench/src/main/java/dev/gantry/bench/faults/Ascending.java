package dev.gantry.bench.faults;

/** Whether numbers come in ascending order; the same one may come again. */
final class Ascending {

  private long newest = Long.MIN_VALUE;
  private long disordered;

  void add(long number) {
    disordered += number < newest ? 1 : 0;
    newest = Math.max(newest, number);
  }

  /** Numbers that came after a greater one. */
  long disordered() {
    return disordered;
  }
}
