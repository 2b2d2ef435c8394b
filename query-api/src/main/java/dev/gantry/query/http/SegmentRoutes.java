package dev.gantry.query.http;

import dev.gantry.domain.camera.CameraDefinition;
import dev.gantry.domain.time.Micros;
import dev.gantry.query.resource.Json;
import dev.gantry.query.resource.Segments;
import dev.gantry.query.resource.Segments.Segment;
import dev.gantry.query.resource.Segments.Speeds;
import dev.gantry.query.view.Views;
import dev.gantry.schemas.records.SpeedWindow;
import dev.gantry.topologies.port.StoreQueries;
import io.javalin.http.Context;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What is asked of road segments. */
final class SegmentRoutes {

  private static final String TAG = "segments";
  private static final Duration DEFAULT_RANGE = Duration.ofHours(1);
  private static final Param<String> ID =
      Param.path("id", "Id of the segment.", "harbour-rd-north");
  private static final Param<Instant> FROM =
      Param.time("from", "Start of the range, inclusive; an hour before its end if not given.");
  private static final Param<Instant> TO =
      Param.time("to", "End of the range, exclusive; the end of the newest window if not given.");
  private static final Param<Integer> WINDOW =
      Param.number("window_s", "Only windows of this length, seconds; 0 for all.", 0, 86_400, 0);
  private static final Param<Integer> LIMIT =
      Param.number("limit", "At most so many windows, from the start of the range.", 1, 1000, 360);

  private final CameraDirectory cameras;
  private final StoreQueries stores;
  private final Views views;

  SegmentRoutes(CameraDirectory cameras, StoreQueries stores, Views views) {
    this.cameras = cameras;
    this.stores = stores;
    this.views = views;
  }

  List<Route> routes() {
    return List.of(
        new Route(
            "/v1/segments",
            "listSegments",
            TAG,
            "All road segments with their last windows of speed.",
            List.of(),
            Answer.json(Segments.SegmentList.class, "The segments."),
            List.of(),
            ctx -> Replies.json(ctx, new Segments.SegmentList(all()))),
        new Route(
            "/v1/segments/{id}/speeds",
            "listSegmentSpeeds",
            TAG,
            "Windows of speed on a segment within a range of event time. Provisional.",
            List.of(ID, FROM, TO, WINDOW, LIMIT),
            Answer.json(Segments.SpeedList.class, "The windows."),
            List.of(400, 404, 503),
            this::speeds));
  }

  private void speeds(Context ctx) {
    String id = ID.get(ctx);
    if (!ids().contains(id)) {
      throw new NotFoundException("there is no segment " + id);
    }
    Instant to = TO.find(ctx).orElseGet(() -> newestEnd(id));
    Instant from = FROM.find(ctx).orElse(to.minus(DEFAULT_RANGE));
    if (!from.isBefore(to)) {
      throw new BadParameterException("from", Json.time(from), "a time before " + Json.time(to));
    }
    int window = WINDOW.get(ctx);
    int limit = LIMIT.get(ctx);
    // stores hold a few hours: when only one length is wanted, all are read
    List<SpeedWindow> windows =
        stores.segmentSpeeds(id, from, to, window == 0 ? limit : Integer.MAX_VALUE);
    List<Speeds> speeds =
        windows.stream()
            .map(Speeds::of)
            .filter(s -> window == 0 || s.windowS() == window)
            .limit(limit)
            .toList();
    Replies.json(ctx, new Segments.SpeedList(true, id, from, to, speeds));
  }

  private Set<String> ids() {
    Set<String> ids = new TreeSet<>(views.speeds().segmentIds());
    cameras.defined().forEach(camera -> camera.segments().forEach(s -> ids.add(s.id())));
    return ids;
  }

  private List<Segment> all() {
    List<CameraDefinition> defined = cameras.defined();
    return ids().stream().map(id -> describe(id, defined)).toList();
  }

  private Segment describe(String id, List<CameraDefinition> defined) {
    List<String> seenBy = new ArrayList<>();
    Optional<String> site = Optional.empty();
    Optional<CameraDefinition.Segment> stated = Optional.empty();
    for (CameraDefinition camera : defined) {
      for (CameraDefinition.Segment segment : camera.segments()) {
        if (segment.id().equals(id)) {
          seenBy.add(camera.id());
          site = site.or(() -> Optional.of(camera.site()));
          stated = stated.or(() -> Optional.of(segment));
        }
      }
    }
    return new Segment(
        id,
        site.orElse(null),
        seenBy,
        stated.flatMap(CameraDefinition.Segment::headingDeg).orElse(null),
        stated.flatMap(CameraDefinition.Segment::limitKmh).orElse(null),
        views.speeds().windows(id).stream().map(Speeds::of).toList());
  }

  /** The end of the newest window: event time may be far from the wall clock in a replay. */
  private Instant newestEnd(String id) {
    List<SpeedWindow> windows = views.speeds().windows(id);
    return windows.isEmpty()
        ? cameras.now()
        : Micros.toInstant(windows.get(windows.size() - 1).getWindowEndUs());
  }
}
