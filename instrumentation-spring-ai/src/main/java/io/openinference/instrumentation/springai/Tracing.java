// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.springai;

import io.openinference.instrumentation.OpenInferenceTracer;
import io.openinference.instrumentation.TraceConfig;
import io.openinference.instrumentation.api.ContentRedactor;
import io.openinference.instrumentation.api.chat.OpenAIMessageShape;
import io.openinference.instrumentation.api.door.TracingSource;
import io.openinference.instrumentation.api.masking.ContentMask;
import io.openinference.instrumentation.api.weaving.InstrumentationSwitch;
import io.openinference.instrumentation.spi.TelemetryGuard;
import org.springframework.ai.model.Model;

/** The objects that trace the observations and calls of one instrumentor. */
final class Tracing implements TracingSource<Tracing> {

  /**
   * One guard per process, because a {@link LinkageError} shows that the release of Spring AI does
   * not fit, for every instrumentor.
   */
  static final TelemetryGuard GUARD = TelemetryGuard.forLibrary("spring-ai", Model.class);

  /** Turns the instrumentation of all registries of the process on or off. */
  static final InstrumentationSwitch<SpringAIInstrumentor, Tracing> SWITCH =
      InstrumentationSwitch.needingWeaving(
          SpringAIInstrumentor.class,
          "cannot trace the registries of this process",
          "SpringAIInstrumentor.observationHandler()",
          GUARD,
          // A lambda: a method reference would load the class, which needs the bytecode module.
          on -> SpringAIWeaving.ofProcess(on));

  private final OpenInferenceTracer tracer;
  private final boolean tracesAdvisors;
  private final MessageJson input;
  private final MessageJson output;
  private final ReportedUsages reportedUsages = new ReportedUsages();
  private final ContentRedactor inputRedactor;
  private final ContentRedactor outputRedactor;
  private final ContentMask addedFields;

  Tracing(OpenInferenceTracer tracer, boolean tracesAdvisors) {
    this.tracer = tracer;
    this.tracesAdvisors = tracesAdvisors;
    this.inputRedactor = ContentRedactor.ofInput(tracer.config());
    this.outputRedactor = ContentRedactor.ofOutput(tracer.config());
    this.addedFields = new ContentMask(tracer.config(), new OpenAIMessageShape());
    this.input = new MessageJson(inputRedactor);
    this.output = new MessageJson(outputRedactor);
  }

  OpenInferenceTracer tracer() {
    return tracer;
  }

  /** Returns the mask for fields that an application adds to a request. */
  ContentMask addedFields() {
    return addedFields;
  }

  TraceConfig config() {
    return tracer.config();
  }

  boolean tracesAdvisors() {
    return tracesAdvisors;
  }

  /** Returns the writer of messages to a model. */
  MessageJson input() {
    return input;
  }

  /** Returns the writer of messages from a model. */
  MessageJson output() {
    return output;
  }

  ContentRedactor inputRedactor() {
    return inputRedactor;
  }

  ContentRedactor outputRedactor() {
    return outputRedactor;
  }

  /** Returns the usages that tool loops of Spring AI 1 have reported. */
  ReportedUsages reportedUsages() {
    return reportedUsages;
  }

  @Override
  public Tracing current() {
    return this;
  }

  @Override
  public TelemetryGuard guard() {
    return GUARD;
  }
}
