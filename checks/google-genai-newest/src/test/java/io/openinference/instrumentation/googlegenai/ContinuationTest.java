// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.googlegenai;

import static io.openinference.instrumentation.googlegenai.MappingTest.quoted;
import static io.openinference.testing.OpenInferenceAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.genai.Client;
import com.google.genai.ResponseStream;
import com.google.genai.types.GenerateContentConfig;
import com.google.genai.types.GenerateContentResponse;
import io.openinference.testing.StubResponse;
import io.openinference.testing.Trace;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An answer that the library has continued by itself. Each request bills tokens of its own. */
class ContinuationTest extends AbstractDoorTest {

  private static final GenerateContentConfig CONFIG =
      GenerateContentConfig.builder().automaticContinuation(true).build();

  private static final String BEGINNING =
      """
      {"candidates": [{"content": {"role": "model", "parts": [{"text": "1,308"}]},
        "finishReason": "CONTINUATION", "continuationToken": "dG9rZW4="}],
       "usageMetadata": {"promptTokenCount": 5, "candidatesTokenCount": 2, "totalTokenCount": 7}}""";
  private static final String END =
      """
      {"candidates": [{"content": {"role": "model", "parts": [{"text": " m"}]},
        "finishReason": "STOP"}],
       "usageMetadata": {"promptTokenCount": 7, "candidatesTokenCount": 0, "totalTokenCount": 7}}""";

  @Test
  void ofAnAnswer() {
    server.enqueue(StubResponse.json(BEGINNING), StubResponse.json(END));
    Client client = client().gemini();

    inCaller(
        () ->
            assertThat(client.models.generateContent(MODEL, "How deep?", CONFIG).text())
                .isEqualTo("1,308 m"));

    verify();
  }

  @Test
  void ofAStream() {
    server.enqueue(
        StubResponse.sse(BEGINNING.replace("\n", "")), StubResponse.sse(END.replace("\n", "")));
    Client client = client().gemini();

    inCaller(
        () -> {
          StringBuilder text = new StringBuilder();
          try (ResponseStream<GenerateContentResponse> stream =
              client.models.generateContentStream(MODEL, "How deep?", CONFIG)) {
            stream.forEach(chunk -> text.append(chunk.text()));
          }
          assertThat(text).hasToString("1,308 m");
        });

    verify();
  }

  private void verify() {
    List<SpanData> spans = telemetry.awaitSpans(3);
    Trace trace = Trace.of(spans);
    assertThat(spans).hasSize(3);
    List<SpanData> calls = trace.children(trace.root());
    assertThat(calls).hasSize(2);
    boolean isStream = calls.get(0).getName().equals("GenerateContentStream");
    String[] answers = {BEGINNING, END};
    String[] expected = {
      "{'out.0.content': '1,308', 'llm.finish_reason': 'CONTINUATION', 'tokens.prompt': 5,"
          + " 'tokens.completion': 2, 'tokens.total': 7}",
      "{'out.0.content': ' m', 'llm.finish_reason': 'STOP', 'tokens.prompt': 7,"
          + " 'tokens.completion': 0, 'tokens.total': 7,"
          + " 'llm.invocation_parameters': {'continuationToken': 'dG9rZW4='}}"
    };
    for (int i = 0; i < 2; i++) {
      ExpectedSpan.llm(isStream ? "GenerateContentStream" : "GenerateContent", MODEL)
          .input(MODEL, server.requests().get(i).bodyText())
          .output(answers[i])
          .with(quoted("{'in.0.role': 'user', 'in.0.content': 'How deep?', 'out.0.role': 'model'}"))
          .with(quoted(expected[i]))
          .events(isStream ? new String[] {ExpectedSpan.FIRST_TOKEN} : new String[0])
          .verify(calls.get(i));
    }
  }
}
