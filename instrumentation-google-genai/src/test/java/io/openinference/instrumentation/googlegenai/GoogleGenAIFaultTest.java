// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.googlegenai;

import com.google.genai.Client;
import com.google.genai.ResponseStream;
import com.google.genai.types.ClientOptions;
import com.google.genai.types.GenerateContentConfig;
import com.google.genai.types.GenerateContentResponse;
import io.openinference.instrumentation.TraceConfig;
import io.openinference.testing.contract.FaultContract;
import io.openinference.testing.contract.FaultInjection;
import io.openinference.testing.contract.FaultyTelemetry;
import io.openinference.testing.contract.LibraryGuard;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * An application sees of each kind of call what it sees without the instrumentation, whichever
 * foreign code fails in whichever way.
 */
class GoogleGenAIFaultTest extends FaultContract<GoogleGenAIFaultTest.Way> {

  /** Faults of the application's own code, besides its HTTP client. */
  enum Own {
    HANDLER,
    BLOB_UPLOADER
  }

  /** With an image over the limit. */
  private static final String ANSWER =
      """
      {"candidates": [{"content": {"role": "model", "parts": [{"text": "1,308 metres"},
         {"inlineData": {"mimeType": "image/png", "data": "%s"}}]}, "finishReason": "STOP"}]}
      """
          .formatted("iVBORw0K".repeat(5_000));

  GoogleGenAIFaultTest() {
    super(
        Stream.<Enum<?>>concat(Stream.of(Own.values()), Stream.of(MemoryTransport.Place.values()))
            .toList(),
        List.of(Way.values()));
  }

  @Override
  protected void renew() {
    LibraryGuard.renew(Tracing.GUARD);
  }

  /** The ways to call. */
  enum Way {
    SYNC {
      @Override
      void call(Client client, Application application) {
        application.see(client.models.generateContent(MODEL, PROMPT, NO_CONFIG));
      }
    },
    ASYNC {
      @Override
      void call(Client client, Application application) {
        application.see(
            client
                .async
                .models
                .generateContent(MODEL, PROMPT, NO_CONFIG)
                .orTimeout(20, TimeUnit.SECONDS)
                .join());
      }
    },
    STREAM {
      @Override
      void call(Client client, Application application) {
        application.seeAll(client.models.generateContentStream(MODEL, PROMPT, NO_CONFIG));
      }
    },
    ASYNC_STREAM {
      @Override
      void call(Client client, Application application) {
        application.seeAll(
            client
                .async
                .models
                .generateContentStream(MODEL, PROMPT, NO_CONFIG)
                .orTimeout(20, TimeUnit.SECONDS)
                .join());
      }
    };

    private static final String MODEL = "gemini-2.5-flash";
    private static final String PROMPT = "How deep is the fjord?";
    private static final GenerateContentConfig NO_CONFIG = GenerateContentConfig.builder().build();

    abstract void call(Client client, Application application);
  }

  /** An application that keeps what it sees of a call: values, and the end. */
  private record Application(FaultInjection faults, List<Object> seen) {

    void see(GenerateContentResponse answer) {
      seen.add(answer.toJson());
      faults.run(Own.HANDLER, () -> {});
    }

    void seeAll(ResponseStream<GenerateContentResponse> stream) {
      try (stream) {
        stream.forEach(this::see);
      }
    }

    static List<Object> run(Way way, ClientOptions options, FaultInjection faults) {
      Application application = new Application(faults, new ArrayList<>());
      try {
        way.call(new TestClient("http://localhost", options).gemini(), application);
      } catch (Throwable failure) {
        // Where they come from is named by the message of a null.
        application.seen.add(
            failure.toString().contains("NullPointerException") ? "null" : failure.toString());
      }
      return application.seen;
    }
  }

  @Override
  protected List<Object> untraced(Way way, FaultInjection faults) {
    return Application.run(way, MemoryTransport.of(faults, ANSWER).options(), faults);
  }

  @Override
  protected List<Object> traced(Way way, FaultInjection faults, FaultyTelemetry telemetry) {
    ClientOptions wrapped =
        GoogleGenAIInstrumentor.builder(telemetry.openTelemetry())
            .config(
                TraceConfig.builder()
                    .blobUploader(
                        blob -> faults.run(Own.BLOB_UPLOADER, () -> "https://blobs.example/1"))
                    .build())
            .build()
            .wrap(MemoryTransport.of(faults, ANSWER).options());
    return Application.run(way, wrapped, faults);
  }
}
