// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import static java.util.Objects.requireNonNull;

import com.openai.client.OpenAIClient;
import com.openai.client.OpenAIClientAsync;
import io.openinference.instrumentation.OpenInferenceTracer;
import io.openinference.instrumentation.api.door.TracingProxy;
import io.openinference.instrumentation.spi.ApplicationOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;

/**
 * Traces the calls that openai-java clients make.
 *
 * <p>To trace all clients of the process, however and whenever they are created:
 *
 * <pre>{@code
 * OpenAIInstrumentor.instrument();
 * }</pre>
 *
 * <p>To trace single clients:
 *
 * <pre>{@code
 * OpenAIInstrumentor instrumentor = OpenAIInstrumentor.create(openTelemetry);
 * OpenAIClient client = instrumentor.wrap(OpenAIOkHttpClient.fromEnv());
 * client.chat().completions().create(params);
 * }</pre>
 *
 * <p>Each call of chat completions, responses, completions, embeddings, moderations, images and
 * audio makes one span, whether the call is sync, async, streaming or raw. All other calls are not
 * traced.
 *
 * @since 0.1.0
 */
public final class OpenAIInstrumentor {

  private final OpenAITracing tracing;

  OpenAIInstrumentor(OpenInferenceTracer tracer) {
    this.tracing = new OpenAITracing(tracer);
  }

  /** Returns an instrumentor with its settings from the environment. */
  public static OpenAIInstrumentor create(OpenTelemetry openTelemetry) {
    return builder(openTelemetry).build();
  }

  /** Returns a builder for an instrumentor with other settings. */
  public static OpenAIInstrumentorBuilder builder(OpenTelemetry openTelemetry) {
    return new OpenAIInstrumentorBuilder(openTelemetry);
  }

  /**
   * Traces all clients of the process until {@link #uninstrument()}. Spans go where {@link
   * io.openinference.instrumentation.OpenInference#instrument()} sends them.
   *
   * @return the instrumentor that is on; a second call changes nothing
   */
  public static OpenAIInstrumentor instrument() {
    return instrument(ApplicationOpenTelemetry.get());
  }

  /**
   * Traces all clients of the process, including existing ones, until {@link #uninstrument()}.
   *
   * <p>The method attaches an agent to its own JVM. If the JVM does not allow that, or if {@code
   * openinference-instrumentation-bytecode} is not on the class path, a warning names alternatives
   * and {@link #isOn()} is false.
   *
   * @return the instrumentor that is on; a second call changes nothing
   */
  public static OpenAIInstrumentor instrument(OpenTelemetry openTelemetry) {
    OpenAIInstrumentor instrumentor = create(openTelemetry);
    return OpenAITracing.SWITCH.turnOn(instrumentor, instrumentor.tracing);
  }

  /**
   * Tells whether this instrumentor traces the whole process. Returns true from {@link
   * #instrument()} until {@link #uninstrument()}, unless the JVM does not allow the
   * instrumentation.
   */
  public boolean isOn() {
    return OpenAITracing.SWITCH.isOn(this);
  }

  /** Stops tracing the process. Clients that {@code wrap} returned are still traced. */
  public void uninstrument() {
    OpenAITracing.SWITCH.turnOff(this);
  }

  /**
   * Returns a client that traces the calls of the given client, of its services, and of the clients
   * made from it by {@code async()}, {@code withOptions(..)} and {@code withRawResponse()}.
   *
   * @return the traced client, or the given client if it is already wrapped
   */
  public OpenAIClient wrap(OpenAIClient client) {
    return wrap(OpenAIClient.class, client);
  }

  /**
   * Returns a client that traces the calls of the given client, of its services, and of the clients
   * made from it by {@code sync()}, {@code withOptions(..)} and {@code withRawResponse()}.
   *
   * @return the traced client, or the given client if it is already wrapped
   */
  public OpenAIClientAsync wrap(OpenAIClientAsync client) {
    return wrap(OpenAIClientAsync.class, client);
  }

  private <T> T wrap(Class<T> type, T client) {
    requireNonNull(client, "client");
    return TracingProxy.wrap(type, client, Services.ROUTING, tracing);
  }

  OpenAITracing tracing() {
    return tracing;
  }
}
