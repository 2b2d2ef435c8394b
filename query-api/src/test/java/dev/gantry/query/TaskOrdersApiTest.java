package dev.gantry.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gantry.domain.time.Micros;
import dev.gantry.query.resource.Json;
import dev.gantry.schemas.records.TaskCommand;
import dev.gantry.schemas.records.TaskCommandType;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the API is asked to do with tasks and schedules. */
class TaskOrdersApiTest {

  @AutoClose private final ApiFixture gantry = new ApiFixture();

  @BeforeEach
  void fill() {
    gantry.definitions.schedules.put("patrol", TestObjects.hourly("patrol"));
  }

  private TaskCommand written() {
    assertThat(gantry.written).hasSize(1);
    assertThat(gantry.written.get(0).topic().name()).isEqualTo("task-commands");
    return (TaskCommand) gantry.written.get(0).value();
  }

  @Test
  void shouldWriteANewTaskAsACommandAndSayWhereItLies() {
    HttpResponse<String> response =
        gantry.post(
            "/v1/tasks",
            "{'command_id':'c-1','task_id':'t-1','user_id':'ann','payload':{'title':'Mend'}}");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(Json.tree(response.body()))
        .isEqualTo(
            Json.tree(
                "{\"command_id\":\"c-1\",\"id\":\"t-1\",\"topic\":\"task-commands\","
                    + "\"partition\":2,\"offset\":0}"));
    assertThat(written().getType()).isEqualTo(TaskCommandType.CREATE);
    assertThat(written().getUserId()).isEqualTo("ann");
    assertThat(written().getPayload()).isEqualTo(Map.of("title", "Mend"));
    assertThat(written().getOccurredAtUs())
        .isEqualTo(written().getIngestedAtUs())
        .isBetween(Micros.of(Instant.EPOCH) + 1, Micros.of(Instant.now()));
  }

  @Test
  void shouldMakeUpWhatIsLeftOut() {
    JsonNode answer = Json.tree(gantry.post("/v1/tasks", "{'payload':{'title':'Mend'}}").body());

    assertThat(written().getCommandId()).isNotEmpty().isEqualTo(answer.get("command_id").asText());
    assertThat(written().getTaskId()).isEqualTo(written().getCommandId());
  }

  @ParameterizedTest
  @CsvSource({
    "complete, COMPLETE",
    "delete, DELETE",
    "update, UPDATE",
    "assign, UPDATE",
  })
  void shouldWriteWhatIsToBeDoneWithATask(String word, TaskCommandType type) {
    gantry.post(
        "/v1/tasks/gate:7/commands", "{'type':'" + word + "','payload':{'assignee':'bob'}}");

    assertThat(written().getType()).isEqualTo(type);
    assertThat(written().getTaskId()).isEqualTo("gate:7");
    assertThat(written().getScheduleId()).isEmpty();
    assertThat(written().getPayload()).isEqualTo(Map.of("assignee", "bob"));
  }

  @ParameterizedTest
  @CsvSource({"pause, PAUSE", "resume, RESUME", "trigger, TRIGGER"})
  void shouldWriteWhatIsToBeDoneWithASchedule(String word, TaskCommandType type) {
    // when nothing more is to be said
    assertThat(gantry.send("POST", "/v1/schedules/patrol/" + word).statusCode()).isEqualTo(200);

    assertThat(written().getType()).isEqualTo(type);
    assertThat(written().getTaskId()).isEqualTo("patrol");
    assertThat(written().getScheduleId()).isEqualTo("patrol");
  }

  @Test
  void shouldWriteWhatIsToBeMadeUpFor() {
    gantry.post(
        "/v1/schedules/patrol/backfill",
        "{'from':'2026-03-02T00:00:00Z','to':'2026-03-02T12:00:00+01:00'}");

    assertThat(written().getFromUs()).isEqualTo(1_772_409_600_000_000L);
    assertThat(written().getToUs()).isEqualTo(1_772_449_200_000_000L);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "/v1/tasks | {'titel':'a'} | titel",
        "/v1/tasks | {'task_id':''} | task_id",
        "/v1/tasks | {'task_id':3} | task_id",
        "/v1/tasks | {'command_id':''} | command_id",
        "/v1/tasks | {'payload':{'due_at':'tomorrow'}} | payload.due_at",
        "/v1/tasks | {'specversion':'1.0'} | specversion",
        "/v1/tasks/t/commands | {} | type",
        "/v1/tasks/t/commands | {'type':'create'} | type",
        "/v1/tasks/t/commands | {'type':'assign'} | payload.assignee",
        "/v1/schedules/patrol/backfill | {'to':'2026-03-02T00:00:00Z'} | from",
        "/v1/schedules/patrol/backfill | {'from':'2026-03-02T00:00:00Z','to':'x'} | to",
        "/v1/schedules/patrol/backfill"
            + " | {'from':'2026-03-02T00:00:00Z','to':'2026-03-01T00:00:00Z'} | to",
        "/v1/schedules/patrol/backfill | {'from':'2026-03-02T00:00:00Z',"
            + "'to':'2026-03-03T00:00:00Z','payload':{'overlap':'some'}} | payload.overlap",
      })
  void shouldNameTheFieldThatIsWrong(String path, String body, String field) {
    HttpResponse<String> response = gantry.post(path, body);

    assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
    assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
    JsonNode error = Json.tree(response.body()).at("/errors/0");
    assertThat(error.get("field").asText()).isEqualTo(field);
    assertThat(error.get("expected").asText()).isNotEmpty();
    assertThat(gantry.written).isEmpty();
  }

  @Test
  void shouldRefuseWhatIsNoJsonObject() {
    assertThat(gantry.post("/v1/tasks", "[1]").statusCode()).isEqualTo(400);
    assertThat(gantry.post("/v1/tasks", "{oops").statusCode()).isEqualTo(400);
    assertThat(gantry.post("/v1/tasks", " ".repeat(70_000) + "{}").statusCode()).isEqualTo(413);
    assertThat(gantry.postText("/v1/tasks", "{}").statusCode()).isEqualTo(415);
  }

  @Test
  void shouldKnowTheScheduleAndTheMethods() {
    assertThat(gantry.send("POST", "/v1/schedules/none/pause").statusCode()).isEqualTo(404);
    HttpResponse<String> read = gantry.get("/v1/schedules/patrol/pause");
    assertThat(read.statusCode()).isEqualTo(405);
    assertThat(read.headers().firstValue("Allow")).contains("OPTIONS, POST");
    assertThat(gantry.send("OPTIONS", "/v1/tasks").headers().firstValue("Allow"))
        .contains("GET, HEAD, OPTIONS, POST");
  }

  @Test
  void shouldAskToRetryWhenKafkaDoesNotConfirm() {
    gantry.kafkaAway = true;

    HttpResponse<String> response = gantry.post("/v1/tasks", "{'payload':{'title':'a'}}");

    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(response.headers().firstValue("Retry-After")).isPresent();
  }
}
