// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bedrock;

import static java.util.Objects.requireNonNull;

import io.openinference.instrumentation.OpenInferenceTracer;
import io.openinference.instrumentation.api.door.TracingProxy;
import io.openinference.instrumentation.spi.ApplicationOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import software.amazon.awssdk.core.SdkClient;

/**
 * Traces the calls of Amazon Bedrock that clients of the AWS SDK for Java 2 make.
 *
 * <p>All clients of the process, however and whenever they are made:
 *
 * <pre>{@code
 * BedrockInstrumentor.instrument();
 * }</pre>
 *
 * <p>Or single ones:
 *
 * <pre>{@code
 * BedrockInstrumentor instrumentor = BedrockInstrumentor.create(openTelemetry);
 * BedrockRuntimeClient client = instrumentor.wrap(BedrockRuntimeClient.create());
 * client.converse(request);
 * }</pre>
 *
 * <p>A client of {@code bedrockagentruntime} needs that library on the class path. A client of
 * {@code bedrockruntime} does not need it, and the other way round.
 *
 * @since 0.1.0
 */
public final class BedrockInstrumentor {

  private final Tracing tracing;

  BedrockInstrumentor(OpenInferenceTracer tracer) {
    this.tracing = new Tracing(tracer);
  }

  /** Returns an instrumentor with its settings from the environment. */
  public static BedrockInstrumentor create(OpenTelemetry openTelemetry) {
    return builder(openTelemetry).build();
  }

  /** Returns a builder for an instrumentor with settings of its own. */
  public static BedrockInstrumentorBuilder builder(OpenTelemetry openTelemetry) {
    return new BedrockInstrumentorBuilder(openTelemetry);
  }

  /**
   * Traces all clients of the process, until {@link #uninstrument()}. Spans go where {@link
   * io.openinference.instrumentation.OpenInference#instrument()} sends them.
   *
   * @return the instrumentor that is on: a second call changes nothing
   */
  public static BedrockInstrumentor instrument() {
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
  public static BedrockInstrumentor instrument(OpenTelemetry openTelemetry) {
    BedrockInstrumentor instrumentor = create(openTelemetry);
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
   * Returns a client that traces the calls of the given one. A wrapped client stays as it is.
   *
   * <p>One method serves all clients, because the compiler could not choose between several methods
   * while only one of the two libraries is on the class path. The result is a proxy: declare the
   * variable by the interface, not by a class of your own.
   *
   * @param client a {@code BedrockRuntimeClient}, {@code BedrockRuntimeAsyncClient}, {@code
   *     BedrockAgentRuntimeClient} or {@code BedrockAgentRuntimeAsyncClient}
   * @throws IllegalArgumentException if it is a client of another service
   */
  @SuppressWarnings("unchecked") // The proxy has the interface of the client.
  public <T extends SdkClient> T wrap(T client) {
    requireNonNull(client, "client");
    return (T) wrapAs(ClientMethods.clientType(client.getClass()), client);
  }

  private <C> C wrapAs(Class<C> type, Object client) {
    return TracingProxy.wrap(type, type.cast(client), ClientMethods.ROUTING, tracing);
  }

  Tracing tracing() {
    return tracing;
  }
}
