// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.anthropic;

import static java.util.Objects.requireNonNull;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.AnthropicClientAsync;
import io.openinference.instrumentation.OpenInferenceTracer;
import io.openinference.instrumentation.api.door.TracingProxy;
import io.openinference.instrumentation.spi.ApplicationOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;

/**
 * Traces the calls that anthropic-java clients make.
 *
 * <p>All clients of the process, however and whenever they are made:
 *
 * <pre>{@code
 * AnthropicInstrumentor.instrument();
 * }</pre>
 *
 * <p>Or single ones:
 *
 * <pre>{@code
 * AnthropicInstrumentor instrumentor = AnthropicInstrumentor.create(openTelemetry);
 * AnthropicClient client = instrumentor.wrap(AnthropicOkHttpClient.fromEnv());
 * client.messages().create(params);
 * }</pre>
 *
 * <p>Messages, counts of tokens and, in releases before 3, text completions make one span a call,
 * whether the call is sync, async, streaming, raw or beta. All other calls pass through.
 *
 * @since 0.1.0
 */
public final class AnthropicInstrumentor {

  private final AnthropicTracing tracing;

  AnthropicInstrumentor(OpenInferenceTracer tracer) {
    this.tracing = new AnthropicTracing(tracer);
  }

  /** Returns an instrumentor with its settings from the environment. */
  public static AnthropicInstrumentor create(OpenTelemetry openTelemetry) {
    return builder(openTelemetry).build();
  }

  /** Returns a builder for an instrumentor with settings of its own. */
  public static AnthropicInstrumentorBuilder builder(OpenTelemetry openTelemetry) {
    return new AnthropicInstrumentorBuilder(openTelemetry);
  }

  /**
   * Traces all clients of the process, until {@link #uninstrument()}. Spans go where {@link
   * io.openinference.instrumentation.OpenInference#instrument()} sends them.
   *
   * @return the instrumentor that is on: a second call changes nothing
   */
  public static AnthropicInstrumentor instrument() {
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
  public static AnthropicInstrumentor instrument(OpenTelemetry openTelemetry) {
    AnthropicInstrumentor instrumentor = create(openTelemetry);
    return AnthropicTracing.SWITCH.turnOn(instrumentor, instrumentor.tracing);
  }

  /**
   * Tells whether this instrumentor traces the whole process. It does after {@link #instrument()},
   * unless the JVM does not allow it, and until {@link #uninstrument()}.
   */
  public boolean isOn() {
    return AnthropicTracing.SWITCH.isOn(this);
  }

  /** Stops tracing the process. Objects that {@code wrap} returned are still traced. */
  public void uninstrument() {
    AnthropicTracing.SWITCH.turnOff(this);
  }

  /**
   * Returns a client that traces the calls of the given one, those of its services and those of the
   * clients made from it by {@code async()}, {@code withOptions(..)} and {@code withRawResponse()}.
   *
   * @return a client that is wrapped once: one that already is wrapped is returned as it is
   */
  public AnthropicClient wrap(AnthropicClient client) {
    return wrap(AnthropicClient.class, client);
  }

  /**
   * Returns a client that traces the calls of the given one, those of its services and those of the
   * clients made from it by {@code sync()}, {@code withOptions(..)} and {@code withRawResponse()}.
   *
   * @return a client that is wrapped once: one that already is wrapped is returned as it is
   */
  public AnthropicClientAsync wrap(AnthropicClientAsync client) {
    return wrap(AnthropicClientAsync.class, client);
  }

  private <T> T wrap(Class<T> type, T client) {
    requireNonNull(client, "client");
    return TracingProxy.isWrapped(client)
        ? client
        : TracingProxy.wrap(type, tracing.quiet(type, client), Services.ROUTING, tracing);
  }

  AnthropicTracing tracing() {
    return tracing;
  }
}
