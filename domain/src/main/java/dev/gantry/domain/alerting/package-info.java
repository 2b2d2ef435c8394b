/** Rules and the life of alerts in event time: pure values and functions. */
@NullMarked
package dev.gantry.domain.alerting;

import org.jspecify.annotations.NullMarked;
