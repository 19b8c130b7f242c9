// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.googlegenai;

import static io.openinference.instrumentation.googlegenai.MappingTest.quoted;
import static io.openinference.testing.OpenInferenceAssertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.google.genai.Client;
import com.google.genai.gaos.models.errors.CreateInteractionClientError;
import com.google.genai.gaos.models.interactions.CreateAgentInteraction;
import com.google.genai.gaos.models.interactions.CreateModelInteraction;
import com.google.genai.gaos.models.operations.CreateInteractionRequestBody;
import com.google.genai.gaos.utils.EventStream;
import com.google.genai.gaos.utils.JSON;
import io.openinference.instrumentation.OpenInference;
import io.openinference.testing.Garbage;
import io.openinference.testing.StubResponse;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The Interactions API, which has a transport of its own, through the methods of the library.
 * InteractionMappingTest has the rest of what its JSON becomes.
 */
class InteractionTest extends AbstractDoorTest {

  private static final String ANSWER =
      """
      {"id": "i1", "object": "interaction", "status": "completed", "model": "gemini-2.5-flash",
       "created": "2026-01-01T00:00:00Z", "updated": "2026-01-01T00:00:00Z",
       "steps": [{"type": "model_output", "content": [{"type": "text", "text": "1,308 m"}]}],
       "usage": {"total_input_tokens": 5, "total_output_tokens": 4, "total_tokens": 9}}
      """;

  private static final String[] EVENTS = {
    """
    {"event_type": "interaction.created", "interaction": {"id": "i1", "status": "in_progress",
     "model": "gemini-2.5-flash", "object": "interaction"}}\
    """,
    """
    {"event_type": "step.start", "index": 0, "step": {"type": "thought"}}\
    """,
    """
    {"event_type": "step.delta", "index": 0, "delta": {"type": "thought_summary",
     "content": {"type": "text", "text": "Hmm."}}}\
    """,
    """
    {"event_type": "step.delta", "index": 0, "delta": {"type": "thought_signature",
     "signature": "c2ln"}}\
    """,
    """
    {"event_type": "step.start", "index": 1, "step": {"type": "function_call", "id": "c1",
     "name": "depth", "arguments": {}}}\
    """,
    """
    {"event_type": "step.delta", "index": 1, "delta": {"type": "arguments_delta",
     "arguments": "{\\"of\\": "}}\
    """,
    """
    {"event_type": "step.delta", "index": 1, "delta": {"type": "arguments_delta",
     "arguments": "0}"}}\
    """,
    """
    {"event_type": "step.start", "index": 2, "step": {"type": "model_output"}}\
    """,
    """
    {"event_type": "step.delta", "index": 2, "delta": {"type": "text", "text": "1,308 "}}\
    """,
    """
    {"event_type": "step.delta", "index": 2, "delta": {"type": "text", "text": "m"}}\
    """,
    """
    {"event_type": "step.stop", "index": 2}\
    """,
    """
    {"event_type": "interaction.completed", "interaction": {"id": "i1", "status": "completed",
     "usage": {"total_input_tokens": 5, "total_output_tokens": 4, "total_tokens": 9}}}\
    """,
  };

  private static final String REQUEST =
      """
      {"model": "gemini-2.5-flash", "input": "How deep?", "system_instruction": "Be brief.",
       "generation_config": {"temperature": 0.0},
       "tools": [{"type": "function", "name": "depth", "description": "Says how deep"}]}
      """;

  private static final String STREAMED =
      quoted("{'model': 'gemini-2.5-flash', 'input': 'How deep?', 'stream': true}");

  @Test
  void aCallIsOneSpanBelowItsCaller() {
    server.handler(request -> StubResponse.json(ANSWER));
    Client client = client().gemini();

    inCaller(
        () ->
            assertThat(client.interactions.create(modelRequest(REQUEST)).interaction())
                .get()
                .satisfies(
                    interaction -> assertThat(interaction.outputText()).contains("1,308 m")));

    expected(REQUEST)
        .output(ANSWER)
        .with(
            quoted(
                "{'llm.invocation_parameters': {'temperature': 0.0}, 'in.0.role': 'system',"
                    + " 'in.0.content': 'Be brief.', 'in.1.role': 'user', 'in.1.content':"
                    + " 'How deep?', 'llm.tools.0.tool.name': 'depth',"
                    + " 'llm.tools.0.tool.description': 'Says how deep',"
                    + " 'llm.tools.0.tool.json_schema': {'type': 'function', 'name': 'depth',"
                    + " 'description': 'Says how deep'}, 'out.0.role': 'model',"
                    + " 'out.0.content': '1,308 m', 'llm.finish_reason': 'completed',"
                    + " 'tokens.prompt': 5, 'tokens.completion': 4, 'tokens.total': 9}"))
        .verify(call());
  }

  @Test
  void anAgentInTheBackground() {
    String request = quoted("{'agent': 'deep-research', 'input': 'How deep?', 'background': true}");
    String answer =
        """
        {"id": "i1", "object": "interaction", "status": "in_progress", "agent": "deep-research",
         "created": "2026-01-01T00:00:00Z", "updated": "2026-01-01T00:00:00Z"}
        """;
    server.handler(sent -> StubResponse.json(answer));
    Client client = client().gemini();

    inCaller(
        () ->
            assertThat(client.interactions.create(agentRequest(request)).interaction())
                .get()
                .satisfies(interaction -> assertThat(interaction.id()).contains("i1")));

    expected(request)
        .output(answer)
        .with(
            quoted(
                "{'openinference.span.kind': 'AGENT', 'agent.name': 'deep-research',"
                    + " 'llm.model_name': null, 'llm.invocation_parameters': {'agent':"
                    + " 'deep-research', 'background': true}, 'in.0.role': 'user',"
                    + " 'in.0.content': 'How deep?', 'llm.finish_reason': 'in_progress'}"))
        .verify(call());
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aFailureIsTheTypedException(boolean async) {
    String answer = "{\"error\": {\"code\": \"invalid_request\", \"message\": \"no fjord\"}}";
    server.handler(request -> StubResponse.json(400, answer));
    Client client = client().gemini();

    inCaller(
        () -> {
          Throwable thrown = catchThrowable(() -> stream(client, async));
          assertThat(async ? thrown.getCause() : thrown)
              .isInstanceOf(CreateInteractionClientError.class)
              .hasMessageStartingWith("400 ");
        });

    expected(STREAMED)
        .output(answer)
        .with(
            quoted(
                "{'llm.invocation_parameters': {'stream': true}, 'in.0.role': 'user',"
                    + " 'in.0.content': 'How deep?'}"))
        .failed("invalid_request: no fjord")
        .verify(call());
  }

  @Test
  void aStream() {
    drain(false);

    verifyStream(call());
  }

  /** Again and again, because the threads of the library may come in any order. */
  @RepeatedTest(5)
  void anAsyncStream() {
    drain(true);

    verifyStream(call());
  }

  private void drain(boolean async) {
    server.handler(request -> StubResponse.sse(EVENTS));
    Client client = client().gemini();
    inCaller(
        () -> {
          try (EventStream<?> events = stream(client, async)) {
            assertThat(events.toList()).hasSize(EVENTS.length);
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
        });
  }

  private static void verifyStream(SpanData span) {
    expected(STREAMED)
        .output(
            quoted(
                "{'id': 'i1', 'status': 'completed', 'model': 'gemini-2.5-flash', 'object':"
                    + " 'interaction', 'usage': {'total_input_tokens': 5, 'total_output_tokens':"
                    + " 4, 'total_tokens': 9}, 'steps': [{'type': 'thought', 'summary': [{'type':"
                    + " 'text', 'text': 'Hmm.'}], 'signature': 'c2ln'}, {'type': 'function_call',"
                    + " 'id': 'c1', 'name': 'depth', 'arguments': {'of': 0}}, {'type':"
                    + " 'model_output', 'content': [{'type': 'text', 'text': '1,308 m'}]}]}"))
        .with(
            quoted(
                "{'llm.invocation_parameters': {'stream': true}, 'in.0.role': 'user',"
                    + " 'in.0.content': 'How deep?', 'out.0.role': 'model',"
                    + " 'out.0.contents.0.type': 'reasoning', 'out.0.contents.0.text': 'Hmm.',"
                    + " 'out.0.contents.0.signature': 'c2ln', 'out.0.call.1.0': {'id': 'c1',"
                    + " 'function.name': 'depth', 'function.arguments': {'of': 0}},"
                    + " 'out.0.contents.2.type': 'text', 'out.0.contents.2.text': '1,308 m',"
                    + " 'llm.finish_reason': 'completed', 'tokens.prompt': 5,"
                    + " 'tokens.completion': 4, 'tokens.total': 9}"))
        .events(ExpectedSpan.FIRST_TOKEN)
        .verify(span);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aStreamThatIsClosedEarly(boolean async) {
    server.handler(request -> StubResponse.sse(EVENTS));
    Client client = client().gemini();

    inCaller(
        () -> {
          try (EventStream<?> events = stream(client, async)) {
            assertThat(events.iterator().next()).isNotNull();
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
        });

    assertThat(call())
        .hasName("Interactions.create")
        .hasStatus(StatusCode.OK)
        .hasAttribute("llm.input_messages.0.message.content", "How deep?");
  }

  /** Nobody reads the stream, so that its span ends when the stream is garbage. */
  @Test
  void anAsyncCallThatIsCancelled() {
    CountDownLatch answering = new CountDownLatch(1);
    server.handler(request -> StubResponse.sse(EVENTS).after(answering));

    inCaller(this::cancelOne);
    answering.countDown();

    Garbage.collectUntil(() -> telemetry.spans().size() == 2);
    expected(STREAMED)
        .with(
            quoted(
                "{'llm.invocation_parameters': {'stream': true}, 'in.0.role': 'user',"
                    + " 'in.0.content': 'How deep?'}"))
        .verify(call());
  }

  /** In a method of its own, so that no frame refers to the call when it returns. */
  private void cancelOne() {
    CompletableFuture<?> future =
        client().gemini().async.interactions.create(modelRequest(STREAMED));
    server.awaitRequests(1);
    assertThat(future.cancel(true)).isTrue();
    assertThat(future).isCancelled();
  }

  /** An answer that the library continues by itself. Each request bills tokens of its own. */
  @ParameterizedTest
  @ValueSource(strings = {"sync", "stream", "async stream"})
  void aContinuation(String form) {
    boolean streams = !form.equals("sync");
    String first =
        quoted(
            "{'id': 'i1', 'status': 'requires_continuation', 'continuation_token': 'dG9r',"
                + " 'model': 'gemini-2.5-flash', 'steps': [{'type': 'model_output', 'content':"
                + " [{'type': 'text', 'text': '1,308'}]}], 'usage': {'total_input_tokens': 5,"
                + " 'total_output_tokens': 2}}");
    String last =
        quoted(
            "{'id': 'i2', 'status': 'completed', 'model': 'gemini-2.5-flash', 'steps': [{'type':"
                + " 'model_output', 'content': [{'type': 'text', 'text': ' m'}]}], 'usage':"
                + " {'total_input_tokens': 7, 'total_output_tokens': 0}}");
    for (String answer : List.of(first, last)) {
      server.enqueue(streams ? StubResponse.sse(eventsOf(answer)) : StubResponse.json(answer));
    }
    Client client = client().gemini();
    CreateInteractionRequestBody body = modelRequest(streams ? STREAMED : REQUEST);

    inCaller(
        () -> {
          if (streams) {
            try (EventStream<?> events =
                form.equals("stream")
                    ? client.interactions.create(body, true).events()
                    : client.async.interactions.create(body, true).join()) {
              events.toList();
            } catch (Exception e) {
              throw new IllegalStateException(e);
            }
          } else {
            assertThat(client.interactions.create(body, true).interaction()).isPresent();
          }
        });

    List<SpanData> spans = telemetry.awaitSpans(3);
    assertThat(spans).hasSize(3);
    List<SpanData> calls = telemetry.trace().children(telemetry.trace().root());
    assertThat(calls).hasSize(2);
    verifyHop(calls.get(0), "1,308", "requires_continuation", 5, 2);
    verifyHop(calls.get(1), " m", "completed", 7, 0);
    assertThat(server.requests().get(1).bodyText()).contains("dG9r");
  }

  private static String[] eventsOf(String answer) {
    return new String[] {
      "{\"event_type\": \"interaction.created\", \"interaction\": {\"id\": \"i\"}}",
      "{\"event_type\": \"interaction.completed\", \"interaction\": " + answer + "}"
    };
  }

  private static void verifyHop(
      SpanData span, String text, String status, long prompt, long completion) {
    assertThat(span)
        .hasName("Interactions.create")
        .hasStatus(StatusCode.OK)
        .hasAttribute("llm.output_messages.0.message.content", text)
        .hasAttribute("llm.finish_reason", status)
        .hasAttribute("llm.token_count.prompt", prompt)
        .hasAttribute("llm.token_count.completion", completion)
        .hasAttribute("llm.token_count.total", prompt + completion);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aSuppressedCallMakesNoSpan(boolean async) throws Exception {
    server.handler(request -> StubResponse.sse(EVENTS));
    Client client = client().gemini();

    try (Scope ignored = OpenInference.suppressTracing()) {
      try (EventStream<?> events = stream(client, async)) {
        assertThat(events.toList()).hasSize(EVENTS.length);
      }
    }

    assertThat(telemetry.spans()).isEmpty();
  }

  private static ExpectedSpan expected(String request) {
    return ExpectedSpan.llm("Interactions.create", MODEL).input(request);
  }

  private static EventStream<?> stream(Client client, boolean async) throws IOException {
    return async
        ? client.async.interactions.create(modelRequest(STREAMED)).join()
        : client.interactions.create(modelRequest(STREAMED)).events();
  }

  /** Returns the one span below the caller. */
  private SpanData call() {
    List<SpanData> spans = telemetry.awaitSpans(2);
    assertThat(spans).hasSize(2);
    List<SpanData> calls = telemetry.trace().children(telemetry.trace().root());
    assertThat(calls).hasSize(1);
    return calls.get(0);
  }

  private static CreateInteractionRequestBody modelRequest(String json) {
    return CreateInteractionRequestBody.of(read(json, CreateModelInteraction.class));
  }

  private static CreateInteractionRequestBody agentRequest(String json) {
    return CreateInteractionRequestBody.of(read(json, CreateAgentInteraction.class));
  }

  private static <T> T read(String json, Class<T> type) {
    try {
      return JSON.getMapper().readValue(json, type);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
