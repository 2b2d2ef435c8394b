package dev.gantry.app.config;

/** A part of the application that a process can run on its own. */
public enum Role {
  VISION,
  TRACKING,
  TRAFFIC,
  MATCH,
  ALERTING,
  API
}
