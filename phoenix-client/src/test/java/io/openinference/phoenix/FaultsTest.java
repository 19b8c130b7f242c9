// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix;

import static io.openinference.phoenix.ScriptedServer.answer;
import static io.openinference.phoenix.ScriptedServer.cut;
import static io.openinference.phoenix.ScriptedServer.hang;
import static io.openinference.phoenix.ScriptedServer.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.openinference.semconv.AnnotatorKind;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A caller sees the faults of a server, and of a proxy before it. */
class FaultsTest {

  private static final String PAGE =
      "{\"data\":[{\"name\":\"shop\",\"description\":null,\"id\":\"UHJvamVjdDoy\"}],\"next_cursor\":null}";
  private static final String BUSY = "Span queue is full";
  private static final PhoenixAnnotation ANNOTATION =
      PhoenixAnnotation.ofSpan("000000000000000a", "quality", AnnotatorKind.LLM).score(1).build();

  private final ScriptedServer server = new ScriptedServer();

  @AfterEach
  void close() {
    server.close();
  }

  private PhoenixClient client() {
    return builder().build();
  }

  private PhoenixClientBuilder builder() {
    return PhoenixClient.builder()
        .baseUrl(server.url())
        .timeout(Duration.ofSeconds(10))
        .patience(Duration.ofSeconds(20));
  }

  /** For servers that do not answer. */
  private PhoenixClient hastyClient() {
    return builder().timeout(Duration.ofMillis(500)).build();
  }

  @Test
  void aBusyServerIsAskedAgain() {
    server
        .then(answer(503, "text/plain", BUSY))
        .then(answer(429, "text/plain", BUSY, "Retry-After", "0"))
        .then(json(PAGE));

    assertThat(client().projects().list()).extracting(Project::name).containsExactly("shop");
    assertThat(server.requests()).hasSize(3);
  }

  @Test
  void aServerThatStaysBusyIsReported() {
    server.then(answer(503, "text/plain", BUSY));

    assertThatExceptionOfType(PhoenixException.class)
        .isThrownBy(() -> builder().patience(Duration.ZERO).build().projects().list().toList())
        .withMessage("GET " + server.url() + "/v1/projects answered 503: " + BUSY)
        .satisfies(e -> assertThat(e.status()).isEqualTo(503))
        .satisfies(e -> assertThat(e.serverMessage()).isEqualTo(BUSY));
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  @Timeout(10)
  void aServerThatAsksForCenturiesIsNotWaitedFor() {
    for (String centuries :
        List.of("10000000000", "9223372036854775807", "Fri, 31 Dec 9999 23:59:59 GMT")) {
      server.then(answer(503, "text/plain", BUSY, "Retry-After", centuries));
    }

    for (int i = 0; i < 3; i++) {
      assertThatExceptionOfType(PhoenixException.class)
          .isThrownBy(() -> client().projects().list().toList())
          .satisfies(e -> assertThat(e.status()).isEqualTo(503));
    }
    assertThat(server.requests()).hasSize(3);
  }

  @Test
  void aServerThatHangsIsAskedAgain() {
    server.then(hang(PAGE)).then(json(PAGE));

    assertThat(hastyClient().projects().list()).hasSize(1);
  }

  @Test
  void aRequestThatWouldDoubleIsNotRepeated() {
    server
        .then(
            json("{\"data\":[{\"id\":\"RGF0YXNldDox\",\"name\":\"golden\"}],\"next_cursor\":null}"))
        .then(cut());

    assertThatExceptionOfType(PhoenixException.class)
        .isThrownBy(() -> client().experiments().create("golden", ExperimentSettings.defaults()))
        .satisfies(e -> assertThat(e.isUncertain()).isTrue())
        .withMessageContaining("may have carried out this call");
    assertThat(server.requests()).hasSize(2);
  }

  @Test
  void aRequestThatSurelyWasNotCarriedOutIsRepeated() {
    server
        .then(
            json("{\"data\":[{\"id\":\"RGF0YXNldDox\",\"name\":\"golden\"}],\"next_cursor\":null}"))
        .then(answer(503, "text/plain", BUSY))
        .then(json("{\"data\":{\"id\":\"RXhwZXJpbWVudDox\"}}"));

    assertThat(client().experiments().create("golden", ExperimentSettings.defaults()).id())
        .isEqualTo("RXhwZXJpbWVudDox");
  }

  @Test
  void annotationsAreRepeatedBecauseTheyReplace() {
    server.then(cut()).then(json("{\"data\":[{\"id\":\"U3BhbkFubm90YXRpb246MQ==\"}]}"));

    assertThat(client().annotations().add(ANNOTATION)).isEqualTo("U3BhbkFubm90YXRpb246MQ==");
    assertThat(server.requests()).hasSize(2);
    assertThat(server.requests().get(0)).isEqualTo(server.requests().get(1));
  }

  @Test
  void notesAreRepeatedUnderOneIdentifier() {
    server.then(cut()).then(json("{\"data\":{\"id\":\"U3BhbkFubm90YXRpb246MQ==\"}}"));

    client().spans().addNote("000000000000000a", "Look here.");
    assertThat(server.requests()).hasSize(2);
    assertThat(server.requests().get(0)).contains("identifier").isEqualTo(server.requests().get(1));
  }

  @Test
  void spansOfALostAnswerAreNoDuplicates() {
    PhoenixSpan span =
        PhoenixSpan.builder("0123456789abcdef0123456789abcdef", "000000000000000a", "answer")
            .time(Instant.EPOCH, Instant.EPOCH)
            .build();
    String duplicates =
        "{\"error\": \"Request contains invalid or duplicate spans\", \"total_received\": 1,"
            + " \"total_queued\": 0, \"total_duplicates\": 1, \"total_invalid\": 0,"
            + " \"duplicate_spans\": [], \"invalid_spans\": []}";
    server.then(cut()).then(answer(400, "text/plain", duplicates));

    assertThat(client().spans().log("shop", List.of(span))).isEqualTo(1);
    assertThatExceptionOfType(PhoenixException.class)
        .isThrownBy(() -> client().spans().log("shop", List.of(span)))
        .satisfies(e -> assertThat(e.status()).isEqualTo(400));
  }

  @Test
  void aDeletionWithALostAnswerIsDone() {
    server.then(cut()).then(answer(404, "text/plain", "Span not found"));

    client().spans().delete("000000000000000a");
    assertThatExceptionOfType(PhoenixException.class)
        .isThrownBy(() -> client().spans().delete("000000000000000a"))
        .satisfies(e -> assertThat(e.status()).isEqualTo(404));
  }

  @Test
  void aProxyDoesNotTellThatADeletionIsDone() {
    server.then(cut()).then(answer(404, "text/html", "<html>Not found</html>"));

    assertThatExceptionOfType(PhoenixException.class)
        .isThrownBy(() -> client().spans().delete("000000000000000a"))
        .satisfies(e -> assertThat(e.status()).isEqualTo(404));
  }

  @Test
  void aDatasetWithALostAnswerIsRead() {
    server
        .then(cut())
        .then(answer(409, "text/plain", "A dataset named \"golden\" already exists."))
        .then(
            json("{\"data\":[{\"id\":\"RGF0YXNldDox\",\"name\":\"golden\"}],\"next_cursor\":null}"))
        .then(json("{\"data\":{\"id\":\"RGF0YXNldDox\",\"name\":\"golden\"}}"))
        .then(json("{\"data\":{\"version_id\":\"v\",\"examples\":[]}}"));

    assertThat(client().datasets().create("golden", List.of()).id()).isEqualTo("RGF0YXNldDox");
  }

  @Test
  void aRunWithALostAnswerIsFound() {
    ExperimentRun run =
        ExperimentRun.builder("example", 2)
            .time(Instant.parse("2026-01-02T03:04:05.123456789Z"), Instant.now())
            .build();
    String stored =
        "{\"data\":[{\"id\":\"other\",\"dataset_example_id\":\"example\",\"repetition_number\":1,"
            + "\"start_time\":\"2026-01-02T03:04:05.123456Z\"},"
            + "{\"id\":\"this\",\"dataset_example_id\":\"example\",\"repetition_number\":2,"
            + "\"start_time\":\"2026-01-02T03:04:05.123456Z\"}],\"next_cursor\":null}";
    server.then(cut()).then(answer(409, "text/plain", "exists")).then(json(stored));

    assertThat(client().experiments().recordRun("experiment", run)).contains("this");
  }

  @Test
  void aRunOfAnotherProgramIsNotTaken() {
    ExperimentRun run =
        ExperimentRun.builder("example", 2).time(Instant.now(), Instant.now()).build();
    server.then(answer(409, "text/plain", "exists"));

    assertThat(client().experiments().recordRun("experiment", run)).isEmpty();
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void examplesAreAppendedToAnOldServerOnceOnly() {
    List<DatasetExample> examples = List.of(DatasetExample.of(Map.of("q", 1), Map.of()));
    server
        .then(json("{\"data\":{\"name\":\"golden\"}}"))
        .then(answer(200, "text/plain", "14.2.0"))
        .then(cut());

    assertThatExceptionOfType(PhoenixException.class)
        .isThrownBy(() -> client().datasets().append("RGF0YXNldDox", examples))
        .satisfies(e -> assertThat(e.isUncertain()).isTrue());
    assertThat(server.requests()).filteredOn(each -> each.startsWith("POST")).hasSize(1);
  }

  @Test
  void aRefusalOfAProjectThatIsNotAboutItsNameStays() {
    server.then(answer(422, "text/plain", "The description is too long")).then(json(PAGE));

    assertThatExceptionOfType(PhoenixException.class)
        .isThrownBy(() -> client().projects().create("shop", "x"))
        .satisfies(e -> assertThat(e.status()).isEqualTo(422));
  }

  @Test
  void aServerThatRestartsLosesAndDoublesNothing() {
    server.then(json("{\"data\":[{\"name\":\"one\",\"id\":\"1\"}],\"next_cursor\":\"next\"}"));
    List<String> names = new ArrayList<>();
    ScriptedServer restarted = null;
    try {
      for (Project project : client().projects().list()) {
        names.add(project.name());
        if (restarted == null) {
          int port = server.port();
          server.close();
          restarted = new ScriptedServer(port);
          restarted.then(answer(503, "text/plain", BUSY)).then(cut()).then(json(PAGE));
        }
      }
      assertThat(names).containsExactly("one", "shop");
      assertThat(restarted.requests()).allMatch(request -> request.contains("cursor=next"));
    } finally {
      if (restarted != null) {
        restarted.close();
      }
    }
  }

  @Test
  void aServerThatIsNotThereIsReportedSoon() {
    int port = server.port();
    server.close();

    assertThatExceptionOfType(PhoenixException.class)
        .isThrownBy(() -> client().projects().list().toList())
        .withMessageContaining("Is a server running at http://localhost:" + port)
        .satisfies(e -> assertThat(e.status()).isZero())
        .satisfies(e -> assertThat(e.isUncertain()).isFalse());
  }

  @Test
  void anHtmlPageIsNoAnswer() {
    server.then(
        answer(200, "text/html; charset=utf-8", "<html>Sign in, secret-of-the-page</html>"));

    assertThatExceptionOfType(PhoenixException.class)
        .isThrownBy(() -> client().projects().list().toList())
        .withMessageContaining("HTML page")
        .withMessageContaining(server.url())
        .withMessageNotContaining("secret-of-the-page");
  }

  @Test
  void aRedirectIsRefused() {
    try (ScriptedServer other = new ScriptedServer()) {
      server.then(answer(307, "text/plain", "", "Location", other.url() + "/login"));

      assertThatExceptionOfType(PhoenixException.class)
          .isThrownBy(() -> builder().apiKey("secret").build().projects().list().toList())
          .withMessageContaining("redirect to " + other.url() + "/login")
          .withMessageNotContaining("secret");
      assertThat(other.requests()).isEmpty();
    }
  }

  @Test
  void anHttpClientThatFollowsRedirectsIsRefused() {
    HttpClient following =
        HttpClient.newBuilder().followRedirects(HttpClient.Redirect.ALWAYS).build();

    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> builder().httpClient(following));
  }

  @Test
  void aMissingKeyIsNamed() {
    server.then(answer(401, "text/plain", "Invalid token"));

    assertThatExceptionOfType(PhoenixException.class)
        .isThrownBy(() -> client().projects().list().toList())
        .withMessageContaining("PHOENIX_API_KEY")
        .withMessageContaining("Invalid token");
  }

  @Test
  void anAnswerThatIsNoJsonIsReported() {
    server.then(json("{\"data\":"));

    assertThatExceptionOfType(PhoenixException.class)
        .isThrownBy(() -> client().projects().list().toList())
        .withMessageContaining("no JSON");
  }

  @Test
  void aListThatGoesInCirclesEnds() {
    server.then(json("{\"data\":[],\"next_cursor\":\"same\"}"));

    assertThatExceptionOfType(PhoenixException.class)
        .isThrownBy(() -> client().projects().list().toList())
        .withMessageContaining("same page");
  }

  @Test
  void aPathOfTheServerIsKept() {
    server.then(json(PAGE));

    builder()
        .baseUrl(server.url() + "/phoenix/")
        .header("X-Team", "a")
        .build()
        .projects()
        .list()
        .toList();
    assertThat(server.requests().get(0)).startsWith("GET /phoenix/v1/projects?");
  }

  @Test
  void anOldServerIsNamed() {
    server.then(answer(200, "text/plain", "13.4.2"));

    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() -> client().sessions().get("chat"))
        .withMessage(
            "Phoenix 13.4.2 at "
                + server.url()
                + " does not know sessions, which came with Phoenix 13.5");
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void anOldServerIsNotAskedForTheIdOfAProject() {
    server.answerReads(path -> path.endsWith("/arize_phoenix_version") ? "13.4.2" : PAGE);
    PhoenixClient client = client();
    SpanFilter filter = SpanFilter.builder().name("chat").build();

    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() -> client.traces().list("a/b"));
    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() -> client.spans().list("a/b", filter));
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void aTableThatWasCutOffIsReported() {
    server.then(
        answer(
            200,
            "multipart/mixed; boundary=abc",
            "--abc\r\nContent-Type: application/json\r\n\r\n{\"data\":[]}"));

    assertThatExceptionOfType(PhoenixException.class)
        .isThrownBy(() -> client().spans().query("shop", SpanQuery.all()))
        .withMessageContaining("cut off");
  }

  @Test
  void anInterruptedThreadStaysInterrupted() {
    server.then(hang(PAGE));
    Thread.currentThread().interrupt();

    assertThatExceptionOfType(PhoenixException.class)
        .isThrownBy(() -> hastyClient().projects().list().toList());
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void aKeyThatIsNoHeaderIsNotShown() {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> builder().apiKey("secret\n").build())
        .withMessageContaining("Authorization")
        .withMessageNotContaining("secret")
        .withNoCause();
  }

  @Test
  void keysAreSentAndNotShown() {
    server.then(
        exchange -> {
          assertThat(exchange.getRequestHeaders().getFirst("Authorization"))
              .isEqualTo("Bearer secret");
          json(PAGE).handle(exchange);
        });

    PhoenixClient client = builder().apiKey("secret").build();
    assertThat(client.projects().list()).hasSize(1);
    assertThat(client.toString()).doesNotContain("secret");
    assertThat(Map.of("client", client).toString()).doesNotContain("secret");
  }
}
