package dev.gantry.domain.traffic;

/**
 * That a camera looked and tracked nothing.
 *
 * @param atUs event time, microseconds
 * @param placed whether it looked where its calibration says
 * @param site site of the camera; empty when not known
 * @param replay whether event times are replayed
 * @param input the record it comes from
 */
public record Look(long atUs, boolean placed, String site, boolean replay, InputRun input) {}
