package dev.gantry.ingest.city.road;

/** What a vehicle does at a junction. */
public enum Turn {
  LEFT,
  THROUGH,
  RIGHT
}
