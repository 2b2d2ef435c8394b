package dev.gantry.topologies.processor.task;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;

/** Which task something is due for, and when. One time a task. Not thread-safe. */
final class DueTasks {

  private static final Comparator<Due> BY_TIME_AND_TASK =
      Comparator.comparing(Due::at).thenComparing(Due::taskId);

  private final NavigableSet<Due> due = new TreeSet<>(BY_TIME_AND_TASK);
  private final Map<String, Due> byTask = new HashMap<>();

  private record Due(Instant at, String taskId) {}

  void set(String taskId, Instant at) {
    clear(taskId);
    Due entry = new Due(at, taskId);
    byTask.put(taskId, entry);
    due.add(entry);
  }

  void clear(String taskId) {
    Due known = byTask.remove(taskId);
    if (known != null) {
      due.remove(known);
    }
  }

  boolean isEmpty() {
    return due.isEmpty();
  }

  void forgetAll() {
    due.clear();
    byTask.clear();
  }

  /** Takes the tasks for which something is due before a time, in order. */
  List<String> takeBefore(Instant time) {
    List<String> taken = new ArrayList<>();
    while (!due.isEmpty() && due.first().at().isBefore(time)) {
      String taskId = due.first().taskId();
      clear(taskId);
      taken.add(taskId);
    }
    return taken;
  }
}
