// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.googleadk;

import com.google.adk.models.LlmResponse;
import io.openinference.instrumentation.LlmSpan;
import io.openinference.instrumentation.OpenInferenceSpan;
import io.openinference.instrumentation.api.call.CallRecorder;
import io.openinference.instrumentation.api.call.LlmOperation;
import io.openinference.instrumentation.api.gemini.GenerateContentAttributes;
import io.openinference.instrumentation.api.masking.WireExchange;
import io.openinference.instrumentation.api.wire.ModelReader;
import io.openinference.instrumentation.api.wire.WireBody;
import io.openinference.instrumentation.api.wire.WireJson;
import io.openinference.semconv.LlmProvider;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Records one call of a model. ADK tells of the request with each part of the answer. */
final class ModelCallListener extends SpanListener implements RunWatcher {

  private static final LlmOperation OPERATION =
      new LlmOperation(
          "call_llm", null, new GenerateContentAttributes(), ModelAnswerAccumulator::new);

  private static final ContextKey<ModelCallListener> CALL =
      ContextKey.named("openinference-adk-model-call");

  private static final String NOTHING = "{}";

  private final Tracing tracing;
  private final AtomicBoolean requestRecorded = new AtomicBoolean();
  private volatile boolean answersWatched;
  private volatile @Nullable OpenInferenceSpan<?> span;
  private volatile @Nullable CallRecorder<?> recorder;

  ModelCallListener(Tracing tracing) {
    this.tracing = tracing;
  }

  /** Returns the call whose span is the current one of a context, or null. */
  static @Nullable ModelCallListener in(Context context) {
    ModelCallListener call = context.get(CALL);
    return call != null && call.span == OpenInferenceSpan.fromContext(context) ? call : null;
  }

  /** Tells whether ADK has made a span. */
  static boolean isOfAdk(Context context, OpenInferenceSpan<?> span) {
    ModelCallListener call = context.get(CALL);
    return call != null && call.span == span;
  }

  OpenInferenceSpan<?> start(Context parent) {
    LlmSpan started =
        started(OPERATION.spanBuilder(tracing.tracer(), null).startSpan(parent), parent);
    span = started;
    if (started.isRecording()) {
      recorder =
          CallRecorder.of(
              started, OPERATION, tracing.mask(), ModelCallListener::noModels, Tracing.GUARD);
    }
    return started;
  }

  @Override
  Context contextOf(Context context) {
    return context.with(CALL, this);
  }

  @Override
  void content(OpenInferenceSpan<?> unused, String key, String value) {
    CallRecorder<?> call = recorder;
    if (call == null || value.equals(NOTHING)) {
      return;
    }
    if (key.equals("gcp.vertex.agent.llm_request")) {
      recordRequest(value);
    } else if (key.equals("gcp.vertex.agent.llm_response") && !answersWatched) {
      call.recordEventData(value);
    }
  }

  /** Tells whether a request is to be read. */
  boolean isRecording() {
    return recorder != null && !requestRecorded.get();
  }

  /** Records a request as ADK writes it, unless it has been recorded. */
  void recordRequest(String json) {
    CallRecorder<?> call = recorder;
    if (call != null && requestRecorded.compareAndSet(false, true)) {
      call.recordRequest(
          () ->
              new WireExchange(
                  new WireBody(ModelRequests.toGemini(WireJson.parse(json))).withoutCredentials(),
                  tracing.mask()));
    }
  }

  @Override
  public Context storeIn(Context context) {
    return context;
  }

  /** Records an answer that the model itself has given. */
  @Override
  public void see(Object answer) {
    CallRecorder<?> call = recorder;
    if (call != null && answer instanceof LlmResponse response) {
      try {
        answersWatched = true;
        call.recordEventData(response.toJson());
      } catch (Throwable fault) {
        Tracing.GUARD.handleLibrary("answer", fault);
      }
    }
  }

  /** Ends the span: the model has answered, while ADK goes on to run tools. */
  @Override
  public void over(@Nullable Throwable failure) {
    CallRecorder<?> call = recorder;
    OpenInferenceSpan<?> started = span;
    if (call != null && started != null) {
      if (failure != null) {
        exception(started, failure);
      }
      end(started);
    }
  }

  /** Records who serves the model. */
  void recordProvider(@Nullable LlmProvider provider) {
    if (provider != null && span instanceof LlmSpan llm) {
      llm.provider(provider);
    }
  }

  @Override
  public void end(OpenInferenceSpan<?> ended) {
    CallRecorder<?> call = recorder;
    if (call != null) {
      call.end();
    }
    super.end(ended);
  }

  private static ModelReader noModels() {
    throw new IllegalStateException("ADK writes models as JSON.");
  }
}
