/**
 * {@code gantry dead-letters}: looking at records that were set aside, and putting them back. A
 * replay writes the original record and a mark in the dead letters in one transaction, so that what
 * was replayed is known and happens once.
 */
@NullMarked
package dev.gantry.app.deadletter;

import org.jspecify.annotations.NullMarked;
