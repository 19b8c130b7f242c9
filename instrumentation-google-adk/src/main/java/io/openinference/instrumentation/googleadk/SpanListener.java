// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.googleadk;

import io.openinference.instrumentation.ContextAttributes;
import io.openinference.instrumentation.OpenInferenceSpan;
import io.openinference.instrumentation.api.nativespan.NativeSpanRule;
import io.opentelemetry.context.Context;
import org.jspecify.annotations.Nullable;

/** Takes what ADK tells of any of its spans. Content of ADK's own attributes is left out. */
class SpanListener implements NativeSpanRule.AttributeListener {

  private volatile @Nullable OpenSpans open;
  private volatile @Nullable Throwable recorded;

  /** Notes that a span has started, and returns the span. */
  final <S extends OpenInferenceSpan<?>> S started(S span, Context parent) {
    OpenSpans ofRun = OpenSpans.in(parent);
    if (ofRun != null && span.isRecording()) {
      ofRun.add(span, this);
      open = ofRun;
    }
    return span;
  }

  @Override
  public void attribute(OpenInferenceSpan<?> span, String key, String value) {
    switch (key) {
      case "gen_ai.conversation.id", "gcp.vertex.agent.session_id" -> {
        // A session of the application or of the outer run wins over that of an AgentTool.
        if (ContextAttributes.fromContext(span.parentContext()).sessionId() == null) {
          span.sessionId(value);
        }
      }
      default -> content(span, key, value);
    }
  }

  /** Takes an attribute that may hold content. */
  void content(OpenInferenceSpan<?> span, String key, String value) {}

  /** ADK tells of an exception several times, on the span that it holds and on the current one. */
  @Override
  public final void exception(OpenInferenceSpan<?> span, Throwable exception) {
    if (recorded != exception) {
      recorded = exception;
      span.recordException(exception);
    }
  }

  @Override
  public void end(OpenInferenceSpan<?> span) {
    OpenSpans ofRun = open;
    if (ofRun != null) {
      ofRun.remove(span);
    }
  }

  /** ADK records exceptions on the current span, past the masks. */
  @Override
  public final Context inSpan(OpenInferenceSpan<?> span, Context context) {
    Context inSpan = contextOf(context);
    return span.isRecording() ? inSpan.with(new MaskedSpan(span, context, this)) : inSpan;
  }

  /** Returns the context that code inside of the span runs in. */
  Context contextOf(Context context) {
    return context;
  }
}
