// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import static io.openinference.instrumentation.openai.SampleExchanges.CHAT_ANSWER;
import static io.openinference.instrumentation.openai.SampleExchanges.CHAT_CHUNKS;
import static org.assertj.core.api.Assertions.assertThat;

import com.openai.client.OpenAIClient;
import com.openai.core.http.AsyncStreamResponse;
import com.openai.core.http.HttpResponseFor;
import com.openai.core.http.StreamResponse;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import io.openinference.instrumentation.TraceConfig;
import io.openinference.instrumentation.openai.ForeignCode.Place;
import io.openinference.instrumentation.spi.TelemetryGuard;
import io.openinference.testing.LogCapture;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whichever foreign code fails in whichever way, an application sees of each kind of call what it
 * sees without the instrumentation; the span ends, and each site logs one line without content.
 *
 * <p>35 rows fail when the guard throws again what it catches. In the others the application meets
 * the fault itself, OpenTelemetry catches it, or null is allowed.
 */
class FaultMatrixTest {

  private static final OpenAIClient ANSWERING =
      MemoryTransport.client(() -> MemoryTransport.json(CHAT_ANSWER));
  private static final OpenAIClient STREAMING =
      MemoryTransport.client(() -> MemoryTransport.sse(MemoryTransport.events(CHAT_CHUNKS)));

  @BeforeEach
  @AfterEach
  void renewGuard() {
    LibraryGuard.renew();
  }

  /** The ways to call. */
  enum Way {
    SYNC {
      @Override
      void call(OpenAIClient client, ChatCompletionCreateParams params, Application application) {
        application.see(client.chat().completions().create(params));
      }
    },
    ASYNC {
      @Override
      void call(OpenAIClient client, ChatCompletionCreateParams params, Application application) {
        application.see(client.async().chat().completions().create(params).join());
      }
    },
    STREAM {
      @Override
      void call(OpenAIClient client, ChatCompletionCreateParams params, Application application) {
        try (StreamResponse<?> stream = client.chat().completions().createStreaming(params)) {
          stream.stream().forEach(application::see);
        }
      }
    },
    ASYNC_STREAM {
      @Override
      void call(OpenAIClient client, ChatCompletionCreateParams params, Application application) {
        AsyncStreamResponse<?> stream = client.async().chat().completions().createStreaming(params);
        CompletableFuture<Optional<Throwable>> completion = new CompletableFuture<>();
        stream.subscribe(application.handler(completion));
        application.see(completion.orTimeout(20, TimeUnit.SECONDS).join());
        stream.onCompleteFuture().orTimeout(20, TimeUnit.SECONDS).join();
      }
    },
    RAW {
      @Override
      void call(OpenAIClient client, ChatCompletionCreateParams params, Application application) {
        try (HttpResponseFor<?> response =
            client.withRawResponse().chat().completions().create(params)) {
          application.see(response.statusCode());
          application.see(response.parse());
        }
      }
    },
    RAW_BYTES {
      @Override
      void call(OpenAIClient client, ChatCompletionCreateParams params, Application application)
          throws Exception {
        try (HttpResponseFor<?> response =
            client.withRawResponse().chat().completions().create(params)) {
          application.see(new String(response.body().readAllBytes(), StandardCharsets.UTF_8));
          application.see(response.headers().values("content-type"));
        }
      }
    },
    RAW_STREAM {
      @Override
      void call(OpenAIClient client, ChatCompletionCreateParams params, Application application) {
        try (HttpResponseFor<? extends StreamResponse<?>> response =
            client.withRawResponse().chat().completions().createStreaming(params)) {
          response.parse().stream().forEach(application::see);
        }
      }
    };

    abstract void call(
        OpenAIClient client, ChatCompletionCreateParams params, Application application)
        throws Exception;

    boolean isStreaming() {
      return name().endsWith("STREAM");
    }
  }

  /** What an application sees of a call: values, and what comes out of it. */
  private record Application(ForeignCode foreign, List<Object> seen) {

    void see(Object value) {
      seen.add(value == null ? "null" : describe(value));
      foreign.at(Place.HANDLER, () -> this);
    }

    <T> AsyncStreamResponse.Handler<T> handler(CompletableFuture<Optional<Throwable>> completion) {
      return new AsyncStreamResponse.Handler<>() {
        @Override
        public void onNext(T event) {
          see(event);
        }

        @Override
        public void onComplete(Optional<Throwable> failure) {
          completion.complete(failure);
        }
      };
    }

    /** Without the field whose identity differs. */
    private static String describe(Object value) {
      return value.toString().replaceAll("CountingText@[0-9a-f]+", "");
    }

    static List<Object> run(Way way, OpenAIClient client, ForeignCode foreign) {
      Application application = new Application(foreign, new ArrayList<>());
      try {
        way.call(client, foreign.request(), application);
      } catch (Throwable failure) {
        // Where they come from is named by the message of a null.
        application.seen.add(failure instanceof NullPointerException ? "null" : failure.toString());
      }
      return application.seen;
    }
  }

  static Stream<Arguments> faults() {
    return Stream.of(Place.values())
        .flatMap(place -> Stream.of(Fault.values()).map(fault -> Arguments.of(place, fault)));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void ofForeignCodeStaysAwayFromTheApplication(Place place, Fault fault) {
    for (Way way : Way.values()) {
      LibraryGuard.renew();
      OpenAIClient client = way.isStreaming() ? STREAMING : ANSWERING;
      // What fails for the first reader of a request alone fails for the instrumentation.
      ForeignCode unread =
          new ForeignCode(place == Place.REQUEST_FIELD ? Place.NOWHERE : place, fault);
      List<Object> expected = Application.run(way, unread.client(client), unread);
      ForeignCode foreign = new ForeignCode(place, fault);
      try (LogCapture log = LogCapture.of(TelemetryGuard.class)) {
        OpenAIClient wrapped =
            OpenAIInstrumentor.builder(foreign.openTelemetry())
                .config(TraceConfig.builder().blobUploader(foreign.uploader()).build())
                .build()
                .wrap(foreign.client(client));

        assertThat(Application.run(way, wrapped, foreign)).as("%s", way).isEqualTo(expected);

        assertThat(foreign.ended).as("%s", way).hasValue(foreign.started.get());
        assertThat(log.messages()).as("%s", way).doesNotHaveDuplicates();
        assertThat(log.records())
            .allSatisfy(
                record ->
                    assertThat(record.getMessage() + record.getThrown())
                        .doesNotContain(Fault.SECRET));
      }
    }
  }

  /** Fails where the fault of the library is handled as one of telemetry. */
  @ParameterizedTest
  @CsvSource({
    "REQUEST_FIELD, SYNC",
    "REQUEST_FIELD, ASYNC_STREAM",
    "RESPONSE_FIELD, SYNC",
    "RESPONSE_FIELD, ASYNC",
    "RESPONSE_FIELD, STREAM",
    "RESPONSE_FIELD, ASYNC_STREAM",
    "RESPONSE_FIELD, RAW",
    "RESPONSE_FIELD, RAW_STREAM",
    "FUTURE, ASYNC",
    "STATUS_CODE, RAW",
    "HEADERS, RAW_BYTES",
    "COMPLETION, ASYNC_STREAM",
  })
  void linkageErrorOfTheLibrarySwitchesTheInstrumentationOff(Place place, Way way) {
    ForeignCode foreign = new ForeignCode(place, Fault.LINKAGE_ERROR);
    OpenAIClient client = way.isStreaming() ? STREAMING : ANSWERING;
    OpenAIClient wrapped =
        OpenAIInstrumentor.create(foreign.openTelemetry()).wrap(foreign.client(client));
    try (LogCapture log = LogCapture.of(TelemetryGuard.class)) {
      List<Object> first = Application.run(way, wrapped, foreign);
      assertThat(Application.run(way, wrapped, foreign)).isEqualTo(first);

      assertThat(foreign.started).hasValue(1);
      assertThat(foreign.ended).hasValue(1);
      assertThat(log.messages()).hasSize(1).allSatisfy(m -> assertThat(m).contains("switched off"));
    }
  }
}
