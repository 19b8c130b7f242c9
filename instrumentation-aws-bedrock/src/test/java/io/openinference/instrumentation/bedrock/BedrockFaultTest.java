// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bedrock;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.openinference.instrumentation.TraceConfig;
import io.openinference.testing.contract.FaultContract;
import io.openinference.testing.contract.FaultInjection;
import io.openinference.testing.contract.FaultyTelemetry;
import io.openinference.testing.contract.LibraryGuard;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseRequest;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamRequest;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamResponseHandler;
import software.amazon.awssdk.services.bedrockruntime.model.ImageSource;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelRequest;
import software.amazon.awssdk.services.bedrockruntime.model.Message;

/**
 * An application sees of each kind of call what it sees without the instrumentation, whichever
 * foreign code fails in whichever way.
 */
class BedrockFaultTest extends FaultContract<BedrockFaultTest.Way> {

  /** Faults of the application's own code, besides its HTTP client. */
  enum Own {
    REQUEST_FIELD,
    HANDLER,
    BLOB_UPLOADER
  }

  private static final String MODEL = "amazon.nova-lite-v1:0";

  private static final byte[] ANSWER =
      """
      {"output": {"message": {"role": "assistant", "content": [{"text": "1,308 metres"}]}},
       "stopReason": "end_turn", "usage": {"inputTokens": 5, "outputTokens": 7, "totalTokens": 12}}
      """
          .getBytes(UTF_8);

  /** Over the limit. */
  private static final Message MESSAGE =
      Message.builder()
          .role("user")
          .content(
              ContentBlock.fromText("How deep is the fjord?"),
              ContentBlock.fromImage(
                  image ->
                      image
                          .format("png")
                          .source(ImageSource.fromBytes(SdkBytes.fromByteArray(new byte[40_000])))))
          .build();

  BedrockFaultTest() {
    super(
        Stream.<Enum<?>>concat(Stream.of(Own.values()), Stream.of(MemoryHttp.Place.values()))
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
      void call(BedrockContractTest.Pair clients, Application application) {
        application.see(clients.sync().converse(application.request()).toString());
      }
    },
    ASYNC {
      @Override
      void call(BedrockContractTest.Pair clients, Application application) {
        application.see(await(clients.async().converse(application.request())).toString());
      }
    },
    STREAM {
      @Override
      void call(BedrockContractTest.Pair clients, Application application) {
        await(clients.async().converseStream(application.streamRequest(), application.handler()));
      }
    },
    /** Only the body tells what the model does, so that the span changes its kind. */
    PROFILE {
      @Override
      void call(BedrockContractTest.Pair clients, Application application) {
        InvokeModelRequest request =
            InvokeModelRequest.builder()
                .modelId("arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/a1")
                .body(SdkBytes.fromUtf8String("{\"inputText\": \"Hello\"}"))
                .build();
        application.see(clients.sync().invokeModel(request).body().asUtf8String());
      }
    };

    abstract void call(BedrockContractTest.Pair clients, Application application);

    private static <T> T await(CompletableFuture<T> future) {
      return future.orTimeout(20, TimeUnit.SECONDS).join();
    }
  }

  /** An application that keeps what it sees of a call: values, and the end. */
  private record Application(FaultInjection faults, List<Object> seen) {

    void see(String value) {
      seen.add(value);
      faults.run(Own.HANDLER, () -> {});
    }

    /** Returns a value that fails when the instrumentation reads it, which it does first. */
    private Document field() {
      return new CountedDocument(
              count -> {
                if (count == 1) {
                  faults.run(Own.REQUEST_FIELD, () -> {});
                }
              })
          .document();
    }

    ConverseRequest request() {
      return ConverseRequest.builder()
          .modelId(MODEL)
          .messages(MESSAGE)
          .additionalModelRequestFields(field())
          .build();
    }

    ConverseStreamRequest streamRequest() {
      return ConverseStreamRequest.builder()
          .modelId(MODEL)
          .messages(MESSAGE)
          .additionalModelRequestFields(field())
          .build();
    }

    ConverseStreamResponseHandler handler() {
      return ConverseStreamResponseHandler.builder()
          .onResponse(response -> faults.run(Own.HANDLER, () -> {}))
          .onEventStream(events -> events.subscribe(event -> seen.add(event.toString())))
          .onComplete(() -> seen.add("complete"))
          .build();
    }

    static List<Object> run(Way way, BedrockContractTest.Pair clients, FaultInjection faults) {
      Application application = new Application(faults, new ArrayList<>());
      try {
        way.call(clients, application);
      } catch (Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        // Where they come from is named by the message of a null.
        application.seen.add(cause instanceof NullPointerException ? "null" : cause.toString());
      }
      return application.seen;
    }
  }

  @Override
  protected List<Object> untraced(Way way, FaultInjection faults) {
    // A field that fails for its first reader alone fails for the instrumentation.
    FaultInjection unread = faults.isAt(Own.REQUEST_FIELD) ? FaultInjection.nowhere() : faults;
    return Application.run(way, clients(way, unread), unread);
  }

  @Override
  protected List<Object> traced(Way way, FaultInjection faults, FaultyTelemetry telemetry) {
    BedrockInstrumentor instrumentor =
        BedrockInstrumentor.builder(telemetry.openTelemetry())
            .config(
                TraceConfig.builder()
                    .blobUploader(
                        blob -> faults.run(Own.BLOB_UPLOADER, () -> "https://blobs.example/1"))
                    .build())
            .build();
    BedrockContractTest.Pair clients = clients(way, faults);
    return Application.run(
        way,
        new BedrockContractTest.Pair(
            instrumentor.wrap(clients.sync()), instrumentor.wrap(clients.async())),
        faults);
  }

  private static BedrockContractTest.Pair clients(Way way, FaultInjection faults) {
    MemoryHttp http =
        way == Way.STREAM
            ? new MemoryHttp(faults, events(), Frames.ENCODING.contentType())
            : new MemoryHttp(faults, ANSWER, "application/json");
    return new BedrockContractTest.Pair(Clients.sync(http), Clients.async(http));
  }

  private static byte[] events() {
    ByteArrayOutputStream frames = new ByteArrayOutputStream();
    for (String event :
        new String[] {
          "messageStart {\"role\": \"assistant\"}",
          "contentBlockDelta {\"delta\": {\"text\": \"1,308 metres\"}, \"contentBlockIndex\": 0}",
          "messageStop {\"stopReason\": \"end_turn\"}"
        }) {
      frames.writeBytes(Frames.ENCODING.encode(event));
    }
    return frames.toByteArray();
  }
}
