package dev.gantry.ingest.city.truth;

/**
 * How well one kind of incident was found.
 *
 * @param watched whether a rule watches for it
 * @param incidents incidents of the kind that a camera saw, wholly within the time judged
 * @param found of these, those with an alert
 * @param alerts alerts of the kind
 * @param right of these, the first for each incident and camera
 */
public record KindScore(boolean watched, int incidents, int found, int alerts, int right) {}
