package dev.gantry.detectors;

import dev.gantry.domain.detection.ModelDescriptor;

/**
 * What weights without a descriptor were found to be.
 *
 * @param descriptor how they are run
 * @param reading what was found and what was assumed, in one line
 */
public record InferredModel(ModelDescriptor descriptor, String reading) {}
