// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.googlegenai;

import static io.openinference.testing.OpenInferenceAssertions.assertThat;

import com.google.genai.Client;
import com.google.genai.gaos.models.interactions.CreateModelInteraction;
import com.google.genai.gaos.models.interactions.InteractionSSEStreamEvent;
import com.google.genai.gaos.models.interactions.InteractionsInput;
import com.google.genai.gaos.models.operations.CreateInteractionRequestBody;
import com.google.genai.gaos.utils.EventStream;
import io.openinference.testing.StubResponse;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** The Interactions API, which has a transport of its own. */
class InteractionTest extends AbstractDoorTest {

  private static final String OUT = "llm.output_messages.0.message.";

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
     "model": "gemini-2.5-flash", "object": "interaction"}}""",
    """
    {"event_type": "step.start", "index": 0, "step": {"type": "thought"}}""",
    """
    {"event_type": "step.delta", "index": 0, "delta": {"type": "thought_summary",
     "content": {"type": "text", "text": "Hmm."}}}""",
    """
    {"event_type": "step.delta", "index": 0, "delta": {"type": "thought_signature",
     "signature": "c2ln"}}""",
    """
    {"event_type": "step.start", "index": 1, "step": {"type": "function_call", "id": "c1",
     "name": "depth", "arguments": {}}}""",
    """
    {"event_type": "step.delta", "index": 1, "delta": {"type": "arguments_delta",
     "arguments": "{\\"of\\": "}}""",
    """
    {"event_type": "step.delta", "index": 1, "delta": {"type": "arguments_delta",
     "arguments": "0}"}}""",
    """
    {"event_type": "step.start", "index": 2, "step": {"type": "model_output"}}""",
    """
    {"event_type": "step.delta", "index": 2, "delta": {"type": "text", "text": "1,308 "}}""",
    """
    {"event_type": "step.delta", "index": 2, "delta": {"type": "text", "text": "m"}}""",
    """
    {"event_type": "step.stop", "index": 2}""",
    """
    {"event_type": "interaction.completed", "interaction": {"id": "i1", "status": "completed",
     "usage": {"total_input_tokens": 5, "total_output_tokens": 4, "total_tokens": 9}}}""",
  };

  @Test
  void aCallIsOneSpanBelowItsCaller() {
    server.handler(request -> StubResponse.json(ANSWER));
    Client client = client().gemini();

    inCaller(
        () ->
            assertThat(client.interactions.create(request(false)).interaction())
                .get()
                .satisfies(
                    interaction -> assertThat(interaction.outputText()).contains("1,308 m")));

    assertThat(call())
        .hasStatus(StatusCode.OK)
        .hasAttribute("llm.input_messages.0.message.content", "How deep?")
        .hasAttribute(OUT + "content", "1,308 m")
        .hasAttribute("llm.token_count.total", 9L);
  }

  @Test
  void aStream() throws Exception {
    server.handler(request -> StubResponse.sse(EVENTS));
    Client client = client().gemini();

    inCaller(
        () -> {
          try (EventStream<InteractionSSEStreamEvent> events =
              client.interactions.create(request(true)).events()) {
            assertThat(events.toList()).hasSize(EVENTS.length);
          } catch (java.io.IOException e) {
            throw new IllegalStateException(e);
          }
        });

    assertStream();
  }

  /** Again and again, because the threads of the library may come in any order. */
  @RepeatedTest(5)
  void anAsyncStream() {
    server.handler(request -> StubResponse.sse(EVENTS));
    Client client = client().gemini();

    inCaller(
        () -> {
          try (EventStream<InteractionSSEStreamEvent> events =
              client.async.interactions.create(request(true)).join()) {
            assertThat(events.toList()).hasSize(EVENTS.length);
          } catch (java.io.IOException e) {
            throw new IllegalStateException(e);
          }
        });

    assertStream();
  }

  private void assertStream() {
    assertThat(call())
        .hasStatus(StatusCode.OK)
        .hasAttribute("llm.model_name", "gemini-2.5-flash")
        .hasAttribute(OUT + "contents.0.message_content.type", "reasoning")
        .hasAttribute(OUT + "contents.0.message_content.text", "Hmm.")
        .hasAttribute(OUT + "contents.0.message_content.signature", "c2ln")
        .hasAttribute(OUT + "tool_calls.0.tool_call.function.arguments", "{\"of\":0}")
        .hasAttribute(OUT + "contents.2.message_content.text", "1,308 m")
        .hasAttribute("llm.finish_reason", "completed")
        .hasAttribute("llm.token_count.total", 9L);
  }

  /** Returns the one span below the caller. */
  private SpanData call() {
    List<SpanData> spans = telemetry.awaitSpans(2);
    assertThat(spans).hasSize(2);
    List<SpanData> calls = telemetry.trace().children(telemetry.trace().root());
    assertThat(calls).hasSize(1);
    return calls.get(0);
  }

  private static CreateInteractionRequestBody request(boolean stream) {
    return CreateInteractionRequestBody.of(
        CreateModelInteraction.builder()
            .model("gemini-2.5-flash")
            .input(InteractionsInput.of("How deep?"))
            .stream(stream)
            .build());
  }
}
