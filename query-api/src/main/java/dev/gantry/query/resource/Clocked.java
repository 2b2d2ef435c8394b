package dev.gantry.query.resource;

/** Whether times follow the wall clock or a recording. */
@Doc(value = "Whether times follow the wall clock or a recording.", example = "replay")
public enum Clocked {
  LIVE,
  REPLAY;

  static Clocked of(dev.gantry.schemas.records.TimeMode mode) {
    return mode == dev.gantry.schemas.records.TimeMode.REPLAY ? REPLAY : LIVE;
  }
}
