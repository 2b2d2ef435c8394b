/**
 * What the API answers with: records in the operator's units, made from the records of the topics.
 */
@NullMarked
package dev.gantry.query.resource;

import org.jspecify.annotations.NullMarked;
