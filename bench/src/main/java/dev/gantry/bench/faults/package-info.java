/** What is lost, doubled or held up when brokers, applications and connections fail. */
@NullMarked
package dev.gantry.bench.faults;

import org.jspecify.annotations.NullMarked;
