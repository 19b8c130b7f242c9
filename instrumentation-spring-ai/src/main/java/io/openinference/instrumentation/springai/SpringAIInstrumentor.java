// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.springai;

import static java.util.Objects.requireNonNull;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.openinference.instrumentation.api.door.TracingProxy;
import io.openinference.instrumentation.spi.ApplicationOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;

/**
 * Traces applications that use Spring AI.
 *
 * <p>Spring AI tells Micrometer of its chat clients, models, tools and vector stores. The handler
 * of this class turns these observations into OpenInference spans:
 *
 * <pre>{@code
 * SpringAIInstrumentor instrumentor = SpringAIInstrumentor.create(openTelemetry);
 * observationRegistry.observationConfig().observationHandler(instrumentor.observationHandler());
 * }</pre>
 *
 * <p>{@link #wrap} traces the types that Spring AI does not observe, such as {@code
 * DocumentRetriever}.
 *
 * @since 0.1.0
 */
public final class SpringAIInstrumentor {

  private final Tracing tracing;

  SpringAIInstrumentor(Tracing tracing) {
    this.tracing = tracing;
  }

  /** Returns an instrumentor with its settings from the environment. */
  public static SpringAIInstrumentor create(OpenTelemetry openTelemetry) {
    return builder(openTelemetry).build();
  }

  /** Returns a builder for an instrumentor with other settings. */
  public static SpringAIInstrumentorBuilder builder(OpenTelemetry openTelemetry) {
    return new SpringAIInstrumentorBuilder(openTelemetry);
  }

  /**
   * Traces all Spring AI of the process until {@link #uninstrument()}. Spans go where {@link
   * io.openinference.instrumentation.OpenInference#instrument()} sends them.
   *
   * @return the instrumentor that is on; a second call changes nothing
   */
  public static SpringAIInstrumentor instrument() {
    return instrument(ApplicationOpenTelemetry.get());
  }

  /**
   * Traces all Spring AI of the process until {@link #uninstrument()}: every registry gets the
   * handler, and types that Spring AI does not observe are traced. Where Micrometer traces, its
   * spans of Spring AI are left out. Clients, models, tools and vector stores without a registry,
   * which have {@code ObservationRegistry.NOOP}, are traced too.
   *
   * <p>If the JVM does not allow weaving, or if {@code openinference-instrumentation-bytecode} is
   * not on the class path, nothing is traced, and a warning names alternatives.
   *
   * @return the instrumentor that is on; a second call changes nothing
   */
  public static SpringAIInstrumentor instrument(OpenTelemetry openTelemetry) {
    SpringAIInstrumentor instrumentor = create(openTelemetry);
    return Tracing.SWITCH.turnOn(instrumentor, instrumentor.tracing);
  }

  /**
   * Tells whether this instrumentor traces the whole process. Returns true from {@link
   * #instrument()} until {@link #uninstrument()}.
   */
  public boolean isOn() {
    return Tracing.SWITCH.isOn(this);
  }

  /** Stops tracing the process. The handler and objects that {@code wrap} returned go on. */
  public void uninstrument() {
    Tracing.SWITCH.turnOff(this);
  }

  /**
   * Returns a handler that makes the spans of Spring AI's observations.
   *
   * <p>If Micrometer Tracing is on the class path, the handler is a {@code
   * TracingObservationHandler}. Put the handler in front of the application's other tracing
   * handlers in one {@code FirstMatchingCompositeObservationHandler}, as Spring Boot does with
   * beans that come first. Micrometer then makes no second span of the same observations, and its
   * spans of other work inside, such as HTTP requests, are children of these spans.
   */
  public ObservationHandler<Observation.Context> observationHandler() {
    return ObservationHandlers.of(tracing);
  }

  /**
   * Returns an object that makes spans for its calls, for types that Spring AI does not observe.
   *
   * <table>
   *   <caption>What is wrapped</caption>
   *   <tr><th>Type</th><th>Span</th></tr>
   *   <tr><td>{@code ChatModel}</td><td>none; gives LLM spans of streams the details of their tokens,
   *       and the part of the answer that arrived before a stream was cancelled</td></tr>
   *   <tr><td>{@code DocumentRetriever}</td><td>RETRIEVER</td></tr>
   *   <tr><td>{@code DocumentPostProcessor}</td><td>RERANKER</td></tr>
   *   <tr><td>{@code EmbeddingModel}</td><td>EMBEDDING, also if the model has no observation</td></tr>
   *   <tr><td>{@code ModerationModel}</td><td>GUARDRAIL</td></tr>
   *   <tr><td>{@code TranscriptionModel}, {@code TextToSpeechModel}</td><td>LLM</td></tr>
   *   <tr><td>{@code ToolCallingManager}</td><td>none; gives TOOL spans the identifier of their call,
   *       and LLM spans of streams their own answer and tokens, in Spring AI 1</td></tr>
   *   <tr><td>{@code ToolExecutionExceptionProcessor}</td><td>none; makes the TOOL span of a tool that
   *       throws an error</td></tr>
   * </table>
   *
   * <p>Wrapping an object that is already wrapped returns the same object.
   *
   * @param type the interface, for example {@code DocumentRetriever.class}
   * @param target the object to wrap
   * @param <T> the interface
   * @return the wrapped object, or the object itself if objects of this type are not wrapped
   */
  public <T> T wrap(Class<T> type, T target) {
    requireNonNull(target, "target");
    TracedType traced = TracedType.of(type);
    return traced == null ? target : TracingProxy.wrap(type, target, traced.routing(), tracing);
  }

  Tracing tracing() {
    return tracing;
  }
}
