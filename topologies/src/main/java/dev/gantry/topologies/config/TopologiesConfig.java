package dev.gantry.topologies.config;

import dev.gantry.domain.anomaly.AnomalySettings;
import dev.gantry.domain.signin.SignInSettings;

/**
 * Settings of what the topologies do; how they run is a matter of the runtime.
 *
 * @param vision settings of VISION
 * @param tracking settings of TRACKING
 * @param traffic settings of TRAFFIC
 * @param anomaly how TRAFFIC judges series
 * @param signIns when SIGN-INS tells
 * @param alerting settings of MATCH and ALERTING
 */
public record TopologiesConfig(
    VisionConfig vision,
    TrackingConfig tracking,
    TrafficConfig traffic,
    AnomalySettings anomaly,
    SignInSettings signIns,
    AlertingConfig alerting) {

  /** The defaults. */
  public static final TopologiesConfig DEFAULT =
      new TopologiesConfig(
          VisionConfig.DEFAULT,
          TrackingConfig.DEFAULT,
          TrafficConfig.DEFAULT,
          AnomalySettings.DEFAULT,
          SignInSettings.DEFAULT,
          AlertingConfig.DEFAULT);
}
