package dev.gantry.query.http;

import dev.gantry.domain.camera.Calibration;
import dev.gantry.domain.camera.CameraDefinition;
import dev.gantry.query.resource.Cameras.Camera;
import dev.gantry.query.resource.Cameras.LatestFrame;
import dev.gantry.query.resource.Cameras.State;
import dev.gantry.query.view.CameraEventsView.Stated;
import dev.gantry.query.view.Views;
import dev.gantry.schemas.records.CameraEvent;
import dev.gantry.schemas.records.CameraEventType;
import dev.gantry.topologies.port.Definitions;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** All cameras: those that are defined, and those that send without being defined. */
final class CameraDirectory {

  /** A camera without a frame for so long is silent. */
  private static final Duration SILENT_AFTER = Duration.ofSeconds(10);

  /** An end may overtake the last frame on its way: they are on two topics. */
  private static final Duration OVERTAKING = Duration.ofSeconds(1);

  private final Definitions definitions;
  private final Views views;
  private final Clock clock;

  CameraDirectory(Definitions definitions, Views views, Clock clock) {
    this.definitions = definitions;
    this.views = views;
    this.clock = clock;
  }

  Instant now() {
    return clock.instant();
  }

  /** Definitions as they apply now. */
  List<CameraDefinition> defined() {
    return definitions.cameras(clock.instant());
  }

  /** Ids of all cameras, sorted. */
  Set<String> ids() {
    Set<String> ids = new TreeSet<>(views.frames().cameraIds());
    ids.addAll(views.cameraEvents().cameraIds());
    ids.addAll(views.tracks().cameraIds());
    defined().forEach(camera -> ids.add(camera.id()));
    return ids;
  }

  /** The id itself, when there is such a camera. */
  String require(String id) {
    if (!ids().contains(id)) {
      throw new NotFoundException("there is no camera " + id);
    }
    return id;
  }

  List<Camera> all() {
    return ids().stream().map(this::describe).toList();
  }

  Camera describe(String id) {
    Optional<CameraDefinition> definition = definitions.camera(id, clock.instant());
    Condition condition = condition(id);
    return new Camera(
        id,
        definition.map(CameraDefinition::version).orElse(null),
        definition.map(CameraDefinition::site).or(() -> siteFromEvents(id)).orElse(null),
        condition.state,
        condition.detail,
        condition.since,
        definition.flatMap(CameraDefinition::calibration).isPresent(),
        calibration(definition),
        Math.round(views.frames().perSecond(id) * 10) / 10.0,
        views.frames().latest(id).map(LatestFrame::of).orElse(null),
        "/v1/cameras/" + pathSegment(id) + "/frame.jpg",
        definition
            .map(d -> d.segments().stream().map(CameraDefinition.Segment::id).toList())
            .orElse(List.of()),
        definition
            .map(d -> d.zones().stream().map(CameraDefinition.Zone::id).toList())
            .orElse(List.of()),
        definition
            .map(d -> d.lines().stream().map(CameraDefinition.Line::id).toList())
            .orElse(List.of()),
        definition.flatMap(CameraDefinition::source).map(s -> withoutSecrets(s.url())).orElse(null),
        definition.flatMap(CameraDefinition::model).orElse(null));
  }

  private Condition condition(String id) {
    Optional<Instant> arrived = views.frames().arrivedAt(id);
    Optional<Stated> stream = views.cameraEvents().stream(id);
    boolean fresh =
        arrived.filter(at -> at.plus(SILENT_AFTER).isAfter(clock.instant())).isPresent();
    return stream
        .filter(stated -> stillHolds(stated, arrived))
        .map(CameraDirectory::interrupted)
        .or(
            () ->
                views
                    .cameraEvents()
                    .picture(id)
                    .filter(at -> fresh)
                    .flatMap(CameraDirectory::spoiled))
        .orElseGet(() -> byFrames(arrived, stream, fresh));
  }

  /** How a camera is whose frames do not come, by what was said of its stream. */
  private static Condition interrupted(Stated stream) {
    return stream.event().getType() == CameraEventType.ENDED
        ? condition(State.ENDED, stream, "the source is at its end")
        : condition(State.OFFLINE, stream, "the source is offline");
  }

  /** What is wrong with the pictures of a camera while they go on coming. */
  private static Optional<Condition> spoiled(Stated picture) {
    return switch (picture.event().getType()) {
      case FROZEN -> Optional.of(condition(State.FROZEN, picture, "the picture stands"));
      case COVERED -> Optional.of(condition(State.COVERED, picture, "the lens is covered"));
      case TURNED -> Optional.of(condition(State.TURNED, picture, "it looks elsewhere"));
      default -> Optional.empty();
    };
  }

  private static Condition byFrames(
      Optional<Instant> arrived, Optional<Stated> stream, boolean fresh) {
    if (fresh) {
      return new Condition(State.ONLINE, "frames are arriving", arrived.orElse(null));
    }
    Optional<Instant> since = arrived.or(() -> stream.map(CameraDirectory::at));
    return since.isPresent()
        ? new Condition(
            State.SILENT, "no frame for " + SILENT_AFTER.toSeconds() + " s or more", since.get())
        : new Condition(State.WAITING, "no frame has arrived yet", null);
  }

  /** Whether what the last event says is still so, or frames that came since tell otherwise. */
  private static boolean stillHolds(Stated stream, Optional<Instant> arrived) {
    return stream.event().getType() != CameraEventType.ONLINE
        && arrived.filter(at -> at.isAfter(at(stream).plus(OVERTAKING))).isEmpty();
  }

  private static Instant at(Stated stated) {
    return Instant.ofEpochMilli(stated.appendedAtMs());
  }

  private static Condition condition(State state, Stated stated, String otherwise) {
    return new Condition(state, words(stated.event(), otherwise), at(stated));
  }

  private static String words(CameraEvent event, String otherwise) {
    return event.getReason().isEmpty() ? otherwise : event.getReason();
  }

  private Optional<String> siteFromEvents(String id) {
    return views.cameraEvents().stream(id)
        .or(() -> views.cameraEvents().picture(id))
        .map(stated -> stated.event().getSite())
        .filter(site -> !site.isEmpty());
  }

  private static String calibration(Optional<CameraDefinition> definition) {
    return definition
        .flatMap(CameraDefinition::calibration)
        .map(CameraDirectory::words)
        .orElse("not calibrated: speeds are in pixels per second only");
  }

  private static String words(Calibration calibration) {
    if (calibration instanceof Calibration.ThroughLens through) {
      return words(through.calibration()) + ", through a lens";
    }
    if (calibration instanceof Calibration.Points points) {
      return "from " + points.pairs().size() + " points on the ground";
    }
    if (calibration instanceof Calibration.Distances known) {
      return "from " + known.distances().size() + " known distances";
    }
    return calibration instanceof Calibration.Matrix ? "by a matrix" : "from vanishing points";
  }

  /** An address without user, password and query, which may hold secrets. */
  static String withoutSecrets(String url) {
    int query = url.contains("://") ? url.indexOf('?') : -1;
    String base = query < 0 ? url : url.substring(0, query);
    return base.replaceFirst("://[^/]*@", "://");
  }

  static String pathSegment(String id) {
    return URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private record Condition(State state, String detail, @Nullable Instant since) {}
}
