// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.googlegenai;

import static io.openinference.instrumentation.googlegenai.MappingTest.quoted;
import static io.openinference.testing.OpenInferenceAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.google.genai.Client;
import com.google.genai.ResponseStream;
import com.google.genai.errors.ApiException;
import com.google.genai.errors.GenAiIOException;
import com.google.genai.types.GenerateContentConfig;
import com.google.genai.types.GenerateContentResponse;
import com.google.genai.types.HttpOptions;
import io.openinference.testing.StubResponse;
import io.openinference.testing.contract.Door;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What goes wrong, and what the application sees of it. All attributes are listed. */
class FailureTest extends AbstractDoorTest {

  private static final GenerateContentConfig NO_CONFIG = GenerateContentConfig.builder().build();

  /** How a call is made. */
  enum Form {
    SYNC {
      @Override
      void call(Client client, GenerateContentConfig config) {
        client.models.generateContent(MODEL, "hi", config);
      }
    },
    ASYNC {
      @Override
      void call(Client client, GenerateContentConfig config) {
        try {
          client.async.models.generateContent(MODEL, "hi", config).join();
        } catch (CompletionException e) {
          throw (RuntimeException) e.getCause();
        }
      }
    },
    STREAM {
      @Override
      void call(Client client, GenerateContentConfig config) {
        try (ResponseStream<GenerateContentResponse> stream =
            client.models.generateContentStream(MODEL, "hi", config)) {
          stream.forEach(chunk -> {});
        }
      }
    };

    abstract void call(Client client, GenerateContentConfig config);
  }

  /** The span of a call that has no answer. */
  private static ExpectedSpan expected(String name) {
    return ExpectedSpan.llm(name, MODEL)
        .input(
            MODEL,
            quoted(
                "{'contents': [{'role': 'user', 'parts': [{'text': 'hi'}]}],"
                    + " 'generationConfig': {}}"))
        .with(quoted("{'in.0.role': 'user', 'in.0.content': 'hi'}"));
  }

  private static String name(Form form) {
    return form == Form.STREAM ? "GenerateContentStream" : "GenerateContent";
  }

  static Stream<Arguments> statuses() {
    return Stream.of(Form.values())
        .flatMap(form -> Stream.of(400, 429, 503).map(status -> arguments(status, form)));
  }

  @ParameterizedTest
  @MethodSource("statuses")
  void aStatusIsTheTypedException(int status, Form form) {
    server.handler(
        request ->
            StubResponse.json(
                status, "{\"error\": {\"status\": \"BROKEN\", \"message\": \"no fjord\"}}"));

    Throwable thrown = catchThrowable(() -> form.call(client().gemini(), NO_CONFIG));

    assertThat(thrown)
        .isInstanceOf(ApiException.class)
        .hasMessageStartingWith(status + " ")
        .hasMessageEndingWith("no fjord");
    SpanData span = span();
    assertThat(span).hasException(thrown.getClass());
    expected(name(form)).events("exception").failed(thrown.toString()).verify(span);
  }

  @Test
  void aRetriedCallIsOneSpan() {
    server.enqueue(StubResponse.json(503, "{}"), StubResponse.json("{\"candidates\": []}"));

    client().vertex().models.generateContent(MODEL, "hi", NO_CONFIG);

    assertThat(server.requests()).hasSize(2);
    expected("GenerateContent").output("{\"candidates\": []}").verify(span());
  }

  @Test
  void anErrorInTheMiddleOfAStream() {
    String error = "{'code': 503, 'status': 'UNAVAILABLE', 'message': 'later'}";
    String candidates = "'candidates': [{'content': {'parts': [{'text': 'Deep'}]}}]";
    server.enqueue(
        StubResponse.sse(quoted("{" + candidates + "}"), quoted("{'error': " + error + "}")));

    catchThrowable(() -> Form.STREAM.call(client().gemini(), NO_CONFIG));

    expected("GenerateContentStream")
        .output(quoted("{" + candidates + ", 'error': " + error + "}"))
        .with(quoted("{'out.0.role': 'model', 'out.0.content': 'Deep'}"))
        .events(ExpectedSpan.FIRST_TOKEN)
        .failed("UNAVAILABLE: later")
        .verify(span());
  }

  /** The connection ends within an event. */
  @Test
  void aStreamThatIsCutOff() {
    String candidates = quoted("'candidates': [{'content': {'parts': [{'text': 'Deep'}]}}]");
    server.enqueue(
        StubResponse.of(
            200,
            "text/event-stream",
            ("data: {" + candidates + "}\n\ndata: {\"candidates\": [{\"con").getBytes(UTF_8)));

    catchThrowable(() -> Form.STREAM.call(client().gemini(), NO_CONFIG));

    expected("GenerateContentStream")
        .output("{" + candidates + "}")
        .with(quoted("{'out.0.role': 'model', 'out.0.content': 'Deep'}"))
        .events(ExpectedSpan.FIRST_TOKEN)
        .verify(span());
  }

  /** The library reads no answer of a call that is cancelled. The span has the answer. */
  @Test
  void aFutureThatIsCancelled() {
    CountDownLatch answering = new CountDownLatch(1);
    String answer = quoted("{'candidates': [{'content': {'parts': [{'text': 'Deep'}]}}]}");
    server.handler(request -> StubResponse.json(answer).after(answering));

    inCaller(
        () -> {
          CompletableFuture<GenerateContentResponse> future =
              client().gemini().async.models.generateContent(MODEL, "hi", NO_CONFIG);
          server.awaitRequests(1);
          assertThat(future.cancel(true)).isTrue();
          assertThat(future).isCancelled();
        });
    answering.countDown();

    assertThat(telemetry.awaitSpans(2)).hasSize(2);
    List<SpanData> calls = telemetry.trace().children(telemetry.trace().root());
    assertThat(calls).hasSize(1);
    expected("GenerateContent")
        .output(answer)
        .with(quoted("{'out.0.role': 'model', 'out.0.content': 'Deep'}"))
        .verify(calls.get(0));
  }

  /** The client of the library waits without an end, so that only the call's own limit ends it. */
  @ParameterizedTest
  @EnumSource
  void theTimeoutOfARequestHolds(Form form) {
    CountDownLatch never = new CountDownLatch(1);
    server.handler(request -> StubResponse.json("{}").after(never));
    GenerateContentConfig brief =
        GenerateContentConfig.builder()
            .httpOptions(HttpOptions.builder().timeout(100).build())
            .build();
    Client client = client().gemini();
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    try {
      inCaller(() -> thrown.set(catchThrowable(() -> form.call(client, brief))));
    } finally {
      never.countDown();
    }
    assertThat(thrown.get()).isInstanceOf(GenAiIOException.class);

    List<SpanData> spans = telemetry.awaitSpans(2);
    assertThat(spans).hasSize(2);
    List<SpanData> calls = telemetry.trace().children(telemetry.trace().root());
    assertThat(calls).hasSize(1);
    assertThat(calls.get(0)).hasStatus(StatusCode.ERROR);
    // A wrapped HTTP client sees what failed on the connection, before the library wraps it.
    Throwable failure = door == Door.WRAP ? Throwables.getRootCause(thrown.get()) : thrown.get();
    expected(name(form)).events("exception").failed(failure.toString()).verify(calls.get(0));
  }

  /** A limit that is not reached changes nothing. */
  @ParameterizedTest
  @EnumSource
  void aTimeoutThatIsNotReached(Form form) {
    String answer = "{\"candidates\": []}";
    server.handler(
        request -> form == Form.STREAM ? StubResponse.sse(answer) : StubResponse.json(answer));
    GenerateContentConfig patient =
        GenerateContentConfig.builder()
            .httpOptions(HttpOptions.builder().timeout(60_000).build())
            .build();

    inCaller(() -> form.call(client().gemini(), patient));

    assertThat(telemetry.awaitSpans(2)).hasSize(2);
    List<SpanData> calls = telemetry.trace().children(telemetry.trace().root());
    assertThat(calls).hasSize(1);
    ExpectedSpan expected = expected(name(form));
    // The stream has no candidate that could be added up.
    (form == Form.STREAM ? expected : expected.output(answer)).verify(calls.get(0));
  }
}
