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
 * <p>All clients of the process, however and whenever they are made:
 *
 * <pre>{@code
 * OpenAIInstrumentor.instrument();
 * }</pre>
 *
 * <p>Or single ones:
 *
 * <pre>{@code
 * OpenAIInstrumentor instrumentor = OpenAIInstrumentor.create(openTelemetry);
 * OpenAIClient client = instrumentor.wrap(OpenAIOkHttpClient.fromEnv());
 * client.chat().completions().create(params);
 * }</pre>
 *
 * <p>Chat completions, responses, completions, embeddings, moderations, images and audio make one
 * span a call, whether the call is sync, async, streaming or raw. All other calls pass through.
 *
 * @since 0.1.0
 */
public final class OpenAIInstrumentor {

  private final Tracing tracing;

  OpenAIInstrumentor(OpenInferenceTracer tracer) {
    this.tracing = new Tracing(tracer);
  }

  /** Returns an instrumentor with its settings from the environment. */
  public static OpenAIInstrumentor create(OpenTelemetry openTelemetry) {
    return builder(openTelemetry).build();
  }

  /** Returns a builder for an instrumentor with settings of its own. */
  public static OpenAIInstrumentorBuilder builder(OpenTelemetry openTelemetry) {
    return new OpenAIInstrumentorBuilder(openTelemetry);
  }

  /**
   * Traces all clients of the process, until {@link #uninstrument()}. Spans go where {@link
   * io.openinference.instrumentation.OpenInference#instrument()} sends them.
   *
   * @return the instrumentor that is on: a second call changes nothing
   */
  public static OpenAIInstrumentor instrument() {
    return instrument(ApplicationOpenTelemetry.get());
  }

  /**
   * Traces all clients of the process, those that exist already too, until {@link #uninstrument()}.
   *
   * <p>For that it attaches an agent to its own JVM. Where the JVM does not allow it, or {@code
   * openinference-instrumentation-bytecode} is not on the class path, a warning says so and what
   * works instead; {@link #isOn()} is false then.
   *
   * @return the instrumentor that is on: a second call changes nothing
   */
  public static OpenAIInstrumentor instrument(OpenTelemetry openTelemetry) {
    OpenAIInstrumentor instrumentor = create(openTelemetry);
    return GlobalInstrumentation.SWITCH.turnOn(instrumentor, instrumentor.tracing);
  }

  /**
   * Tells whether this instrumentor traces the whole process. It does after {@link #instrument()},
   * unless the JVM does not allow it, and until {@link #uninstrument()}.
   */
  public boolean isOn() {
    return GlobalInstrumentation.SWITCH.isOn(this);
  }

  /** Stops what {@link #instrument()} began. What {@code wrap} returned goes on tracing. */
  public void uninstrument() {
    GlobalInstrumentation.SWITCH.turnOff(this);
  }

  /**
   * Returns a client that traces the calls of the given one, those of its services and those of the
   * clients made from it by {@code async()}, {@code withOptions(..)} and {@code withRawResponse()}.
   *
   * @return a client that is wrapped once: one that already is wrapped is returned as it is
   */
  public OpenAIClient wrap(OpenAIClient client) {
    return wrap(OpenAIClient.class, client);
  }

  /**
   * Returns a client that traces the calls of the given one, those of its services and those of the
   * clients made from it by {@code sync()}, {@code withOptions(..)} and {@code withRawResponse()}.
   *
   * @return a client that is wrapped once: one that already is wrapped is returned as it is
   */
  public OpenAIClientAsync wrap(OpenAIClientAsync client) {
    return wrap(OpenAIClientAsync.class, client);
  }

  private <T> T wrap(Class<T> type, T client) {
    requireNonNull(client, "client");
    return TracingProxy.wrap(type, client, Services.ROUTING, tracing);
  }

  Tracing tracing() {
    return tracing;
  }
}
