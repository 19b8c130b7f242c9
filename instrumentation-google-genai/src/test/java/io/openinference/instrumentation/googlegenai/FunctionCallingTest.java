// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.googlegenai;

import static io.openinference.testing.OpenInferenceAssertions.assertThat;

import com.google.genai.types.AutomaticFunctionCallingConfig;
import com.google.genai.types.GenerateContentConfig;
import com.google.genai.types.GenerateContentResponse;
import com.google.genai.types.Tool;
import io.openinference.testing.StubResponse;
import io.openinference.testing.Trace;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.lang.reflect.Method;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** The library calls functions by itself and asks the model again. */
class FunctionCallingTest extends AbstractDoorTest {

  private static final String MODEL = "gemini-2.5-flash";

  /** The library calls public functions of public classes. */
  public static final class Functions {

    /** Returns the span that is current in the function. */
    public static String depth() {
      return Span.current().getSpanContext().getSpanId();
    }

    /** Fails. */
    public static String failing() {
      throw new IllegalStateException("no fjord");
    }

    private Functions() {}
  }

  @Test
  void eachCallOfTheModelAndEachFunctionIsASpan() {
    List<SpanData> spans = run("depth", this::sync);

    SpanData tool = tool(spans);
    assertThat(tool)
        .isTool()
        .hasAttribute("tool.name", "depth")
        .hasAttribute("tool.parameters", "{}")
        .hasAttribute("input.value", "{}")
        // The function saw its own span.
        .hasAttribute("output.value", tool.getSpanId());
  }

  /** Again and again, because the threads of the library may come in any order. */
  @RepeatedTest(20)
  void theSecondCallOfAnAsyncCallHasTheSameParent() {
    run("depth", this::async);
  }

  @Test
  void aFunctionThatFails() {
    SpanData tool = tool(run("failing", this::sync));

    assertThat(tool).hasStatus(StatusCode.ERROR).hasException(IllegalStateException.class);
  }

  @Test
  void functionsThatTheApplicationCallsItself() {
    GenerateContentConfig off =
        config().toBuilder()
            .automaticFunctionCalling(
                AutomaticFunctionCallingConfig.builder().disable(true).build())
            .build();
    server.enqueue(
        StubResponse.json(
            """
            {"candidates": [{"content": {"role": "model", "parts": [
              {"functionCall": {"name": "depth", "args": {}}}]}}]}
            """));

    inCaller(() -> client().gemini().models.generateContent(MODEL, "How deep?", off));

    assertThat(telemetry.awaitSpans(2))
        .extracting(SpanData::getName)
        .containsExactlyInAnyOrder("GenerateContent", "caller");
  }

  /** The library calls the function of the last answer too, and does not send its result. */
  @Test
  void theLimitOfCallsIsReached() {
    Assumptions.assumeTrue(
        door.isInstrumenting() || door.isAgent(), "only woven methods see functions");
    GenerateContentConfig twice =
        config().toBuilder()
            .automaticFunctionCalling(
                AutomaticFunctionCallingConfig.builder().maximumRemoteCalls(2).build())
            .build();
    server.handler(
        request ->
            StubResponse.json(
                """
                {"candidates": [{"content": {"role": "model", "parts": [
                  {"functionCall": {"name": "depth", "args": {}}}]}}],
                 "usageMetadata": {"promptTokenCount": 5, "toolUsePromptTokenCount": 2,
                                   "candidatesTokenCount": 3}}
                """));

    inCaller(() -> client().gemini().models.generateContent(MODEL, "How deep?", twice));

    assertThat(server.requests()).hasSize(2);
    Trace trace = Trace.of(telemetry.awaitSpans(4));
    List<SpanData> children = trace.children(trace.root());
    // Older releases run the function once more after the last call of the model.
    assertThat(children)
        .extracting(SpanData::getName)
        .startsWith("GenerateContent", "depth", "GenerateContent")
        .isSubsetOf("GenerateContent", "depth")
        .hasSizeBetween(3, 4);
    assertThat(children)
        .filteredOn(span -> span.getName().equals("GenerateContent"))
        .allSatisfy(
            span ->
                assertThat(span)
                    .hasAttribute("llm.token_count.prompt", 7L)
                    .hasAttribute("llm.token_count.completion", 3L)
                    .hasAttribute("llm.token_count.total", 10L));
  }

  private List<SpanData> run(String function, Supplier<GenerateContentResponse> call) {
    // Only woven methods see functions, and what follows an asynchronous call.
    Assumptions.assumeTrue(
        door.isInstrumenting() || door.isAgent(), "only woven methods see functions");
    telemetry.clear();
    server.enqueue(
        StubResponse.json(
            """
            {"candidates": [{"content": {"role": "model", "parts": [
              {"functionCall": {"name": "%s", "args": {}}}]}}]}
            """
                .formatted(function)),
        StubResponse.json(
            "{\"candidates\": [{\"content\": {\"role\": \"model\", \"parts\": [{\"text\": \"ok\"}]}}]}"));

    inCaller(() -> assertThat(call.get().text()).isEqualTo("ok"));

    List<SpanData> spans = telemetry.awaitSpans(4);
    assertThat(spans).hasSize(4);
    Trace trace = Trace.of(spans);
    assertThat(trace.children(trace.root()))
        .extracting(SpanData::getName)
        .containsExactlyInAnyOrder("GenerateContent", function, "GenerateContent");
    return spans;
  }

  private static SpanData tool(List<SpanData> spans) {
    return spans.stream()
        .filter(span -> !span.getName().equals("GenerateContent"))
        .filter(span -> !span.getName().equals("caller"))
        .findFirst()
        .orElseThrow();
  }

  private GenerateContentResponse sync() {
    return client().gemini().models.generateContent(MODEL, "How deep?", config());
  }

  private GenerateContentResponse async() {
    return client().gemini().async.models.generateContent(MODEL, "How deep?", config()).join();
  }

  private static GenerateContentConfig config() {
    try {
      Method depth = Functions.class.getMethod("depth");
      Method failing = Functions.class.getMethod("failing");
      return GenerateContentConfig.builder()
          .tools(Tool.builder().functions(depth, failing).build())
          .build();
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(e);
    }
  }
}
