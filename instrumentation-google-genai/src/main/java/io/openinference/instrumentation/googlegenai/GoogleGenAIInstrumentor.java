// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.googlegenai;

import static java.util.Objects.requireNonNull;

import com.google.genai.types.ClientOptions;
import io.openinference.instrumentation.OpenInferenceTracer;
import io.openinference.instrumentation.spi.ApplicationOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;

/**
 * Traces the calls that google-genai clients make.
 *
 * <p>All clients of the process, however and whenever they are made:
 *
 * <pre>{@code
 * GoogleGenAIInstrumentor.instrument();
 * }</pre>
 *
 * <p>Or single ones:
 *
 * <pre>{@code
 * GoogleGenAIInstrumentor instrumentor = GoogleGenAIInstrumentor.create(openTelemetry);
 * Client client =
 *     Client.builder().clientOptions(instrumentor.wrap(ClientOptions.builder().build())).build();
 * client.models.generateContent("gemini-2.5-flash", "How deep is the fjord?", null);
 * }</pre>
 *
 * @since 0.1.0
 */
public final class GoogleGenAIInstrumentor {

  private final Tracing tracing;

  GoogleGenAIInstrumentor(OpenInferenceTracer tracer) {
    this.tracing = new Tracing(tracer);
  }

  /** Returns an instrumentor with its settings from the environment. */
  public static GoogleGenAIInstrumentor create(OpenTelemetry openTelemetry) {
    return builder(openTelemetry).build();
  }

  /** Returns a builder for an instrumentor with settings of its own. */
  public static GoogleGenAIInstrumentorBuilder builder(OpenTelemetry openTelemetry) {
    return new GoogleGenAIInstrumentorBuilder(openTelemetry);
  }

  /**
   * Traces all clients of the process, until {@link #uninstrument()}. Spans go where {@link
   * io.openinference.instrumentation.OpenInference#instrument()} sends them.
   *
   * @return the instrumentor that is on: a second call changes nothing
   */
  public static GoogleGenAIInstrumentor instrument() {
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
  public static GoogleGenAIInstrumentor instrument(OpenTelemetry openTelemetry) {
    GoogleGenAIInstrumentor instrumentor = create(openTelemetry);
    return Tracing.SWITCH.turnOn(instrumentor, instrumentor.tracing);
  }

  /**
   * Tells whether this instrumentor traces the whole process. It does after {@link #instrument()},
   * unless the JVM does not allow it, and until {@link #uninstrument()}.
   */
  public boolean isOn() {
    return Tracing.SWITCH.isOn(this);
  }

  /** Stops tracing the process. Objects that {@code wrap} returned are still traced. */
  public void uninstrument() {
    Tracing.SWITCH.turnOff(this);
  }

  /**
   * Returns options whose clients are traced. The HTTP client in the options keeps its timeouts,
   * proxy, limits, interceptors and listeners. Options without an HTTP client get one with the
   * settings that google-genai gives its own.
   *
   * @return options that are wrapped once: wrapped options are returned as they are
   */
  public ClientOptions wrap(ClientOptions options) {
    return HttpClients.wrap(requireNonNull(options, "options"), tracing);
  }

  Tracing tracing() {
    return tracing;
  }
}
