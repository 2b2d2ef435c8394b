package dev.gantry.query.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gantry.query.FakeDefinitions;
import dev.gantry.query.FakeStores;
import dev.gantry.query.live.LiveFeeds;
import dev.gantry.query.view.ViewSettings;
import dev.gantry.query.view.Views;
import dev.gantry.schemas.registry.InMemorySchemaRegistry;
import dev.gantry.schemas.topic.TopicCatalogue;
import io.javalin.Javalin;
import io.javalin.http.HandlerType;
import io.javalin.router.ParsedEndpoint;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;

class RoutesTest {

  private final LiveFeeds feeds = new LiveFeeds("run", 1);
  private final ApiRoutes routes =
      new ApiRoutes(
          new FakeStores(),
          new FakeDefinitions(),
          new Views(ViewSettings.DEFAULTS, Clock.systemUTC(), feeds),
          feeds,
          List::of,
          List::of,
          record -> {
            throw new AssertionError("nothing is written");
          },
          new TopicCatalogue("", new InMemorySchemaRegistry()),
          new InMemorySchemaRegistry(),
          Clock.systemUTC(),
          ForkJoinPool.commonPool());

  @Test
  void shouldDocumentEveryRouteThatIsRegistered() {
    Javalin server = Javalin.create(routes::register);
    Set<String> registered = new TreeSet<>();
    for (ParsedEndpoint endpoint : server.unsafe.internalRouter.allHttpHandlers()) {
      HandlerType method = endpoint.endpoint.method;
      if (method.equals(HandlerType.GET) || method.equals(HandlerType.POST)) {
        registered.add(method.name().toLowerCase(Locale.ROOT) + " " + endpoint.endpoint.path);
      }
    }
    registered.removeIf(path -> path.equals("get /") || path.startsWith("get /console/"));

    ObjectNode document = OpenApi.document(routes.routes());

    Set<String> documented = new TreeSet<>();
    document
        .get("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .fieldNames()
                    .forEachRemaining(method -> documented.add(method + " " + path.getKey())));
    assertThat(documented).isEqualTo(registered);
  }

  @Test
  void shouldNameEveryOperationOnce() {
    assertThat(routes.routes()).extracting(Route::operation).doesNotHaveDuplicates();
  }

  @Test
  void shouldKeepSecretsOutOfAddresses() {
    assertThat(CameraDirectory.withoutSecrets("rtsp://u:p@w@10.0.0.5/main?token=x"))
        .isEqualTo("rtsp://10.0.0.5/main");
    assertThat(CameraDirectory.withoutSecrets("/videos/a?b.mp4")).isEqualTo("/videos/a?b.mp4");
  }
}
