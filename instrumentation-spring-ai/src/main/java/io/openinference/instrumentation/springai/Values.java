// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.springai;

import io.openinference.instrumentation.OpenInferenceSpan;
import io.openinference.instrumentation.api.JsonValues;
import io.openinference.semconv.InputAttributes;
import io.openinference.semconv.MimeType;
import io.openinference.semconv.OutputAttributes;

/** Records Spring AI's objects as the JSON of input and output values. */
final class Values {

  static void input(OpenInferenceSpan<?> span, Object value) {
    span.setAttributeLazily(InputAttributes.INPUT_VALUE, () -> JsonValues.write(value));
    span.setAttribute(InputAttributes.INPUT_MIME_TYPE, MimeType.JSON.value());
  }

  static void output(OpenInferenceSpan<?> span, Object value) {
    span.setAttributeLazily(OutputAttributes.OUTPUT_VALUE, () -> JsonValues.write(value));
    span.setAttribute(OutputAttributes.OUTPUT_MIME_TYPE, MimeType.JSON.value());
  }

  private Values() {}
}
