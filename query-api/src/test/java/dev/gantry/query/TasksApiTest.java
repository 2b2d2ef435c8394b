package dev.gantry.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gantry.domain.schedule.ScheduleState;
import java.time.Instant;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the API answers about tasks and schedules. */
class TasksApiTest {

  @AutoClose private final ApiFixture gantry = new ApiFixture();

  @BeforeEach
  void fill() {
    for (String id : new String[] {"t-1", "t-2", "t-3"}) {
      gantry.stores.tasks.put(id, TestObjects.task(id, "ann"));
    }
    gantry.stores.tasks.put("t-4", TestObjects.task("t-4", "bob"));
    gantry.definitions.schedules.put("patrol", TestObjects.hourly("patrol"));
  }

  @Test
  void shouldAnswerATask() {
    JsonNode task = gantry.json("/v1/tasks/t-1");

    assertThat(task.get("phase").asText()).isEqualTo("open");
    assertThat(task.get("assignee").asText()).isEqualTo("ann");
    assertThat(task.get("due_at").asText()).isEqualTo("2026-01-01T01:00:00.000000Z");
    assertThat(task.get("schedule_id").isNull()).isTrue();
    assertThat(gantry.get("/v1/tasks/none").statusCode()).isEqualTo(404);
  }

  @Test
  void shouldListTasksByPageAndFilter() {
    JsonNode first = gantry.json("/v1/tasks?assignee=ann&limit=2");
    JsonNode second =
        gantry.json("/v1/tasks?assignee=ann&limit=2&after=" + first.get("next").asText());

    assertThat(first.get("provisional").asBoolean()).isTrue();
    assertThat(first.get("tasks").findValuesAsText("id")).containsExactly("t-1", "t-2");
    assertThat(second.get("tasks").findValuesAsText("id")).containsExactly("t-3");
    assertThat(second.get("next").isNull()).isTrue();
    assertThat(gantry.json("/v1/tasks?phase=completed").get("tasks")).isEmpty();
    assertThat(gantry.json("/v1/tasks?overdue=true").get("tasks")).isEmpty();
    assertThat(gantry.get("/v1/tasks?phase=asleep").statusCode()).isEqualTo(400);
  }

  @Test
  void shouldSayWhenAScheduleIsDueNext() {
    gantry.stores.schedules.put(
        "patrol",
        ScheduleState.from(Instant.parse("2026-01-01T05:00:00Z"))
            .paused(
                new ScheduleState.Pause(
                    Instant.parse("2026-01-01T05:10:00Z"), "ann", "gate shut")));

    JsonNode schedule = gantry.json("/v1/schedules").at("/schedules/0");

    assertThat(schedule.get("id").asText()).isEqualTo("patrol");
    assertThat(schedule.get("next_run_at").asText()).isEqualTo("2026-01-01T06:00:00.000000Z");
    assertThat(schedule.get("paused_by").asText()).isEqualTo("ann");
    assertThat(gantry.json("/v1/schedules/patrol")).isEqualTo(schedule);
    assertThat(gantry.get("/v1/schedules/none").statusCode()).isEqualTo(404);
  }

  @Test
  void shouldAnswerLaterUntilACommandWasObeyed() {
    assertThat(gantry.get("/v1/tasks/t-1?minOffset=0").statusCode()).isEqualTo(503);
    assertThat(gantry.get("/v1/schedules/patrol?minOffset=7").statusCode()).isEqualTo(503);
    gantry.stores.commands.put("t-1", 7L);
    gantry.stores.commands.put("patrol", 7L);

    assertThat(gantry.get("/v1/tasks/t-1?minOffset=7").statusCode()).isEqualTo(200);
    assertThat(gantry.get("/v1/schedules/patrol?minOffset=7").statusCode()).isEqualTo(200);
    assertThat(gantry.get("/v1/tasks/t-1?minOffset=8").headers().firstValue("Retry-After"))
        .isPresent();
    assertThat(gantry.get("/v1/tasks/t-1?minOffset=-1").statusCode()).isEqualTo(400);
  }

  @Test
  void shouldAnswerLaterWhileStoresMove() {
    gantry.stores.rebalancing = true;

    assertThat(gantry.get("/v1/tasks").statusCode()).isEqualTo(503);
  }
}
