// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.googlegenai;

import static io.openinference.instrumentation.googlegenai.MappingTest.quoted;
import static io.openinference.testing.OpenInferenceAssertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.google.genai.types.AutomaticFunctionCallingConfig;
import com.google.genai.types.GenerateContentConfig;
import com.google.genai.types.GenerateContentResponse;
import com.google.genai.types.Tool;
import io.openinference.instrumentation.OpenInference;
import io.openinference.testing.StubResponse;
import io.openinference.testing.Trace;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The library calls functions by itself and asks the model again. All attributes are listed. */
class FunctionCallingTest extends AbstractDoorTest {

  private static final String USAGE =
      "'usageMetadata': {'promptTokenCount': 5, 'toolUsePromptTokenCount': 2,"
          + " 'candidatesTokenCount': 3, 'thoughtsTokenCount': 1, 'cachedContentTokenCount': 4}";
  private static final String COUNTS =
      "'tokens.prompt': 7, 'tokens.completion': 4, 'tokens.total': 11,"
          + " 'tokens.prompt_details.cache_read': 4, 'tokens.completion_details.reasoning': 1";
  private static final String LAST =
      quoted(
          "{'candidates': [{'content': {'role': 'model', 'parts': [{'text': 'ok'}]},"
              + " 'finishReason': 'STOP'}], "
              + USAGE
              + "}");

  /** The library calls public functions of public classes. */
  public static final class Functions {

    private static Supplier<?> inner = () -> null;

    /** Returns the span that is current in the function. */
    public static String depth() {
      return Span.current().getSpanContext().getSpanId();
    }

    /** Returns a number. */
    public static Integer width(String of, Integer times) {
      return of.length() * times;
    }

    /** Returns an object. */
    public static Map<String, Object> place(Boolean exact) {
      return Map.of("exact", exact);
    }

    /** Returns nothing. */
    public static String nothing() {
      return null;
    }

    /** Fails. */
    public static String failing() {
      throw new IllegalStateException("no fjord");
    }

    /** Calls a model. */
    public static String asking() {
      inner.get();
      return "";
    }

    private Functions() {}
  }

  @AfterEach
  void forgetInner() {
    Functions.inner = () -> null;
  }

  @Test
  void eachCallOfTheModelAndEachFunctionIsASpan() {
    List<SpanData> spans = run(4, answerOf("depth"), this::sync);

    SpanData tool = spans.get(1);
    // The function saw its own span.
    ExpectedSpan.of("depth", "TOOL")
        .input("{}")
        .with(
            "{\"tool.name\": \"depth\", \"tool.parameters\": {}, \"output.mime_type\": \"text/plain\"}")
        .with("output.value", tool.getSpanId())
        .verify(tool);
  }

  /** A wrapped client sees the calls of the model and no function. */
  @Test
  void bothCallsOfTheModelAreBelowTheCaller() {
    String answer = answerOf("nothing");
    server.enqueue(StubResponse.json(answer), StubResponse.json(LAST));

    inCaller(() -> assertThat(sync().text()).isEqualTo("ok"));

    boolean isWoven = door.isInstrumenting() || door.isAgent();
    Trace trace = Trace.of(telemetry.awaitSpans(isWoven ? 4 : 3));
    List<SpanData> children = trace.children(trace.root());
    assertThat(children).hasSize(isWoven ? 3 : 2);
    String call = ".call.0.0': {'function.name': 'nothing', 'function.arguments': {}}, ";
    expectedLlm(0)
        .output(answer)
        .with(quoted("{'out.0.role': 'model', 'out.0" + call + COUNTS + "}"))
        .verify(children.get(0));
    expectedLlm(1)
        .output(LAST)
        .with(
            quoted(
                "{'in.1.role': 'model', 'in.1"
                    + call
                    + "'in.2.role': 'tool', 'in.2.name': 'nothing', 'in.2.content': {'result':"
                    + " ''}, 'out.0.role': 'model', 'out.0.content': 'ok', "
                    + COUNTS
                    + "}"))
        .verify(children.get(children.size() - 1));
  }

  /** Again and again, because the threads of the library may come in any order. */
  @RepeatedTest(20)
  void theSecondCallOfAnAsyncCallHasTheSameParent() {
    run(4, answerOf("depth"), this::async);
  }

  static Stream<Arguments> forms() {
    return Stream.of(
        arguments((Function<FunctionCallingTest, GenerateContentResponse>) test -> test.sync()),
        arguments((Function<FunctionCallingTest, GenerateContentResponse>) test -> test.async()),
        arguments(
            (Function<FunctionCallingTest, GenerateContentResponse>)
                test ->
                    test.client().gemini().chats.create(MODEL, config()).sendMessage("How deep?")));
  }

  /** One signature is of the first of several calls. */
  @ParameterizedTest
  @MethodSource("forms")
  void severalCallsOfOneAnswer(Function<FunctionCallingTest, GenerateContentResponse> call) {
    String first =
        quoted(
            "{'candidates': [{'content': {'role': 'model', 'parts': [{'functionCall': {'id': 'c1',"
                + " 'name': 'width', 'args': {'of': 'fjord', 'times': 0}}, 'thoughtSignature':"
                + " 'c2ln'}, {'functionCall': {'id': 'c2', 'name': 'place', 'args': {'exact':"
                + " false}}}]}, 'finishReason': 'STOP'}], "
                + USAGE
                + "}");

    List<SpanData> spans = run(5, first, () -> call.apply(this));

    String calls =
        ".call.0.0': {'id': 'c1', 'function.name': 'width', 'function.arguments': {'of': 'fjord',"
            + " 'times': 0}, 'reasoning_signature': 'c2ln'}, '%s.call.1.1': {'id': 'c2',"
            + " 'function.name': 'place', 'function.arguments': {'exact': false}}";
    expectedLlm(0)
        .output(first)
        .with(
            quoted(
                "{'out.0.role': 'model', 'out.0" + calls.formatted("out.0") + ", " + COUNTS + "}"))
        .verify(spans.get(0));
    ExpectedSpan.of("width", "TOOL")
        .input("{\"of\": \"fjord\", \"times\": 0}")
        .output("0")
        .with(quoted("{'tool.name': 'width', 'tool.parameters': {'of': 'fjord', 'times': 0}}"))
        .verify(spans.get(1));
    ExpectedSpan.of("place", "TOOL")
        .input("{\"exact\": false}")
        .output("{\"exact\": false}")
        .with(quoted("{'tool.name': 'place', 'tool.parameters': {'exact': false}}"))
        .verify(spans.get(2));
    ExpectedSpan last =
        expectedLlm(1)
            .output(LAST)
            .with(
                quoted(
                    "{'in.1.role': 'model', 'in.1"
                        + calls.formatted("in.1")
                        + ", 'in.2.role': 'tool', 'in.2.name': 'width', 'in.2.content': {'result':"
                        + " 0}, 'in.3.role': 'tool', 'in.3.name': 'place', 'in.3.content':"
                        + " {'result': {'exact': false}}, 'out.0.role': 'model',"
                        + " 'out.0.content': 'ok', "
                        + COUNTS
                        + "}"));
    if (sendsIds(server.requests().get(1).bodyText())) {
      last.with("in.2.tool_call_id", "c1").with("in.3.tool_call_id", "c2");
    }
    last.verify(spans.get(3));
  }

  /** Older releases send the results of functions without the ids of the calls. */
  private static boolean sendsIds(String body) {
    return body.indexOf("\"id\"", body.indexOf("functionResponse")) > 0;
  }

  /** Returns what each call of the model has: the prompt and the functions. */
  private ExpectedSpan expectedLlm(int request) {
    ExpectedSpan expected =
        ExpectedSpan.llm("GenerateContent", MODEL)
            .input(MODEL, server.requests().get(request).bodyText())
            .with(
                quoted(
                    "{'in.0.role': 'user', 'in.0.content': 'How deep?',"
                        + " 'llm.finish_reason': 'STOP'}"));
    List<Method> functions = functions();
    for (int i = 0; i < functions.size(); i++) {
      String tool = "llm.tools." + i + ".tool.";
      expected.with(tool + "name", functions.get(i).getName());
      expected.with(tool + "json_schema", schema(functions.get(i)));
    }
    return expected;
  }

  /** Returns the declaration that the library makes of a method. */
  private static String schema(Method function) {
    return com.google.genai.types.FunctionDeclaration.fromMethod(function).toJson();
  }

  @Test
  void aFunctionThatReturnsNothing() {
    ExpectedSpan.of("nothing", "TOOL")
        .input("{}")
        .with("{\"tool.name\": \"nothing\", \"tool.parameters\": {}}")
        .verify(run(4, answerOf("nothing"), this::sync).get(1));
  }

  @ParameterizedTest
  @MethodSource("forms")
  void aFunctionThatFails(Function<FunctionCallingTest, GenerateContentResponse> call) {
    List<SpanData> spans = run(4, answerOf("failing"), () -> call.apply(this));

    assertThat(spans.get(1)).hasException(IllegalStateException.class);
    ExpectedSpan.of("failing", "TOOL")
        .input("{}")
        .with("{\"tool.name\": \"failing\", \"tool.parameters\": {}}")
        .events("exception")
        .failed(spans.get(1).getStatus().getDescription())
        .verify(spans.get(1));
    // The model gets the error, and the call succeeds.
    assertThat(spans.get(2))
        .hasStatus(StatusCode.OK)
        .hasAttribute("llm.input_messages.2.message.role", "tool");
    assertThat(spans.get(2).getAttributes().toString()).contains("{\"error\":");
  }

  @Test
  void aFunctionThatCallsAModel() {
    assumeWoven();
    Functions.inner =
        () -> client().gemini().models.generateContent("gemini-2.5-pro", "Think.", null);
    server.enqueue(
        StubResponse.json(answerOf("asking")), StubResponse.json(LAST), StubResponse.json(LAST));

    inCaller(this::sync);

    Trace trace = Trace.of(telemetry.awaitSpans(5));
    List<SpanData> children = trace.children(trace.root());
    assertThat(children)
        .extracting(SpanData::getName)
        .containsExactly("GenerateContent", "asking", "GenerateContent");
    assertThat(trace.children(children.get(1)))
        .singleElement()
        .satisfies(inner -> assertThat(inner).hasAttribute("llm.model_name", "gemini-2.5-pro"));
  }

  @ParameterizedTest
  @MethodSource("forms")
  void aSuppressedCallMakesNoSpans(Function<FunctionCallingTest, GenerateContentResponse> call) {
    server.enqueue(StubResponse.json(answerOf("depth")), StubResponse.json(LAST));

    try (Scope ignored = OpenInference.suppressTracing()) {
      // A wrapped client goes on in threads that do not know the caller.
      Assumptions.assumeTrue(
          door.isInstrumenting() || door.isAgent(), "only woven methods see functions");
      assertThat(call.apply(this).text()).isEqualTo("ok");
    }

    assertThat(telemetry.spans()).isEmpty();
  }

  @Test
  void functionsThatTheApplicationCallsItself() {
    GenerateContentConfig off =
        config().toBuilder()
            .automaticFunctionCalling(
                AutomaticFunctionCallingConfig.builder().disable(true).build())
            .build();
    String answer = answerOf("depth");
    server.enqueue(StubResponse.json(answer));

    inCaller(
        () ->
            assertThat(
                    client()
                        .gemini()
                        .models
                        .generateContent(MODEL, "How deep?", off)
                        .functionCalls())
                .hasSize(1));

    assertThat(telemetry.awaitSpans(2)).hasSize(2);
    Trace trace = Trace.of(telemetry.spans());
    assertThat(trace.children(trace.root())).hasSize(1);
    expectedLlm(0)
        .output(answer)
        .with(
            quoted(
                "{'out.0.role': 'model', 'out.0.call.0.0': {'function.name': 'depth',"
                    + " 'function.arguments': {}}, "
                    + COUNTS
                    + "}"))
        .verify(trace.children(trace.root()).get(0));
  }

  /** The library calls the function of the last answer too, and does not send its result. */
  @Test
  void theLimitOfCallsIsReached() {
    assumeWoven();
    GenerateContentConfig twice =
        config().toBuilder()
            .automaticFunctionCalling(
                AutomaticFunctionCallingConfig.builder().maximumRemoteCalls(2).build())
            .build();
    String answer = answerOf("depth");
    server.handler(request -> StubResponse.json(answer));

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
    String call = ".call.0.0': {'function.name': 'depth', 'function.arguments': {}}, ";
    String out = "'out.0.role': 'model', 'out.0" + call + COUNTS + "}";
    expectedLlm(0).output(answer).with(quoted("{" + out)).verify(children.get(0));
    expectedLlm(1)
        .output(answer)
        .with(
            quoted(
                "{'in.1.role': 'model', 'in.1"
                    + call
                    + "'in.2.role': 'tool', 'in.2.name': 'depth', 'in.2.content': {'result': '"
                    + children.get(1).getSpanId()
                    + "'}, "
                    + out))
        .verify(children.get(2));
  }

  private static String answerOf(String function) {
    return quoted(
        "{'candidates': [{'content': {'role': 'model', 'parts': [{'functionCall': {'name': '"
            + function
            + "', 'args': {}}}]}, 'finishReason': 'STOP'}], "
            + USAGE
            + "}");
  }

  /** Makes a call and returns the spans below the caller. */
  private List<SpanData> run(
      int count, String firstAnswer, Supplier<GenerateContentResponse> call) {
    assumeWoven();
    telemetry.clear();
    server.enqueue(StubResponse.json(firstAnswer), StubResponse.json(LAST));

    inCaller(() -> assertThat(call.get().text()).isEqualTo("ok"));

    List<SpanData> spans = telemetry.awaitSpans(count);
    assertThat(spans).hasSize(count);
    Trace trace = Trace.of(spans);
    List<SpanData> children = trace.children(trace.root());
    assertThat(children).hasSize(count - 1);
    assertThat(children).first().satisfies(span -> assertThat(span).hasName("GenerateContent"));
    assertThat(children).last().satisfies(span -> assertThat(span).hasName("GenerateContent"));
    return children;
  }

  /** Only woven methods see functions, and what follows an asynchronous call. */
  private void assumeWoven() {
    Assumptions.assumeTrue(
        door.isInstrumenting() || door.isAgent(), "only woven methods see functions");
  }

  private GenerateContentResponse sync() {
    return client().gemini().models.generateContent(MODEL, "How deep?", config());
  }

  private GenerateContentResponse async() {
    return client().gemini().async.models.generateContent(MODEL, "How deep?", config()).join();
  }

  private static List<Method> functions() {
    return Arrays.stream(Functions.class.getMethods())
        .filter(method -> method.getDeclaringClass() == Functions.class)
        .sorted((one, other) -> one.getName().compareTo(other.getName()))
        .toList();
  }

  private static GenerateContentConfig config() {
    return GenerateContentConfig.builder()
        .tools(Tool.builder().functions(functions().toArray(Method[]::new)).build())
        .build();
  }
}
