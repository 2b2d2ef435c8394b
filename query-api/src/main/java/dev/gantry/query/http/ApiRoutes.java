package dev.gantry.query.http;

import dev.gantry.query.image.PaintedFrames;
import dev.gantry.query.live.LiveFeeds;
import dev.gantry.query.port.HealthProbe;
import dev.gantry.query.port.RecordSink;
import dev.gantry.query.view.Views;
import dev.gantry.schemas.registry.SchemaRegistry;
import dev.gantry.schemas.serde.MalformedRecordException;
import dev.gantry.schemas.topic.NotWrittenException;
import dev.gantry.schemas.topic.TopicCatalogue;
import dev.gantry.topologies.port.Definitions;
import dev.gantry.topologies.port.RuleFailures;
import dev.gantry.topologies.port.StoreQueries;
import dev.gantry.topologies.port.StoreUnavailableException;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import io.javalin.http.MethodNotAllowedResponse;
import io.javalin.router.EndpointNotFound;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All routes, with what is common to them: parameters checked, errors as problems. */
public final class ApiRoutes {

  private static final Logger LOG = LoggerFactory.getLogger(ApiRoutes.class);
  private static final String RETRY_SECONDS = "1";

  private final List<Route> routes;

  /**
   * @param stores reads of this instance's stores
   * @param definitions the operator's definitions
   * @param views of the topics
   * @param feeds live streams
   * @param probe of dependencies
   * @param ruleFailures rules that had no answer for records
   * @param sink takes what is written
   * @param topics where it is written to
   * @param registry schemas of what is written
   * @param clock wall clock
   * @param writers runs one task a live client
   */
  public ApiRoutes(
      StoreQueries stores,
      Definitions definitions,
      Views views,
      LiveFeeds feeds,
      HealthProbe probe,
      Supplier<List<RuleFailures.Failed>> ruleFailures,
      RecordSink sink,
      TopicCatalogue topics,
      SchemaRegistry registry,
      Clock clock,
      ExecutorService writers) {
    CameraDirectory cameras = new CameraDirectory(definitions, views, clock);
    PaintedFrames pictures = new PaintedFrames(views);
    SystemRoutes system = new SystemRoutes(probe, ruleFailures, views, cameras);
    List<Route> all = new ArrayList<>();
    all.addAll(new CameraRoutes(cameras, stores, views, pictures).routes());
    // before /v1/alerts/{id} and /v1/tasks/{id}, which would take the word live for an id
    all.addAll(new LiveRoutes(feeds, writers).routes());
    all.addAll(new SegmentRoutes(cameras, stores, views).routes());
    all.addAll(new AlertRoutes(views.alerts()).routes());
    all.addAll(new TaskRoutes(stores, definitions, clock).routes());
    all.addAll(
        new TaskOrderRoutes(definitions, sink, topics.taskCommands(), registry, clock).routes());
    all.addAll(system.routes());
    routes = List.copyOf(all);
    system.document(OpenApi.document(routes));
  }

  /** Registers all routes, the console and the errors. */
  public void register(JavalinConfig config) {
    config.routes.before(Guard::check);
    for (Route route : routes) {
      register(config, route);
    }
    routes.stream()
        .map(Route::path)
        .distinct()
        .forEach(
            path ->
                config.routes.options(
                    path,
                    ctx -> ctx.status(HttpStatus.NO_CONTENT).header("Allow", allowed(ctx.path()))));
    Assets.register(config);
    MalformedRequests.register(config);
    registerErrors(config);
  }

  private static void register(JavalinConfig config, Route route) {
    Handler handler = ctx -> handle(ctx, route);
    for (String method : route.methods()) {
      switch (method) {
        case "POST" -> config.routes.post(route.path(), handler);
        case "HEAD" -> config.routes.head(route.path(), handler);
        default -> config.routes.get(route.path(), handler);
      }
    }
  }

  List<Route> routes() {
    return routes;
  }

  private static void handle(Context ctx, Route route) throws Exception {
    for (Map.Entry<String, List<String>> query : ctx.queryParamMap().entrySet()) {
      if (!route.takesQuery(query.getKey())) {
        List<String> names = route.queryNames();
        throw new BadParameterException(
            query.getKey(),
            String.join(", ", query.getValue()),
            names.isEmpty() ? "no parameters" : "one of " + String.join(", ", names));
      }
    }
    route.handler().handle(ctx);
  }

  /** Methods by which a path can be asked. */
  private String allowed(String path) {
    Set<String> methods = new TreeSet<>(Set.of("OPTIONS"));
    routes.stream()
        .filter(route -> route.isAt(path))
        .forEach(route -> methods.addAll(route.methods()));
    if (methods.size() == 1) { // the console
      methods.addAll(List.of("GET", "HEAD"));
    }
    return String.join(", ", methods);
  }

  private void registerErrors(JavalinConfig config) {
    config.routes.exception(
        BadParameterException.class,
        (e, ctx) ->
            Replies.problem(
                ctx,
                new Problem(
                    "urn:gantry:problem:bad-parameter",
                    "A parameter is not valid",
                    400,
                    String.valueOf(e.getMessage()),
                    ctx.path(),
                    List.of(new Problem.Parameter(e.field(), e.value(), e.expected())))));
    config.routes.exception(
        NotFoundException.class,
        (e, ctx) -> problem(ctx, 404, "not-found", "Not found", e.getMessage()));
    config.routes.exception(UnavailableException.class, (e, ctx) -> unavailable(ctx, e));
    config.routes.exception(StoreUnavailableException.class, (e, ctx) -> unavailable(ctx, e));
    config.routes.exception(NotWrittenException.class, (e, ctx) -> unavailable(ctx, e));
    config.routes.exception(
        MalformedRecordException.class,
        (e, ctx) -> problem(ctx, 400, "bad-body", "The body is not valid", e.explanation()));
    config.routes.exception(
        EndpointNotFound.class,
        (e, ctx) -> problem(ctx, 404, "not-found", "Not found", "there is no such path"));
    config.routes.exception(
        MethodNotAllowedResponse.class,
        (e, ctx) -> {
          String allowed = allowed(ctx.path());
          ctx.header("Allow", allowed);
          problem(
              ctx,
              405,
              "method-not-allowed",
              "Method not allowed",
              "expected one of " + allowed + ", found " + ctx.method());
        });
    config.routes.exception(
        HttpResponseException.class,
        (e, ctx) -> problem(ctx, e.getStatus(), "refused", "Refused", e.getMessage()));
    config.routes.exception(
        Exception.class,
        (e, ctx) -> {
          LOG.error("{} {} failed", ctx.method(), ctx.path(), e);
          problem(
              ctx,
              500,
              "internal",
              "Internal error",
              "this is a fault of the server; its log says more");
        });
  }

  private static void unavailable(Context ctx, Exception e) {
    LOG.debug("{} {} can't be answered now", ctx.method(), ctx.path(), e);
    ctx.header("Retry-After", RETRY_SECONDS);
    problem(ctx, 503, "unavailable", "Not available now", e.getMessage());
  }

  private static void problem(
      Context ctx, int status, String kind, String title, @Nullable String detail) {
    Replies.problem(
        ctx,
        new Problem(
            "urn:gantry:problem:" + kind,
            title,
            status,
            detail == null ? title : detail,
            ctx.path(),
            List.of()));
  }
}
