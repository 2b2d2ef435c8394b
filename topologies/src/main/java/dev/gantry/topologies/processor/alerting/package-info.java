/** Processors of ALERTING: the life of alerts. */
@NullMarked
package dev.gantry.topologies.processor.alerting;

import org.jspecify.annotations.NullMarked;
