// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.gemini;

import io.openinference.instrumentation.OpenInferenceSpan;
import io.openinference.instrumentation.api.wire.WireObject;
import io.opentelemetry.api.trace.StatusCode;

/**
 * Reads the error in a body. A stream may report an error after it has already sent content.
 *
 * @since 0.1.0
 */
public final class GeminiFailures {

  /** Sets the status of the span to error if the body of a response holds an error. */
  public static void record(OpenInferenceSpan<?> span, WireObject response) {
    WireObject error = response.object("error");
    String text = response.text("error");
    if (text != null) {
      span.setStatus(StatusCode.ERROR, text);
    } else if (!error.isEmpty()) {
      // The Interactions API names the status in the code.
      String status = error.firstText("status", "code");
      String message = error.text("message");
      span.setStatus(
          StatusCode.ERROR,
          (status == null ? "error" : status) + (message == null ? "" : ": " + message));
    }
  }

  private GeminiFailures() {}
}
