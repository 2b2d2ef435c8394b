package dev.gantry.ingest.city.truth;

import java.util.Set;

/** The kinds of what goes wrong in cities. One that is short, or quiet, may not have had all. */
public final class IncidentKinds {

  /** All of them. */
  public static final Set<String> ALL =
      Set.of(
          "speeding",
          "stopped_vehicle",
          "wrong_way",
          "queue",
          "near_miss",
          "person_on_carriageway",
          "camera_offline",
          "camera_frozen",
          "camera_covered",
          "camera_turned",
          "detector_failure",
          "reading_level_shift",
          "reading_spike",
          "reading_drop",
          "reading_drift",
          "sensor_stuck",
          "lane_blocked",
          "sensor_silent",
          "brute_force_fast",
          "brute_force_slow",
          "brute_force_distributed",
          "password_spraying",
          "credential_stuffing",
          "success_from_attacker",
          "success_after_failures",
          "impossible_travel",
          "mfa_fatigue",
          "mfa_disabled",
          "new_device",
          "dormant_account",
          "task_overdue",
          "task_illegal_transition",
          "entry_without_person",
          "patrol_without_person",
          "camera_turned_during_attack");

  private IncidentKinds() {}
}
