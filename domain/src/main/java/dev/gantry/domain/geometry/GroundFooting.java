package dev.gantry.domain.geometry;

/**
 * The ground under a pixel.
 *
 * @param place metres
 * @param jacobian metres per pixel there
 */
public record GroundFooting(Point place, Jacobian jacobian) {}
