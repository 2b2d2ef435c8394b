package dev.gantry.ingest.city.render;

/**
 * What a point of a surface looks like.
 *
 * @param albedo share of the light it gives back
 * @param normal direction away from the surface, of length 1
 * @param glow light of its own, after dark
 */
record Look(Colour albedo, Vec normal, Colour glow) {

  Look(Colour albedo, Vec normal) {
    this(albedo, normal, Colour.BLACK);
  }
}
