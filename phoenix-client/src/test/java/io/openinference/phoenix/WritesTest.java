// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix;

import static io.openinference.phoenix.ScriptedServer.answer;
import static io.openinference.phoenix.ScriptedServer.cut;
import static io.openinference.phoenix.ScriptedServer.hang;
import static io.openinference.phoenix.ScriptedServer.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.openinference.semconv.AnnotatorKind;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Each kind of write, on a server that is busy, hangs, cuts its answer or restarts. */
class WritesTest {

  private static final String ID = "RGF0YXNldDox";
  private static final Instant NOW = Instant.EPOCH;
  private static final String OBJECT =
      "{\"data\":{\"id\":\"x\",\"name\":\"x\",\"transferred_trace_count\":1}}";
  private static final String LIST = "{\"data\":[{\"id\":\"x\"}]}";
  private static final PhoenixAnnotation ANNOTATION =
      PhoenixAnnotation.ofSpan("000000000000000a", "quality", AnnotatorKind.LLM).score(1).build();
  private static final PhoenixSpan SPAN =
      PhoenixSpan.builder("0123456789abcdef0123456789abcdef", "000000000000000a", "answer")
          .time(NOW, NOW)
          .build();
  private static final List<DatasetExample> EXAMPLES =
      List.of(DatasetExample.of(Map.of("q", 1), Map.of()));
  private static final PromptVersion PROMPT =
      PromptVersion.builder("OPENAI", "gpt-4o").message("user", "Hi").build();

  /**
   * A write.
   *
   * @param repeats whether a second one does no harm
   * @param answer the answer of success
   */
  private record Write(String name, boolean repeats, String answer, Consumer<PhoenixClient> call) {}

  private static Write write(
      String name, boolean repeats, String answer, Consumer<PhoenixClient> call) {
    return new Write(name, repeats, answer, call);
  }

  private static List<Write> writes() {
    return List.of(
        write("spans.log", true, "{}", c -> c.spans().log("shop", List.of(SPAN))),
        write("spans.addNote", true, OBJECT, c -> c.spans().addNote("a", "n")),
        write("spans.delete", true, "", c -> c.spans().delete("a")),
        write("traces.delete", true, "", c -> c.traces().delete("a")),
        write("traces.transfer", true, OBJECT, c -> c.traces().transfer(List.of("a"), "shop")),
        write("traces.addNote", true, OBJECT, c -> c.traces().addNote("a", "n")),
        write("traces.deleteAll", true, "", c -> c.traces().deleteAll("shop", null, NOW)),
        write("sessions.delete", true, "", c -> c.sessions().delete("a")),
        write("sessions.deleteAll", true, "", c -> c.sessions().deleteAll(List.of("a"))),
        write("sessions.addNote", true, OBJECT, c -> c.sessions().addNote("a", "n")),
        write("annotations.log", true, LIST, c -> c.annotations().log(List.of(ANNOTATION))),
        write("annotations.enqueue", true, LIST, c -> c.annotations().enqueue(List.of(ANNOTATION))),
        write(
            "annotations.delete",
            true,
            "",
            c -> c.annotations().delete(AnnotationTarget.SPAN, "shop", AnnotationSelection.all())),
        write("projects.create", true, OBJECT, c -> c.projects().create("shop")),
        write("projects.update", true, OBJECT, c -> c.projects().update("shop", "d")),
        write("projects.delete", true, "", c -> c.projects().delete("shop")),
        write("datasets.append", true, OBJECT, c -> c.datasets().append(ID, EXAMPLES)),
        write("datasets.upsert", true, OBJECT, c -> c.datasets().upsert("golden", EXAMPLES)),
        write("datasets.delete", true, "", c -> c.datasets().delete(ID)),
        write("splits.create", false, OBJECT, c -> c.datasets().splits(ID).create("s", List.of())),
        write(
            "splits.change",
            true,
            OBJECT,
            c -> c.datasets().splits(ID).change("s", List.of(), List.of())),
        write("splits.rename", true, OBJECT, c -> c.datasets().splits(ID).rename("s", "t", "")),
        write("splits.delete", true, "", c -> c.datasets().splits(ID).delete("s")),
        write("labels.create", false, OBJECT, c -> c.datasets().labels().create("l", "#fff", "")),
        write(
            "labels.update", true, OBJECT, c -> c.datasets().labels().update("l", "m", "#fff", "")),
        write("labels.add", true, "", c -> c.datasets().labels().add(ID, "l")),
        write("labels.set", true, LIST, c -> c.datasets().labels().set(ID, List.of("l"))),
        write("labels.remove", true, "", c -> c.datasets().labels().remove(ID, "l")),
        write("labels.delete", true, "", c -> c.datasets().labels().delete("l")),
        write(
            "experiments.create",
            false,
            OBJECT,
            c -> c.experiments().create(ID, ExperimentSettings.defaults())),
        write("experiments.update", true, OBJECT, c -> c.experiments().update("e", "n", "", null)),
        write("experiments.delete", true, "", c -> c.experiments().delete("e")),
        write(
            "experiments.deleteWithProject", true, "", c -> c.experiments().deleteWithProject("e")),
        write("experiments.addTag", true, OBJECT, c -> c.experiments().addTag("e", "t", "")),
        write("experiments.removeTag", true, "", c -> c.experiments().removeTag("e", "t")),
        write("experiments.recordRun", true, OBJECT, c -> c.experiments().recordRun("e", run())),
        write(
            "experiments.recordEvaluation",
            true,
            OBJECT,
            c -> c.experiments().recordEvaluation(evaluation())),
        write("prompts.create", false, OBJECT, c -> c.prompts().create("bot", PROMPT)),
        write(
            "prompts.addVersion",
            false,
            OBJECT,
            c -> c.prompts().addVersion("bot", PROMPT, List.of())),
        write("prompts.update", true, "", c -> c.prompts().update("bot", "d", null)),
        write("prompts.delete", true, "", c -> c.prompts().delete("bot")),
        write("prompts.addTag", true, "", c -> c.prompts().addTag("v", "production", "")),
        write("prompts.removeTag", true, "", c -> c.prompts().removeTag("v", "production")));
  }

  private static ExperimentRun run() {
    return ExperimentRun.builder("e", 1).time(NOW, NOW).build();
  }

  private static ExperimentEvaluation evaluation() {
    return ExperimentEvaluation.builder("r", "n", AnnotatorKind.CODE).time(NOW, NOW).build();
  }

  /** A scripted server that answers reads at once. Only writes take part in the script. */
  private static final class Writes implements AutoCloseable {

    private final ScriptedServer server = new ScriptedServer();
    private final PhoenixClient client;

    Writes(ScriptedServer.Step... steps) {
      server.answerReads(
          path ->
              path.equals("/arize_phoenix_version")
                  ? "20.26.1"
                  : "{\"data\":{\"name\":\"golden\"}}");
      for (ScriptedServer.Step step : steps) {
        server.then(step);
      }
      client =
          PhoenixClient.builder()
              .baseUrl(server.url())
              .timeout(Duration.ofSeconds(4))
              .patience(Duration.ofSeconds(20))
              .build();
      // Phoenix has answered before.
      assertThat(client.serverVersion()).isEqualTo("20.26.1");
    }

    List<String> sent() {
      return server.requests().stream().filter(each -> !each.startsWith("GET ")).toList();
    }

    @Override
    public void close() {
      server.close();
    }
  }

  private static ScriptedServer.Step success(String answer) {
    return answer.isEmpty() ? answer(204, "text/plain", "") : json(answer);
  }

  @Test
  void aServerThatWasBusyGetsTheSameAgain() throws Exception {
    String date =
        DateTimeFormatter.RFC_1123_DATE_TIME.format(Instant.now().atOffset(ZoneOffset.UTC));
    forEachWrite(
        write -> {
          try (Writes writes =
              new Writes(
                  answer(503, "text/plain", "full"),
                  answer(429, "text/plain", "slow down", "Retry-After", "0"),
                  answer(429, "text/plain", "slow down", "Retry-After", date),
                  success(write.answer))) {
            write.call.accept(writes.client);

            assertThat(writes.sent()).as(write.name).hasSize(4);
            assertThat(writes.sent().stream().distinct()).as(write.name).hasSize(1);
          }
        });
  }

  @Test
  void aLostAnswerNeitherLosesNorDoubles() throws Exception {
    for (ScriptedServer.Step loss :
        List.of(cut(), hang(OBJECT), answer(504, "text/html", "<html>timeout</html>"))) {
      forEachWrite(
          write -> {
            try (Writes writes = new Writes(loss, success(write.answer))) {
              if (write.repeats) {
                write.call.accept(writes.client);
                assertThat(writes.sent()).as(write.name).hasSize(2);
                assertThat(writes.sent().stream().distinct()).as(write.name).hasSize(1);
              } else {
                assertThatExceptionOfType(PhoenixException.class)
                    .as(write.name)
                    .isThrownBy(() -> write.call.accept(writes.client))
                    .satisfies(e -> assertThat(e.isUncertain()).isTrue());
                assertThat(writes.sent()).as(write.name).hasSize(1);
              }
            }
          });
    }
  }

  /** Makes all writes at once, because they spend their time with waiting. */
  private static void forEachWrite(Consumer<Write> check) throws Exception {
    ExecutorService threads = Executors.newCachedThreadPool();
    try {
      List<Future<?>> checks = new ArrayList<>();
      writes().forEach(write -> checks.add(threads.submit(() -> check.accept(write))));
      for (Future<?> each : checks) {
        each.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }
}
