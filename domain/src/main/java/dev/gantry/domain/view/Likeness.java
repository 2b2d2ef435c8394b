package dev.gantry.domain.view;

/**
 * How much a picture is like the view that was learnt.
 *
 * @param gone share of the cells with edges whose edges are gone, 0 to 1; 0 where there were hardly
 *     any
 * @param agreement how well the places of edges agree, 1 (wholly) to about 0 (not at all) and
 *     rarely less; not a number where too little of either picture has edges
 */
record Likeness(double gone, double agreement) {}
