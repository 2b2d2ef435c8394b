package dev.gantry.query.http;

import dev.gantry.domain.schedule.OverlapPolicy;
import dev.gantry.query.port.RecordSink;
import dev.gantry.query.resource.Json;
import dev.gantry.query.resource.TaskOrders;
import dev.gantry.query.resource.TaskOrders.TaskOrderType;
import dev.gantry.schemas.records.TaskCommand;
import dev.gantry.schemas.records.TaskCommandType;
import dev.gantry.schemas.registry.SchemaRegistry;
import dev.gantry.schemas.serde.InputDecoder;
import dev.gantry.schemas.serde.JsonEvent;
import dev.gantry.schemas.serde.MalformedRecordException;
import dev.gantry.schemas.topic.Topic;
import dev.gantry.schemas.topic.TopicRecord;
import dev.gantry.schemas.topic.TopicWriter.Position;
import dev.gantry.topologies.port.Definitions;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/** What is to be done with tasks and schedules: each order becomes a command on its topic. */
final class TaskOrderRoutes {

  private static final String TAG = "tasks";
  private static final String COMMAND_ID = "command_id";
  private static final String TASK_ID = "task_id";
  private static final String ASSIGNEE = "assignee";
  private static final String OVERLAP = "overlap";
  private static final String TIME = "an RFC 3339 time such as 2026-02-08T10:00:00Z";
  private static final Answer WRITTEN =
      Answer.json(TaskOrders.Written.class, "Where the command lies: Kafka has it.");

  private final Definitions definitions;
  private final RecordSink sink;
  private final Topic<TaskCommand> topic;
  private final InputDecoder<TaskCommand> decoder;
  private final Clock clock;

  TaskOrderRoutes(
      Definitions definitions,
      RecordSink sink,
      Topic<TaskCommand> topic,
      SchemaRegistry registry,
      Clock clock) {
    this.definitions = definitions;
    this.sink = sink;
    this.topic = topic;
    this.decoder = new InputDecoder<>(TaskCommand.class, registry);
    this.clock = clock;
  }

  List<Route> routes() {
    return List.of(
        Route.post(
            "/v1/tasks",
            "createTask",
            TAG,
            "A new task.",
            List.of(),
            TaskOrders.NewTask.class,
            WRITTEN,
            this::create),
        Route.post(
            "/v1/tasks/{id}/commands",
            "orderTask",
            TAG,
            "Updates, assigns, completes or deletes a task. What no task can do is told on"
                + " task-events as task.illegal_transition.",
            List.of(TaskRoutes.TASK),
            TaskOrders.TaskOrder.class,
            WRITTEN,
            this::order),
        ofSchedule(TaskCommandType.PAUSE, "Leaves the runs of a schedule out until it is resumed."),
        ofSchedule(TaskCommandType.RESUME, "Goes on with a schedule."),
        ofSchedule(TaskCommandType.TRIGGER, "Runs a schedule now."),
        Route.post(
            "/v1/schedules/{id}/backfill",
            "backfillSchedule",
            TAG,
            "Runs a schedule for a span of time that has passed, at most 1,000 runs.",
            List.of(TaskRoutes.SCHEDULE),
            TaskOrders.Backfill.class,
            WRITTEN,
            this::backfill));
  }

  private Route ofSchedule(TaskCommandType type, String summary) {
    String word = type.name().toLowerCase(Locale.ROOT);
    return Route.post(
        "/v1/schedules/{id}/" + word,
        word + "Schedule",
        TAG,
        summary,
        List.of(TaskRoutes.SCHEDULE),
        TaskOrders.ScheduleOrder.class,
        WRITTEN,
        ctx -> {
          JsonEvent body = Bodies.object(ctx, Route.names(TaskOrders.ScheduleOrder.class));
          send(ctx, body, schedule(ctx, type));
        });
  }

  private void create(Context ctx) throws IOException {
    JsonEvent body = Bodies.object(ctx, Route.names(TaskOrders.NewTask.class));
    String commandId = body.text(COMMAND_ID).orElseGet(() -> UUID.randomUUID().toString());
    Map<String, String> more = new TreeMap<>();
    more.put("type", TaskCommandType.CREATE.name());
    more.put(COMMAND_ID, commandId);
    if (!body.names().contains(TASK_ID)) {
      more.put(TASK_ID, commandId);
    }
    send(ctx, body, more);
  }

  private void order(Context ctx) throws IOException {
    JsonEvent body = Bodies.object(ctx, Route.names(TaskOrders.TaskOrder.class));
    TaskOrderType type = type(body.text("type").orElse("nothing"));
    Map<String, String> more = new TreeMap<>();
    more.put(TASK_ID, TaskRoutes.TASK.get(ctx));
    more.put("type", type == TaskOrderType.ASSIGN ? TaskCommandType.UPDATE.name() : type.name());
    TaskCommand command = command(body, more);
    if (type == TaskOrderType.ASSIGN && !command.getPayload().containsKey(ASSIGNEE)) {
      throw new BadParameterException(
          "payload." + ASSIGNEE, "nothing", "who is to do it; empty for nobody");
    }
    write(ctx, command);
  }

  private static TaskOrderType type(String word) {
    for (TaskOrderType type : TaskOrderType.values()) {
      if (Json.name(type).equals(word.toLowerCase(Locale.ROOT))) {
        return type;
      }
    }
    throw new BadParameterException("type", word, oneOf(TaskOrderType.values()));
  }

  private void backfill(Context ctx) throws IOException {
    JsonEvent body = Bodies.object(ctx, Route.names(TaskOrders.Backfill.class));
    for (String time : List.of("from", "to")) {
      if (!body.names().contains(time)) {
        throw new BadParameterException(time, "nothing", TIME);
      }
    }
    TaskCommand command = command(body, schedule(ctx, TaskCommandType.BACKFILL));
    String overlap = command.getPayload().get(OVERLAP);
    if (overlap != null
        && Arrays.stream(OverlapPolicy.values()).map(Json::name).noneMatch(overlap::equals)) {
      throw new BadParameterException("payload." + OVERLAP, overlap, oneOf(OverlapPolicy.values()));
    }
    write(ctx, command);
  }

  private static String oneOf(Enum<?>[] known) {
    return Arrays.stream(known).map(Json::name).collect(Collectors.joining(", ", "one of ", ""));
  }

  private Map<String, String> schedule(Context ctx, TaskCommandType type) {
    String id = TaskRoutes.SCHEDULE.get(ctx);
    if (!definitions.schedules().containsKey(id)) {
      throw new NotFoundException("there is no schedule " + id);
    }
    return Map.of("type", type.name(), TASK_ID, id, "schedule_id", id);
  }

  private void send(Context ctx, JsonEvent body, Map<String, String> more) {
    write(ctx, command(body, more));
  }

  /** The command that a body and its path ask for, by the reader that the topic has, too. */
  private TaskCommand command(JsonEvent body, Map<String, String> more) {
    Map<String, String> all = new TreeMap<>(more);
    String now = Json.time(clock.instant());
    all.put("occurred_at", now);
    all.put("ingested_at", now);
    if (!body.names().contains(COMMAND_ID)) {
      all.putIfAbsent(COMMAND_ID, UUID.randomUUID().toString());
    }
    try {
      return decoder.decode(body.with(all));
    } catch (MalformedRecordException e) {
      MalformedRecordException.Fault fault = e.fault().orElseThrow(() -> e);
      throw new BadParameterException(
          fault.field().replaceFirst("_us$", ""), fault.found(), fault.expected());
    }
  }

  private void write(Context ctx, TaskCommand command) {
    Position position = sink.write(new TopicRecord<>(topic, command));
    Replies.json(
        ctx,
        new TaskOrders.Written(
            command.getCommandId(),
            command.getTaskId(),
            position.topic(),
            position.partition(),
            position.offset()));
  }
}
