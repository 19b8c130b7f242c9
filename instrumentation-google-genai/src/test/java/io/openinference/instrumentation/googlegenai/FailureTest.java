// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.googlegenai;

import static io.openinference.testing.OpenInferenceAssertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.google.genai.Client;
import com.google.genai.ResponseStream;
import com.google.genai.errors.ApiException;
import com.google.genai.errors.GenAiIOException;
import com.google.genai.types.GenerateContentConfig;
import com.google.genai.types.GenerateContentResponse;
import com.google.genai.types.HttpOptions;
import io.openinference.testing.StubResponse;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes wrong, and what the application sees of it. */
class FailureTest extends AbstractDoorTest {

  private static final GenerateContentConfig NO_CONFIG = GenerateContentConfig.builder().build();

  @ParameterizedTest
  @ValueSource(ints = {400, 429, 503})
  void aStatusIsTheTypedException(int status) {
    server.handler(
        request ->
            StubResponse.json(
                status, "{\"error\": {\"status\": \"BROKEN\", \"message\": \"no fjord\"}}"));

    Throwable thrown = catchThrowable(this::generate);

    assertThat(thrown)
        .isInstanceOf(ApiException.class)
        .hasMessageStartingWith(status + " ")
        .hasMessageEndingWith("no fjord");
    SpanData span = span();
    assertThat(span).hasStatus(StatusCode.ERROR).hasException(thrown.getClass());
  }

  @Test
  void aRetriedCallIsOneSpan() {
    server.enqueue(StubResponse.json(503, "{}"), StubResponse.json("{\"candidates\": []}"));

    client().vertex().models.generateContent("gemini-2.5-flash", "hi", NO_CONFIG);

    assertThat(server.requests()).hasSize(2);
    assertThat(span()).hasStatus(StatusCode.OK);
  }

  @Test
  void anErrorInTheMiddleOfAStream() {
    server.enqueue(
        StubResponse.sse(
            "{\"candidates\": [{\"content\": {\"parts\": [{\"text\": \"Deep\"}]}}]}",
            "{\"error\": {\"code\": 503, \"status\": \"UNAVAILABLE\", \"message\": \"later\"}}"));
    Client client = client().gemini();

    try (ResponseStream<GenerateContentResponse> stream =
        client.models.generateContentStream("gemini-2.5-flash", "hi", NO_CONFIG)) {
      catchThrowable(() -> stream.forEach(chunk -> {}));
    }

    assertThat(span())
        .hasStatus(StatusCode.ERROR)
        .hasStatusDescription("UNAVAILABLE: later")
        .hasAttribute("llm.output_messages.0.message.content", "Deep");
  }

  /** The client of the library waits without an end, so that only the call's own limit ends it. */
  @Test
  void theTimeoutOfARequestHolds() {
    CountDownLatch never = new CountDownLatch(1);
    server.handler(request -> StubResponse.json("{}").after(never));
    GenerateContentConfig brief =
        GenerateContentConfig.builder()
            .httpOptions(HttpOptions.builder().timeout(100).build())
            .build();
    Client client = client().gemini();
    try {
      inCaller(
          () ->
              assertThat(
                      catchThrowable(
                          () -> client.models.generateContent("gemini-2.5-flash", "hi", brief)))
                  .isInstanceOf(GenAiIOException.class));
    } finally {
      never.countDown();
    }

    List<SpanData> spans = telemetry.awaitSpans(2);
    assertThat(telemetry.trace().children(telemetry.trace().root()))
        .singleElement()
        .satisfies(span -> assertThat(span).hasName("GenerateContent").hasStatus(StatusCode.ERROR));
    assertThat(spans).hasSize(2);
  }

  private void generate() {
    client().gemini().models.generateContent("gemini-2.5-flash", "hi", NO_CONFIG);
  }
}
