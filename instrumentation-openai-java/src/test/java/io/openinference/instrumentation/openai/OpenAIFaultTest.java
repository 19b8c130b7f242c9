// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import static io.openinference.instrumentation.openai.SampleExchanges.CHAT_ANSWER;
import static io.openinference.instrumentation.openai.SampleExchanges.CHAT_CHUNKS;
import static io.openinference.instrumentation.openai.SampleExchanges.chatWith;
import static org.assertj.core.api.Assertions.assertThat;

import com.openai.client.OpenAIClient;
import com.openai.core.http.AsyncStreamResponse;
import com.openai.core.http.HttpResponseFor;
import com.openai.core.http.StreamResponse;
import com.openai.models.chat.completions.ChatCompletionContentPart;
import com.openai.models.chat.completions.ChatCompletionContentPartImage;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import io.openinference.instrumentation.TraceConfig;
import io.openinference.instrumentation.openai.ForeignClient.Place;
import io.openinference.instrumentation.spi.TelemetryGuard;
import io.openinference.testing.LogCapture;
import io.openinference.testing.contract.CountingText;
import io.openinference.testing.contract.Fault;
import io.openinference.testing.contract.FaultContract;
import io.openinference.testing.contract.FaultInjection;
import io.openinference.testing.contract.FaultyTelemetry;
import io.openinference.testing.contract.LibraryGuard;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * An application sees of each kind of call what it sees without the instrumentation, whichever
 * foreign code fails in whichever way. Where the application meets the fault itself, it meets the
 * same fault.
 */
class OpenAIFaultTest extends FaultContract<OpenAIFaultTest.Way> {

  /** Faults of the application's own code, besides the client. */
  enum Own {
    REQUEST_FIELD,
    HANDLER,
    BLOB_UPLOADER
  }

  private static final ChatCompletionContentPart IMAGE =
      ChatCompletionContentPart.ofImageUrl(
          ChatCompletionContentPartImage.builder()
              .imageUrl(
                  ChatCompletionContentPartImage.ImageUrl.builder()
                      .url("data:image/png;base64," + "iVBORw0K".repeat(5_000))
                      .build())
              .build());

  private static final OpenAIClient ANSWERING =
      MemoryTransport.client(() -> MemoryTransport.json(CHAT_ANSWER));
  private static final OpenAIClient STREAMING =
      MemoryTransport.client(() -> MemoryTransport.sse(MemoryTransport.events(CHAT_CHUNKS)));

  OpenAIFaultTest() {
    super(
        Stream.<Enum<?>>concat(Stream.of(Own.values()), Stream.of(Place.values())).toList(),
        List.of(Way.values()));
  }

  @Override
  protected void renew() {
    LibraryGuard.renew(OpenAITracing.GUARD);
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

  /** An application that keeps what it sees of a call: values, and the end. */
  private record Application(FaultInjection faults, List<Object> seen) {

    void see(Object value) {
      seen.add(value == null ? "null" : describe(value));
      faults.run(Own.HANDLER, () -> {});
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

    /**
     * Returns a request with an image over the limit, and with a field that fails when the
     * instrumentation reads it, which it does first.
     */
    ChatCompletionCreateParams request() {
      CountingText field =
          new CountingText(
              count -> {
                if (count == 1) {
                  faults.run(Own.REQUEST_FIELD, () -> {});
                }
              });
      return chatWith(field).toBuilder()
          .addUserMessageOfArrayOfContentParts(List.of(IMAGE))
          .build();
    }

    /** Without the field whose identity differs. */
    private static String describe(Object value) {
      return value.toString().replaceAll("CountingText@[0-9a-f]+", "");
    }

    static List<Object> run(Way way, OpenAIClient client, FaultInjection faults) {
      Application application = new Application(faults, new ArrayList<>());
      try {
        way.call(client, application.request(), application);
      } catch (Throwable failure) {
        // Where they come from is named by the message of a null.
        application.seen.add(failure instanceof NullPointerException ? "null" : failure.toString());
      }
      return application.seen;
    }
  }

  @Override
  protected List<Object> untraced(Way way, FaultInjection faults) {
    // A field that fails for its first reader alone fails for the instrumentation.
    FaultInjection unread = faults.isAt(Own.REQUEST_FIELD) ? FaultInjection.nowhere() : faults;
    return Application.run(way, ForeignClient.of(client(way), unread), unread);
  }

  @Override
  protected List<Object> traced(Way way, FaultInjection faults, FaultyTelemetry telemetry) {
    OpenAIClient wrapped =
        OpenAIInstrumentor.builder(telemetry.openTelemetry())
            .config(
                TraceConfig.builder()
                    .blobUploader(
                        blob -> faults.run(Own.BLOB_UPLOADER, () -> "https://blobs.example/1"))
                    .build())
            .build()
            .wrap(ForeignClient.of(client(way), faults));
    return Application.run(way, wrapped, faults);
  }

  private static OpenAIClient client(Way way) {
    return way.isStreaming() ? STREAMING : ANSWERING;
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
  void linkageErrorOfTheLibrarySwitchesTheInstrumentationOff(String place, Way way) {
    Enum<?> faulty = place.equals("REQUEST_FIELD") ? Own.REQUEST_FIELD : Place.valueOf(place);
    FaultInjection faults = FaultInjection.at(faulty, Fault.LINKAGE_ERROR);
    FaultyTelemetry telemetry = FaultyTelemetry.of(faults);
    renew();
    OpenAIClient wrapped =
        OpenAIInstrumentor.create(telemetry.openTelemetry())
            .wrap(ForeignClient.of(client(way), faults));
    try (LogCapture log = LogCapture.of(TelemetryGuard.class)) {
      List<Object> first = Application.run(way, wrapped, faults);
      assertThat(Application.run(way, wrapped, faults)).isEqualTo(first);

      assertThat(telemetry.started()).isEqualTo(1);
      assertThat(telemetry.ended()).isEqualTo(1);
      assertThat(log.messages()).hasSize(1).allSatisfy(m -> assertThat(m).contains("switched off"));
    } finally {
      renew();
    }
  }
}
