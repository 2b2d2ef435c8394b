package dev.gantry.bench.anomaly;

/**
 * How a kind of user weighs what a detector does.
 *
 * @param name standard, low_fp or low_fn
 * @param hit weight of a found window
 * @param falseAlarm weight of a reading reported outside all windows
 * @param miss weight of a window in which nothing was reported
 */
record NabProfile(String name, double hit, double falseAlarm, double miss) {}
