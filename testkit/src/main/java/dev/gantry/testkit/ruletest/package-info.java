/** Tests of rules in files: events in, alerts out, at times. */
@NullMarked
package dev.gantry.testkit.ruletest;

import org.jspecify.annotations.NullMarked;
