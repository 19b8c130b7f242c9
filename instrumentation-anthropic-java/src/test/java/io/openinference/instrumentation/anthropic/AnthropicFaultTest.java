// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.anthropic;

import com.anthropic.client.AnthropicClient;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.models.messages.MessageCreateParams;
import io.openinference.instrumentation.TraceConfig;
import io.openinference.testing.StubResponse;
import io.openinference.testing.StubServer;
import io.openinference.testing.contract.CountingText;
import io.openinference.testing.contract.FaultContract;
import io.openinference.testing.contract.FaultInjection;
import io.openinference.testing.contract.FaultyTelemetry;
import io.openinference.testing.contract.LibraryGuard;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;

/**
 * An application sees of each kind of call what it sees without the instrumentation, whichever
 * foreign code fails in whichever way.
 */
class AnthropicFaultTest extends FaultContract<AnthropicFaultTest.Way> {

  /** Faults of the application's own code. */
  enum Own {
    REQUEST_FIELD,
    HANDLER,
    BLOB_UPLOADER
  }

  /** With an image over the limit. */
  private static final String REQUEST =
      """
      {"model": "claude-sonnet-4-5", "max_tokens": 100, "messages": [{"role": "user", "content": [
        {"type": "text", "text": "Where is my parcel?"},
        {"type": "image", "source": {"type": "base64", "media_type": "image/png", "data": "%s"}}]}]}
      """
          .formatted("iVBORw0K".repeat(5_000));

  private final StubServer server = StubServer.start();
  private final AnthropicClient client = Clients.builder(server.baseUrl()).maxRetries(0).build();

  AnthropicFaultTest() {
    super(List.of(Own.values()), List.of(Way.values()));
    server.handler(
        request ->
            request.bodyText().contains("\"stream\":true")
                ? AbstractAnthropicTest.stream(Events.of(Scenario.ANSWER))
                : StubResponse.json(Scenario.ANSWER));
  }

  @AfterAll
  void close() {
    client.close();
    server.close();
  }

  @Override
  protected void renew() {
    LibraryGuard.renew(AnthropicTracing.GUARD);
  }

  /** The ways to call. */
  enum Way {
    SYNC {
      @Override
      void call(AnthropicClient client, MessageCreateParams params, Application application) {
        application.see(client.messages().create(params));
      }
    },
    ASYNC {
      @Override
      void call(AnthropicClient client, MessageCreateParams params, Application application) {
        application.see(
            client.async().messages().create(params).orTimeout(20, TimeUnit.SECONDS).join());
      }
    },
    STREAM {
      @Override
      void call(AnthropicClient client, MessageCreateParams params, Application application) {
        try (StreamResponse<?> stream = client.messages().createStreaming(params)) {
          stream.stream().forEach(application::see);
        }
      }
    },
    ASYNC_STREAM {
      @Override
      void call(AnthropicClient client, MessageCreateParams params, Application application) {
        client
            .async()
            .messages()
            .createStreaming(params)
            .subscribe(application::see)
            .onCompleteFuture()
            .orTimeout(20, TimeUnit.SECONDS)
            .join();
      }
    };

    abstract void call(AnthropicClient client, MessageCreateParams params, Application application);
  }

  /** An application that keeps what it sees of a call: values, and the end. */
  private record Application(FaultInjection faults, List<Object> seen) {

    void see(Object value) {
      seen.add(value.toString());
      faults.run(Own.HANDLER, () -> {});
    }

    /**
     * Returns a request whose field fails when the instrumentation reads it, which it does first.
     */
    MessageCreateParams request() {
      CountingText field =
          new CountingText(
              count -> {
                if (count == 1) {
                  faults.run(Own.REQUEST_FIELD, () -> {});
                }
              });
      return Params.with(field, REQUEST);
    }

    static List<Object> run(Way way, AnthropicClient client, FaultInjection faults) {
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
    return Application.run(way, client, unread);
  }

  @Override
  protected List<Object> traced(Way way, FaultInjection faults, FaultyTelemetry telemetry) {
    AnthropicClient wrapped =
        AnthropicInstrumentor.builder(telemetry.openTelemetry())
            .config(
                TraceConfig.builder()
                    .blobUploader(
                        blob -> faults.run(Own.BLOB_UPLOADER, () -> "https://blobs.example/1"))
                    .build())
            .build()
            .wrap(client);
    return Application.run(way, wrapped, faults);
  }
}
