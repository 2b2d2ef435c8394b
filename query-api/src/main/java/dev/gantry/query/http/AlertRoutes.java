package dev.gantry.query.http;

import dev.gantry.domain.time.Micros;
import dev.gantry.query.resource.Alerts;
import dev.gantry.query.resource.Alerts.Status;
import dev.gantry.query.view.AlertsView;
import dev.gantry.query.view.AlertsView.AlertKey;
import dev.gantry.schemas.records.Alert;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What is asked of alerts. All answers come from committed records: they are final. */
final class AlertRoutes {

  private static final String TAG = "alerts";
  private static final Param<String> ID =
      Param.path("id", "Id of the alert.", "5f1d0c9a-83b2c46e11d07f52");
  private static final Param<Status> STATUS =
      Param.choice("status", "Only alerts in this status.", Status.class);
  private static final Param<String> RULE =
      Param.query("rule", "Only alerts of this rule.", "speeding_school_zone");
  private static final Param<String> SEVERITY =
      Param.query("severity", "Only alerts of this severity.", "high");
  private static final Param<String> SITE =
      Param.query("site", "Only alerts with this site label.", "harbour");
  private static final Param<Instant> FROM =
      Param.time("from", "Only alerts that fired at this event time or later.");
  private static final Param<Instant> TO =
      Param.time("to", "Only alerts that fired before this event time.");
  private static final Param<Integer> LIMIT =
      Param.number("limit", "At most so many.", 1, 1000, 100);
  private static final Param<AlertKey> CURSOR =
      new Param<>(
          "cursor",
          Param.In.QUERY,
          "Where to go on: next_cursor of the page before.",
          Map.of("type", "string"),
          encode(new AlertKey(1767225614800000L, "h1-ab")),
          "the next_cursor of an answer",
          AlertRoutes::decode,
          null);

  private final AlertsView alerts;

  AlertRoutes(AlertsView alerts) {
    this.alerts = alerts;
  }

  List<Route> routes() {
    return List.of(
        new Route(
            "/v1/alerts",
            "listAlerts",
            TAG,
            "Alerts at their newest state, the one that fired last first.",
            List.of(STATUS, RULE, SEVERITY, SITE, FROM, TO, LIMIT, CURSOR),
            Answer.json(Alerts.AlertList.class, "A page of alerts."),
            List.of(400),
            this::list),
        new Route(
            "/v1/alerts/{id}",
            "getAlert",
            TAG,
            "One alert at its newest state.",
            List.of(ID),
            Answer.json(Alerts.Alert.class, "The alert."),
            List.of(400, 404),
            this::get));
  }

  private void get(Context ctx) {
    String id = ID.get(ctx);
    Replies.json(
        ctx,
        alerts
            .find(id)
            .map(Alerts.Alert::of)
            .orElseThrow(() -> new NotFoundException("there is no alert " + id)));
  }

  private void list(Context ctx) {
    int limit = LIMIT.get(ctx);
    // one more than asked for tells whether there is another page
    List<Alert> page =
        new ArrayList<>(alerts.list(CURSOR.find(ctx).orElse(null), filter(ctx), limit + 1));
    String next = null;
    if (page.size() > limit) {
      page.remove(limit);
      next = encode(AlertKey.of(page.get(limit - 1)));
    }
    Replies.json(ctx, new Alerts.AlertList(page.stream().map(Alerts.Alert::of).toList(), next));
  }

  private static Predicate<Alert> filter(Context ctx) {
    Optional<Status> status = STATUS.find(ctx);
    Optional<String> rule = RULE.find(ctx);
    Optional<String> severity = SEVERITY.find(ctx);
    Optional<String> site = SITE.find(ctx);
    long from = FROM.find(ctx).map(Micros::of).orElse(Long.MIN_VALUE);
    long to = TO.find(ctx).map(Micros::of).orElse(Long.MAX_VALUE);
    return alert ->
        matches(status.map(Enum::name), alert.getStatus().name())
            && matches(rule, alert.getRule())
            && matches(severity, alert.getSeverity())
            && matches(site, alert.getLabels().get("site"))
            && alert.getFiredAtUs() >= from
            && alert.getFiredAtUs() < to;
  }

  private static boolean matches(Optional<String> wanted, @Nullable String value) {
    return wanted.isEmpty() || wanted.get().equals(value);
  }

  private static String encode(AlertKey key) {
    String text = key.firedAtUs() + ":" + key.alertId();
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static @Nullable AlertKey decode(String cursor) {
    try {
      String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
      int colon = text.indexOf(':');
      return colon < 0
          ? null
          : new AlertKey(Long.parseLong(text.substring(0, colon)), text.substring(colon + 1));
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
