package dev.gantry.ingest.city.staff;

/** What somebody works as. */
enum Role {
  GUARD(40, true),
  TECHNICIAN(24, false),
  OFFICE(150, false),
  OPERATOR(18, true),
  ADMIN(8, false);

  private final int people;
  private final boolean inShifts;

  Role(int people, boolean inShifts) {
    this.people = people;
    this.inShifts = inShifts;
  }

  /** How many of the staff do. */
  int people() {
    return people;
  }

  /** Whether around the clock, in three shifts; else by day from Monday to Friday. */
  boolean inShifts() {
    return inShifts;
  }
}
