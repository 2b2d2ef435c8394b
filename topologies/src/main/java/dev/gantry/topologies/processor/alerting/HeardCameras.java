package dev.gantry.topologies.processor.alerting;

import dev.gantry.domain.camera.CameraDefinition;
import dev.gantry.domain.time.Micros;
import dev.gantry.schemas.records.Signal;
import dev.gantry.schemas.records.SignalKind;
import dev.gantry.schemas.records.TimeMode;
import dev.gantry.topologies.port.Definitions;
import dev.gantry.topologies.processor.alerting.HeardStreams.Least;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How far each camera has come. Waited for are the cameras that may have something to say of a
 * group: those whose definition has its site, gate or segment, and those without a definition that
 * have been heard. Of a camera with several epochs the newest counts. A camera of which nothing is
 * heard is not waited for. Not thread-safe.
 */
final class HeardCameras {

  /** Whoever is defined by now is waited for, whichever time is told. */
  private static final Instant NEWEST = Instant.parse("9999-12-31T00:00:00Z");

  private final Definitions definitions;
  private final Silence silence;
  private final Map<Key, Heard> heard = new HashMap<>();
  private final Map<TimeMode, SortedMap<Integer, Long>> toldUs = new HashMap<>();

  /** The defined cameras that fit, as of the last look. */
  private final Map<SortedMap<String, String>, List<String>> fitting = new HashMap<>();

  /** Cameras without a definition that have been heard, as of the last look. */
  private final Map<TimeMode, List<String>> undefined = new EnumMap<>(TimeMode.class);

  private record Key(TimeMode mode, String camera) {}

  private static final class Heard {
    private long epoch = Long.MIN_VALUE;
    private long untilUs = Long.MIN_VALUE;
    private int partition = -1;
    private Silence.Moment last;

    private Heard(Silence.Moment last) {
      this.last = last;
    }
  }

  HeardCameras(Definitions definitions, Silence silence) {
    this.definitions = definitions;
    this.silence = silence;
  }

  /** Takes note of what is said of cameras' time. */
  void hear(Signal signal, Silence.Moment now) {
    TimeMode mode = signal.getTimeMode();
    int partition = signal.getSourcePartition();
    if (signal.getKind() == SignalKind.MATCH) {
      hear(mode, partition, signal.getSourceKey(), signal.getWatermarkUs(), now);
      return;
    }
    signal.getWatermarks().forEach((key, us) -> hear(mode, partition, key, us, now));
    toldUs
        .computeIfAbsent(mode, m -> new TreeMap<>())
        .merge(partition, signal.getEventTimeUs(), Math::max);
  }

  /**
   * @param key camera and epoch, as MATCH writes them
   */
  private void hear(TimeMode mode, int partition, String key, long us, Silence.Moment now) {
    int slash = key.lastIndexOf('/');
    Heard camera = find(mode, slash < 0 ? key : key.substring(0, slash));
    long epoch = slash < 0 ? 0 : Long.parseLong(key.substring(slash + 1));
    if (epoch > camera.epoch) {
      camera.epoch = epoch;
      camera.untilUs = us;
    } else if (epoch == camera.epoch) {
      camera.untilUs = Math.max(camera.untilUs, us);
    }
    camera.partition = partition;
    camera.last = now;
  }

  private Heard find(TimeMode mode, String camera) {
    return heard.computeIfAbsent(
        new Key(mode, camera),
        key -> {
          undefined.clear();
          return new Heard(silence.now());
        });
  }

  /** Forgets which cameras are defined: the definitions may have changed. */
  void look() {
    fitting.clear();
    undefined.clear();
  }

  /** Adds how far the cameras have come that may have something to say. */
  void addTo(Least least, TimeMode mode, WaitsFor.Part part) {
    Set<String> cameras = new TreeSet<>(fitting(part.own()));
    String only = part.own().getOrDefault("camera", "");
    undefined(mode).stream()
        .filter(camera -> only.isEmpty() || only.equals(camera))
        .forEach(cameras::add);
    if (cameras.isEmpty()) {
      least.leave("any camera", Instant.MIN, part.absence());
    }
    cameras.forEach(camera -> add(least, mode, camera, part.absence()));
  }

  private void add(Least least, TimeMode mode, String camera, boolean absence) {
    Heard known = find(mode, camera);
    Instant until = known.untilUs == Long.MIN_VALUE ? Instant.MIN : Micros.toInstant(known.untilUs);
    least.seen(until);
    String name = "camera " + camera;
    if (silence.isSilent(known.last)) {
      least.leave(name, until, absence);
      return;
    }
    Optional<Instant> told =
        Optional.ofNullable(toldUs.getOrDefault(mode, new TreeMap<>()).get(known.partition))
            .filter(us -> us > 0)
            .map(Micros::toInstant)
            .filter(at -> at.isAfter(until));
    if (told.isPresent()) {
      least.leave(name, until, absence);
    }
    least.add(told.orElse(until));
  }

  private List<String> undefined(TimeMode mode) {
    List<String> known = undefined.get(mode);
    if (known == null) {
      Set<String> defined = Set.copyOf(fitting(new TreeMap<>()));
      known =
          heard.keySet().stream()
              .filter(key -> key.mode() == mode && !defined.contains(key.camera()))
              .map(Key::camera)
              .toList();
      undefined.put(mode, known);
    }
    return known;
  }

  private List<String> fitting(SortedMap<String, String> own) {
    return fitting.computeIfAbsent(
        own,
        labels ->
            definitions.cameras(NEWEST).stream()
                .filter(camera -> fits(camera, labels))
                .map(CameraDefinition::id)
                .toList());
  }

  private static boolean fits(CameraDefinition camera, SortedMap<String, String> labels) {
    return labels.entrySet().stream().allMatch(label -> fits(camera, label));
  }

  private static boolean fits(CameraDefinition camera, Map.Entry<String, String> label) {
    String value = label.getValue();
    return value.isEmpty()
        || switch (label.getKey()) {
          case "camera" -> camera.id().equals(value);
          case "site" -> camera.site().equals(value);
          case "gate" ->
              camera.zones().stream()
                  .anyMatch(zone -> zone.gate().filter(value::equals).isPresent());
          case "segment" -> camera.segments().stream().anyMatch(one -> one.id().equals(value));
          default -> true;
        };
  }
}
