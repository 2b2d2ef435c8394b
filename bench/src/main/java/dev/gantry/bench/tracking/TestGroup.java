package dev.gantry.bench.tracking;

import java.util.List;

/**
 * Sequences that are scored together: those of one class of object in one data set.
 *
 * @param objects what is tracked, such as {@code car}
 * @param format how results for it are written
 * @param sequences scored as one
 */
record TestGroup(String objects, ResultFormat format, List<TestSequence> sequences) {

  TestGroup {
    sequences = List.copyOf(sequences);
  }

  /** The group with the named ones of its sequences. */
  TestGroup only(List<String> names) {
    return new TestGroup(
        objects,
        format,
        sequences.stream().filter(sequence -> names.contains(sequence.name())).toList());
  }
}
