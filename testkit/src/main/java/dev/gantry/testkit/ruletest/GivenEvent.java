package dev.gantry.testkit.ruletest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;

/**
 * One record that a test gives.
 *
 * @param line line of the test file that it comes from
 * @param stream the topic it is put on
 * @param at when it comes, since the start of the test
 * @param happened when it happened, since the start of the test: {@code at}, or before
 * @param record its content, in any form that the topic takes
 */
record GivenEvent(int line, String stream, Duration at, Duration happened, ObjectNode record) {}
