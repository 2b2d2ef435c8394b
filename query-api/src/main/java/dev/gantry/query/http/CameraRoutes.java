package dev.gantry.query.http;

import dev.gantry.query.image.PaintedFrames;
import dev.gantry.query.image.PaintedFrames.Picture;
import dev.gantry.query.resource.Cameras;
import dev.gantry.query.resource.Cameras.EventType;
import dev.gantry.query.resource.Tracks.LatestDetections;
import dev.gantry.query.resource.Tracks.Track;
import dev.gantry.query.resource.Tracks.TrackList;
import dev.gantry.query.view.Views;
import dev.gantry.schemas.records.CameraEvent;
import dev.gantry.schemas.records.TrackUpdate;
import dev.gantry.topologies.port.StoreQueries;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What is asked of cameras. */
final class CameraRoutes {

  private static final String TAG = "cameras";
  private static final Param<String> ID = Param.path("id", "Id of the camera.", "bridge-north");
  private static final Param<Boolean> BOXES =
      Param.flag("boxes", "Whether boxes and speeds are drawn.", true);
  private static final Param<String> IF_NONE_MATCH =
      Param.header("If-None-Match", "ETag of a picture that is there already.", "\"7-148-1\"");
  private static final Param<String> CAMERA =
      Param.query("camera", "Only this camera.", "bridge-north");
  private static final Param<EventType> TYPE =
      Param.choice("type", "Only events of this type.", EventType.class);
  private static final Param<Integer> LIMIT =
      Param.number("limit", "At most so many.", 1, 1000, 100);

  private final CameraDirectory cameras;
  private final StoreQueries stores;
  private final Views views;
  private final PaintedFrames pictures;

  CameraRoutes(CameraDirectory cameras, StoreQueries stores, Views views, PaintedFrames pictures) {
    this.cameras = cameras;
    this.stores = stores;
    this.views = views;
    this.pictures = pictures;
  }

  List<Route> routes() {
    return List.of(
        new Route(
            "/v1/cameras",
            "listCameras",
            TAG,
            "All cameras and how they are.",
            List.of(),
            Answer.json(Cameras.CameraList.class, "The cameras."),
            List.of(),
            ctx -> Replies.json(ctx, new Cameras.CameraList(cameras.all()))),
        new Route(
            "/v1/cameras/{id}",
            "getCamera",
            TAG,
            "One camera and how it is.",
            List.of(ID),
            Answer.json(Cameras.Camera.class, "The camera."),
            List.of(400, 404),
            ctx -> Replies.json(ctx, cameras.describe(cameras.require(ID.get(ctx))))),
        new Route(
            "/v1/cameras/{id}/detections",
            "getLatestDetections",
            TAG,
            "What was detected in the newest frame of a camera that was looked at. Provisional.",
            List.of(ID),
            Answer.json(LatestDetections.class, "The detections."),
            List.of(400, 404, 503),
            this::detections),
        new Route(
            "/v1/cameras/{id}/tracks",
            "listCameraTracks",
            TAG,
            "Tracks of a camera that have not ended, with speeds. Provisional.",
            List.of(ID),
            Answer.json(TrackList.class, "The tracks."),
            List.of(400, 404, 503),
            this::tracks),
        new Route(
            "/v1/cameras/{id}/frame.jpg",
            "getFrame",
            TAG,
            "The newest frame of a camera with its tracks drawn on it: the very frame they belong"
                + " to, which may be a few behind the camera.",
            List.of(ID, BOXES, IF_NONE_MATCH),
            Answer.jpeg("The picture. Its ETag tells frame and boxes; 304 when it is unchanged."),
            List.of(400, 404),
            this::frame),
        new Route(
            "/v1/tracks",
            "listTracks",
            "tracks",
            "Tracks of all cameras that have not ended, with speeds. Provisional.",
            List.of(),
            Answer.json(TrackList.class, "The tracks."),
            List.of(503),
            this::allTracks),
        new Route(
            "/v1/events",
            "listCameraEvents",
            TAG,
            "The last events of cameras: online, offline, ended, frames skipped and so on.",
            List.of(CAMERA, TYPE, LIMIT),
            Answer.json(Cameras.EventList.class, "The events."),
            List.of(400),
            this::events));
  }

  private void detections(Context ctx) {
    String id = cameras.require(ID.get(ctx));
    Replies.json(
        ctx,
        stores
            .latestDetections(id)
            .map(LatestDetections::of)
            .orElseThrow(
                () -> new NotFoundException("no frame of camera " + id + " was looked at yet")));
  }

  private void tracks(Context ctx) {
    String id = cameras.require(ID.get(ctx));
    Replies.json(
        ctx, new TrackList(true, stores.activeTracks(id).stream().map(Track::of).toList()));
  }

  private void allTracks(Context ctx) {
    List<TrackUpdate> updates = new ArrayList<>();
    for (String id : cameras.ids()) {
      updates.addAll(stores.activeTracks(id));
    }
    Replies.json(ctx, new TrackList(true, updates.stream().map(Track::of).toList()));
  }

  private void frame(Context ctx) {
    String id = cameras.require(ID.get(ctx));
    Picture picture =
        pictures
            .latest(id, BOXES.get(ctx))
            .orElseThrow(() -> new NotFoundException("no picture of camera " + id + " is here"));
    ctx.header("ETag", picture.etag());
    ctx.header("X-Gantry-Frame", picture.frame().streamEpoch() + "/" + picture.frame().frameSeq());
    if (IF_NONE_MATCH.find(ctx).filter(picture.etag()::equals).isPresent()) {
      ctx.status(304);
    } else {
      ctx.contentType(Answer.JPEG).result(picture.jpeg());
    }
  }

  private void events(Context ctx) {
    Optional<String> camera = CAMERA.find(ctx);
    Optional<EventType> type = TYPE.find(ctx);
    Predicate<CameraEvent> filter =
        event ->
            camera.filter(c -> !c.equals(event.getCameraId())).isEmpty()
                && type.filter(t -> !t.name().equals(event.getType().name())).isEmpty();
    List<CameraEvent> events = views.cameraEvents().list(filter, LIMIT.get(ctx));
    Replies.json(ctx, new Cameras.EventList(events.stream().map(Cameras.Event::of).toList()));
  }
}
