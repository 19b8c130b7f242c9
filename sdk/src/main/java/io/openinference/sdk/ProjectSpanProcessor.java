// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import io.openinference.instrumentation.ContextAttributes;
import io.openinference.instrumentation.TelemetryGuard;
import io.openinference.semconv.OpenInferenceAttributes;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;

/**
 * Puts the project of the scope on every span that starts in it, so that spans of other libraries
 * go to the same project as the OpenInference spans of their trace.
 */
final class ProjectSpanProcessor implements SpanProcessor {

  private static final TelemetryGuard GUARD = TelemetryGuard.named("SDK");

  @Override
  public void onStart(Context parentContext, ReadWriteSpan span) {
    // What a processor throws reaches the application.
    try {
      String project = ContextAttributes.fromContext(parentContext).projectName();
      if (project != null
          && span.getAttribute(OpenInferenceAttributes.OPENINFERENCE_PROJECT_NAME) == null) {
        span.setAttribute(OpenInferenceAttributes.OPENINFERENCE_PROJECT_NAME, project);
      }
    } catch (Throwable fault) {
      GUARD.handle("project of a span", fault);
    }
  }

  @Override
  public boolean isStartRequired() {
    return true;
  }

  @Override
  public void onEnd(ReadableSpan span) {}

  @Override
  public boolean isEndRequired() {
    return false;
  }

  @Override
  public String toString() {
    return "ProjectSpanProcessor{}";
  }
}
