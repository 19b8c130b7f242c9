// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import io.openinference.instrumentation.ContextAttributes;
import io.openinference.instrumentation.spi.TelemetryGuard;
import io.openinference.semconv.OpenInferenceAttributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import org.jspecify.annotations.Nullable;

/**
 * Sets the project of the scope or of the parent on every started span. Spans of other libraries
 * therefore go to the same project as the OpenInference spans of their trace.
 */
final class ProjectSpanProcessor implements StartProcessor {

  private static final TelemetryGuard GUARD = TelemetryGuard.named("SDK");

  @Override
  public void onStart(Context parentContext, ReadWriteSpan span) {
    // An exception of a span processor reaches the application.
    try {
      CoveredCalls.onStart(parentContext, span);
      String project = ContextAttributes.fromContext(parentContext).projectName();
      project = project == null ? ofParent(parentContext) : project;
      if (project != null
          && span.getAttribute(OpenInferenceAttributes.OPENINFERENCE_PROJECT_NAME) == null) {
        span.setAttribute(OpenInferenceAttributes.OPENINFERENCE_PROJECT_NAME, project);
      }
    } catch (Throwable fault) {
      GUARD.handle("project of a span", fault);
    }
  }

  /**
   * Reads the parent's project, for an OpenTelemetry agent that cannot see the application's scope.
   */
  private static @Nullable String ofParent(Context parentContext) {
    return Span.fromContext(parentContext) instanceof ReadableSpan parent
        ? parent.getAttribute(OpenInferenceAttributes.OPENINFERENCE_PROJECT_NAME)
        : null;
  }

  @Override
  public String toString() {
    return "ProjectSpanProcessor{}";
  }
}
