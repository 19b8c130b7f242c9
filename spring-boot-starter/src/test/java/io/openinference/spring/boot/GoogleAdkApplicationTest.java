// SPDX-License-Identifier: Apache-2.0
package io.openinference.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.adk.agents.BaseAgent;
import com.google.adk.agents.LlmAgent;
import com.google.adk.agents.ParallelAgent;
import com.google.adk.agents.SequentialAgent;
import com.google.adk.models.BaseLlm;
import com.google.adk.models.BaseLlmConnection;
import com.google.adk.models.LlmRequest;
import com.google.adk.models.LlmResponse;
import com.google.adk.runner.InMemoryRunner;
import com.google.adk.tools.AgentTool;
import com.google.adk.tools.BaseTool;
import com.google.adk.tools.ToolContext;
import com.google.genai.types.Content;
import com.google.genai.types.FunctionCall;
import com.google.genai.types.FunctionDeclaration;
import com.google.genai.types.Part;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.openinference.instrumentation.OpenInference;
import io.openinference.testing.ChildJvm;
import io.openinference.testing.OtlpReceiver;
import io.openinference.testing.ReceivedSpan;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.core.Single;
import io.reactivex.rxjava3.schedulers.Schedulers;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** A web application with agents of Google's ADK, which are beans. */
@Tag("slow")
class GoogleAdkApplicationTest {

  private static final String ORDERS =
      """
              AGENT orders
                LLM call_llm
                TOOL orderStatus
                  database
                LLM call_llm
      """;

  private static final String WEATHER =
      """
              AGENT weather
                LLM call_llm
      """;

  /** In a JVM of its own, because ADK closes scopes on other threads than it opens them on. */
  @Test
  void runsAreBelowTheirRequestsInOneSessionAndLeaveNothingOnTheThread() {
    try (OtlpReceiver receiver = OtlpReceiver.start()) {
      String printed = ChildJvm.create().run(Program.class, receiver.endpoint());

      assertThat(printed).contains("answer: It is delivered.", "scope is closed: true");
      Map<String, List<ReceivedSpan>> traces =
          receiver.spans().stream().collect(Collectors.groupingBy(ReceivedSpan::traceId));
      assertThat(traces).hasSize(2);
      assertTrace(traces.values(), "/ask/{session}", "chat-1");
      assertTrace(traces.values(), "/scoped", "mine");
    }
  }

  private static void assertTrace(
      Collection<List<ReceivedSpan>> traces, String path, String session) {
    List<ReceivedSpan> spans =
        traces.stream()
            .filter(trace -> trace.stream().anyMatch(span -> span.name().endsWith(path)))
            .findFirst()
            .orElseThrow();
    assertThat(ReceivedTree.of(spans)).isIn(trees(path));
    assertThat(spans.stream().filter(GoogleAdkApplicationTest::isOfOpenInference))
        .allSatisfy(
            span ->
                assertThat(span.attributes())
                    .as(span.name())
                    .containsEntry("session.id", session)
                    .containsEntry("user.id", "ada"));
    assertThat(ReceivedTree.named(spans, "orderStatus").attributes())
        .containsEntry("tool.id", "1")
        .containsEntry("input.value", "{\"number\":\"1042\"}")
        .containsEntry("output.value", "{\"status\":\"delivered\"}");
    assertThat(ReceivedTree.named(spans, "invocation shop").attributes())
        .containsEntry("input.value", "Where is 1042?")
        .containsEntry("output.value", "It is delivered.");
  }

  /** Returns the trees in which either of the parallel agents has started first. */
  private static List<String> trees(String path) {
    String tree =
        """
        http get %s
          CHAIN invocation shop
            AGENT desk
              AGENT research
        %s%s      AGENT writer
                LLM call_llm
                TOOL translator
                  CHAIN invocation writer
                    AGENT translator
                      LLM call_llm
                LLM call_llm
        """;
    return List.of(tree.formatted(path, ORDERS, WEATHER), tree.formatted(path, WEATHER, ORDERS));
  }

  private static boolean isOfOpenInference(ReceivedSpan span) {
    return span.attributes().containsKey("openinference.span.kind");
  }

  /** Asks in a session of ADK, and in one of the application. */
  public static final class Program {

    /** Starts the application and ends it. */
    public static void main(String[] arguments) {
      try (BootApplication application =
          BootApplication.start(
              "servlet",
              List.of(Application.class),
              "openinference.endpoint=" + arguments[0],
              "openinference.batching=false")) {
        System.out.println("answer: " + application.get("/ask/chat-1"));
        System.out.println("scope is closed: " + application.get("/scoped"));
      }
      // The threads of RxJava would live on.
      System.exit(0);
    }

    private Program() {}
  }

  @Configuration(proxyBeanMethods = false)
  static class Application {

    @Bean
    BaseAgent desk(ObservationRegistry observations) {
      LlmAgent orders =
          agent("orders", call("orderStatus", Map.of("number", "1042")), "delivered")
              .tools(new OrderStatus(observations))
              .build();
      LlmAgent writer =
          agent("writer", call("translator", Map.of("request", "delivered")), "It is delivered.")
              .tools(AgentTool.create(agent("translator", null, "delivered").build()))
              .build();
      ParallelAgent research =
          ParallelAgent.builder()
              .name("research")
              .subAgents(orders, agent("weather", null, "sunny").build())
              .build();
      return SequentialAgent.builder().name("desk").subAgents(research, writer).build();
    }

    @Bean
    InMemoryRunner runner(BaseAgent desk) {
      return new InMemoryRunner(desk, "shop");
    }

    @Bean
    Pages pages(InMemoryRunner runner) {
      return new Pages(runner);
    }

    private static LlmAgent.Builder agent(String name, FunctionCall call, String answer) {
      return LlmAgent.builder()
          .name(name)
          .description("The agent " + name)
          .model(new OneToolModel(call, answer));
    }

    private static FunctionCall call(String tool, Map<String, Object> arguments) {
      return FunctionCall.builder().id("1").name(tool).args(arguments).build();
    }
  }

  @RestController
  static class Pages {

    private final InMemoryRunner runner;

    Pages(InMemoryRunner runner) {
      this.runner = runner;
    }

    @GetMapping("/ask/{session}")
    String ask(@PathVariable("session") String session) {
      runner
          .sessionService()
          .createSession("shop", "ada", (Map<String, Object>) null, session)
          .blockingGet();
      return runner
          .runAsync("ada", session, Content.fromParts(Part.fromText("Where is 1042?")))
          .toList()
          .blockingGet()
          .stream()
          .reduce((first, last) -> last)
          .orElseThrow()
          .content()
          .orElseThrow()
          .text();
    }

    @GetMapping("/scoped")
    boolean scoped() {
      Context before = Context.current();
      try (Scope ignored = OpenInference.usingSession("mine")) {
        ask("chat-2");
      }
      return Context.current() == before;
    }
  }

  /** Answers on a thread of its own, as the client of a model does. */
  private static final class OneToolModel extends BaseLlm {

    private final FunctionCall call;
    private final String answer;

    /**
     * @param call what the model asks for first, or null
     */
    OneToolModel(FunctionCall call, String answer) {
      super("gemini-2.5-flash");
      this.call = call;
      this.answer = answer;
    }

    @Override
    public Flowable<LlmResponse> generateContent(LlmRequest request, boolean stream) {
      boolean isAsked =
          request.contents().stream()
              .flatMap(content -> content.parts().orElse(List.of()).stream())
              .anyMatch(
                  part ->
                      call != null
                          && part.functionResponse()
                              .flatMap(response -> response.name())
                              .filter(name -> call.name().filter(name::equals).isPresent())
                              .isPresent());
      Part part =
          call == null || isAsked
              ? Part.fromText(answer)
              : Part.builder().functionCall(call).build();
      return Flowable.fromCallable(
              () ->
                  LlmResponse.builder()
                      .content(Content.builder().role("model").parts(List.of(part)).build())
                      .build())
          .subscribeOn(Schedulers.io());
    }

    @Override
    public BaseLlmConnection connect(LlmRequest request) {
      throw new UnsupportedOperationException();
    }
  }

  private static final class OrderStatus extends BaseTool {

    private final ObservationRegistry observations;

    OrderStatus(ObservationRegistry observations) {
      super("orderStatus", "Where an order is");
      this.observations = observations;
    }

    @Override
    public Optional<FunctionDeclaration> declaration() {
      return Optional.of(FunctionDeclaration.builder().name(name()).build());
    }

    @Override
    public Single<Map<String, Object>> runAsync(
        Map<String, Object> arguments, ToolContext context) {
      return Single.fromCallable(
          () ->
              Observation.createNotStarted("database", observations)
                  .observe(() -> Map.of("status", "delivered")));
    }
  }
}
