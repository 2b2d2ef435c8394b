package dev.gantry.domain.tracking;

/**
 * That two objects are on a collision course: if both go on as they do, they touch.
 *
 * @param otherTrackId track of the slower of the two; it is told of the faster one
 * @param seconds time to collision: Hayward, Near-miss determination through use of a scale of
 *     danger, Highway Research Record 384 (1972)
 * @param sigmaSeconds its standard error, seconds
 * @param avoidanceMps2 deceleration with which the faster one still avoids it: Cooper and Ferguson,
 *     Traffic studies at T-junctions, Traffic Engineering and Control 17 (1976); m/s²
 * @param avoidanceSigmaMps2 its standard error, m/s²
 */
public record Conflict(
    String otherTrackId,
    double seconds,
    double sigmaSeconds,
    double avoidanceMps2,
    double avoidanceSigmaMps2) {}
