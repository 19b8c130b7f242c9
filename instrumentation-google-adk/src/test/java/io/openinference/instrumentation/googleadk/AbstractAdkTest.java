// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.googleadk;

import static io.openinference.testing.OpenInferenceAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.adk.agents.BaseAgent;
import com.google.adk.agents.LlmAgent;
import com.google.adk.agents.RunConfig;
import com.google.adk.events.Event;
import com.google.adk.runner.InMemoryRunner;
import com.google.adk.tools.BaseTool;
import com.google.adk.tools.ToolContext;
import com.google.common.util.concurrent.Uninterruptibles;
import com.google.genai.types.Content;
import com.google.genai.types.FunctionDeclaration;
import com.google.genai.types.Part;
import io.openinference.instrumentation.OpenInferenceTracer;
import io.openinference.testing.OpenInferenceExtension;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.core.Single;
import io.reactivex.rxjava3.schedulers.Schedulers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Runs agents with {@code instrument()} on. */
abstract class AbstractAdkTest {

  static final String SESSION = "session-1";
  static final String USER = "kari";

  /** ADK closes scopes on other threads than it has opened them on. */
  @RegisterExtension
  static final OpenInferenceExtension telemetry =
      OpenInferenceExtension.builder().allowLenientContext().build();

  final OpenInferenceTracer tracer = OpenInferenceTracer.create(telemetry.openTelemetry());
  GoogleAdkInstrumentor on;

  @BeforeEach
  void instrument() {
    on = GoogleAdkInstrumentor.instrument(telemetry.openTelemetry());
    assertThat(on.isOn()).isTrue();
  }

  @AfterEach
  void uninstrument() throws InterruptedException {
    on.uninstrument();
    assertThat(Context.current()).as("context after the run").isEqualTo(Context.root());
    assertNoContextOnPooledThreads();
  }

  static ScriptedLlm gemini() {
    return new ScriptedLlm("gemini-2.5-flash");
  }

  /** Returns a model that may answer on a thread of its own. */
  static ScriptedLlm model(boolean async) {
    return async ? gemini().async() : gemini();
  }

  static LlmAgent.Builder agent(String name, ScriptedLlm model) {
    return LlmAgent.builder().name(name).description("Agent " + name).model(model);
  }

  static List<Event> run(BaseAgent agent, String message) {
    return flow(agent, message, RunConfig.builder().build()).toList().blockingGet();
  }

  static Flowable<Event> flow(BaseAgent agent, String message, RunConfig config) {
    InMemoryRunner runner = new InMemoryRunner(agent, "fjords");
    runner
        .sessionService()
        .createSession("fjords", USER, (Map<String, Object>) null, SESSION)
        .blockingGet();
    return runner.runAsync(
        USER,
        SESSION,
        Content.builder().role("user").parts(List.of(Part.fromText(message))).build(),
        config);
  }

  static SpanData span(String name) {
    return telemetry.trace().span(name);
  }

  /** Returns the spans with a name, in the order in which they ended. */
  static List<SpanData> spans(String name) {
    return telemetry.spans().stream().filter(span -> span.getName().equals(name)).toList();
  }

  static void assertTree(String tree) {
    assertThat(telemetry.trace()).hasTree(tree);
  }

  /** A tool that runs code. */
  static BaseTool tool(String name, Function<Map<String, Object>, Map<String, Object>> code) {
    return asyncTool(
        name, (arguments, context) -> Single.fromCallable(() -> code.apply(arguments)));
  }

  /** A tool that returns what code returns. */
  static BaseTool asyncTool(
      String name, BiFunction<Map<String, Object>, ToolContext, Single<Map<String, Object>>> code) {
    return new BaseTool(name, "Tool " + name) {
      @Override
      public Optional<FunctionDeclaration> declaration() {
        return Optional.of(
            FunctionDeclaration.builder().name(name).description("Tool " + name).build());
      }

      @Override
      public Single<Map<String, Object>> runAsync(
          Map<String, Object> arguments, ToolContext context) {
        return code.apply(arguments, context);
      }
    };
  }

  /** A tool whose code makes a span of its own. */
  BaseTool tracedTool(String name) {
    return tool(
        name,
        arguments -> {
          tracer.chain("in " + name).run(() -> {});
          return Map.of("result", "sunny");
        });
  }

  /** Fails if a thread of RxJava still has the context of a run. */
  private static void assertNoContextOnPooledThreads() throws InterruptedException {
    int threads = 24;
    Set<String> left = ConcurrentHashMap.newKeySet();
    CountDownLatch all = new CountDownLatch(threads);
    for (int i = 0; i < threads; i++) {
      Schedulers.io()
          .scheduleDirect(
              () -> {
                if (Context.current() != Context.root()) {
                  left.add(Context.current().toString());
                }
                all.countDown();
                // Holds the thread, so that each task has another one.
                Uninterruptibles.awaitUninterruptibly(all);
              });
    }
    assertThat(all.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(left).as("contexts on threads of RxJava").isEmpty();
  }
}
