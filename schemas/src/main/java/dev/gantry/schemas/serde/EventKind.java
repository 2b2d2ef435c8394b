package dev.gantry.schemas.serde;

import dev.gantry.schemas.records.AuthEvent;
import dev.gantry.schemas.records.CameraEvent;
import dev.gantry.schemas.records.SensorReading;
import dev.gantry.schemas.records.TaskEvent;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * The kinds of events that others tell, known by a word in their type: {@code task.created} and
 * {@code com.example.task.created} are about tasks.
 */
public enum EventKind {
  TASK(TaskEvent.class),
  AUTH(AuthEvent.class),
  CAMERA(CameraEvent.class),
  SENSOR(SensorReading.class);

  private final Class<? extends SpecificRecordBase> record;

  EventKind(Class<? extends SpecificRecordBase> record) {
    this.record = record;
  }

  private List<String> words() {
    return switch (this) {
      case TASK -> List.of("task");
      case AUTH -> List.of("auth", "login", "logout", "mfa", "access");
      case CAMERA -> List.of("camera");
      case SENSOR -> List.of("sensor");
    };
  }

  /** The kind of a type, by the last of the words in it; empty when none is. */
  public static Optional<EventKind> of(String type) {
    return Arrays.stream(values())
        .filter(kind -> kind.startIn(type) >= 0)
        .max(Comparator.comparing(kind -> kind.startIn(type)));
  }

  /** The kind that is told by records of a class; empty when others do not tell such. */
  static Optional<EventKind> toldBy(Class<?> record) {
    return Arrays.stream(values()).filter(kind -> kind.record.equals(record)).findFirst();
  }

  /** A type without what stands before the word: what its producer put there. */
  String withoutPrefix(String type) {
    return type.substring(Math.max(0, startIn(type)));
  }

  /** All words, for messages. */
  public static List<String> allWords() {
    return Arrays.stream(values()).flatMap(kind -> kind.words().stream()).sorted().toList();
  }

  /** Where the last of the words begins in a type; -1 when none is there. */
  private int startIn(String type) {
    int end = type.length();
    while (end > 0) {
      int start = type.lastIndexOf('.', end - 1) + 1;
      if (words().contains(type.substring(start, end).toLowerCase(Locale.ROOT))) {
        return start;
      }
      end = start - 1;
    }
    return -1;
  }
}
