// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.googlegenai;

import io.openinference.instrumentation.OpenInferenceSpan;
import io.openinference.instrumentation.api.wire.WireObject;
import io.opentelemetry.api.trace.StatusCode;

/** Reads the error of a body, which a stream may bring after it has begun well. */
final class Failures {

  static void record(OpenInferenceSpan<?> span, WireObject response) {
    WireObject error = response.object("error");
    if (!error.isEmpty()) {
      String status = error.text("status");
      String message = error.text("message");
      span.setStatus(
          StatusCode.ERROR,
          (status == null ? "error" : status) + (message == null ? "" : ": " + message));
    }
  }

  private Failures() {}
}
