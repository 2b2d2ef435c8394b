package dev.gantry.query.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gantry.query.port.HealthProbe;
import dev.gantry.query.port.HealthProbe.Dependency;
import dev.gantry.query.resource.Cameras.State;
import dev.gantry.query.resource.Health;
import dev.gantry.query.resource.Health.Component;
import dev.gantry.query.resource.Status;
import dev.gantry.query.resource.Status.Count;
import dev.gantry.query.resource.Status.Flow;
import dev.gantry.query.view.ViewHealth;
import dev.gantry.query.view.Views;
import dev.gantry.topologies.port.RuleFailures;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What is asked of the application itself. */
final class SystemRoutes {

  private static final String TAG = "system";

  private final HealthProbe probe;
  private final Supplier<List<RuleFailures.Failed>> ruleFailures;
  private final Views views;
  private final CameraDirectory cameras;
  private final Instant since;

  /** The document holds these routes too, so that it is set once all routes are known. */
  private volatile @Nullable ObjectNode document;

  SystemRoutes(
      HealthProbe probe,
      Supplier<List<RuleFailures.Failed>> ruleFailures,
      Views views,
      CameraDirectory cameras) {
    this.probe = probe;
    this.ruleFailures = ruleFailures;
    this.views = views;
    this.cameras = cameras;
    this.since = cameras.now();
  }

  void document(ObjectNode openApi) {
    document = openApi;
  }

  List<Route> routes() {
    return List.of(
        live("/health/live", "getLiveness"),
        live("/healthz", "getLivenessAlias"),
        ready("/health/ready", "getReadiness"),
        ready("/readyz", "getReadinessAlias"),
        new Route(
            "/health",
            "getHealth",
            TAG,
            "How each dependency is doing. The answer is 200 even when something is down.",
            List.of(),
            Answer.json(Health.Report.class, "All dependencies."),
            List.of(),
            ctx -> Replies.json(ctx, report())),
        new Route(
            "/v1/status",
            "getStatus",
            TAG,
            "What the application is doing, in numbers.",
            List.of(),
            Answer.json(Status.class, "The numbers."),
            List.of(),
            ctx -> Replies.json(ctx, status())),
        new Route(
            "/openapi.json",
            "getOpenApi",
            TAG,
            "This document.",
            List.of(),
            Answer.document("An OpenAPI 3.1 document."),
            List.of(),
            this::openApi));
  }

  private static Route live(String path, String operation) {
    return new Route(
        path,
        operation,
        TAG,
        "Whether the process runs: restart it when this fails.",
        List.of(),
        Answer.json(Health.Liveness.class, "It runs."),
        List.of(),
        ctx -> Replies.json(ctx, new Health.Liveness("live")));
  }

  private Route ready(String path, String operation) {
    return new Route(
        path,
        operation,
        TAG,
        "Whether everything it needs is there: send it requests when so. 503 when not.",
        List.of(),
        Answer.json(Health.Report.class, "All dependencies.", 200, 503),
        List.of(),
        this::readiness);
  }

  private void readiness(Context ctx) {
    Health.Report report = report();
    if (report.status() != Health.Status.UP) {
      ctx.status(503).header("Retry-After", "1");
    }
    Replies.json(ctx, report);
  }

  private Health.Report report() {
    List<Component> components = new ArrayList<>();
    for (Dependency dependency : probe.check()) {
      Health.Status status = Health.Status.valueOf(dependency.status().name());
      components.add(new Component(dependency.name(), status, dependency.detail()));
    }
    for (ViewHealth view : views.health()) {
      components.add(component(view));
    }
    Health.Status worst =
        components.stream()
            .map(Component::status)
            .max(Comparator.naturalOrder())
            .orElse(Health.Status.UP);
    return new Health.Report(worst, components);
  }

  private static Component component(ViewHealth view) {
    Health.Status status =
        switch (view.phase()) {
          case FOLLOWING -> Health.Status.UP;
          case STARTING -> Health.Status.STARTING;
          case FAILING -> Health.Status.DOWN;
        };
    String unreadable =
        view.unreadable() == 0 ? "" : view.unreadable() + " records could not be read";
    String detail = view.detail().isEmpty() ? unreadable : view.detail();
    return new Component("view:" + view.name(), status, detail);
  }

  private Status status() {
    List<State> states = cameras.all().stream().map(camera -> camera.state()).toList();
    return new Status(
        cameras.now(),
        since,
        new Count(states.stream().filter(State.ONLINE::equals).count(), states.size()),
        Flow.of(views.frames().total(), views.frames().perSecond()),
        Flow.of(views.detections().frames(), views.detections().framesPerSecond()),
        views.detections().detections(),
        new Count(views.tracks().activeCount(), views.tracks().started()),
        new Count(views.alerts().firing(), views.alerts().fired()),
        new Status.DeadLetters(views.deadLetters().total(), views.deadLetters().byCause()),
        ruleFailures.get().stream().map(Status.RuleFailure::of).toList());
  }

  private void openApi(Context ctx) {
    ObjectNode openApi = document;
    if (openApi == null) {
      throw new UnavailableException("the document is not written yet");
    }
    Replies.json(ctx, openApi);
  }
}
