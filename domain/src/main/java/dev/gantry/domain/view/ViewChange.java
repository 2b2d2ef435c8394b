package dev.gantry.domain.view;

/**
 * That the condition of a view has changed.
 *
 * @param condition how it is from now on
 * @param sinceUs event time since when it has looked so, microseconds
 * @param reason what was seen, in words
 */
public record ViewChange(ViewCondition condition, long sinceUs, String reason) {}
