// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langgraph4j;

import io.openinference.instrumentation.OpenInferenceSpan;
import io.openinference.instrumentation.TraceConfig;
import java.util.Map;

/** Records the states of graphs, which hold the application's own objects. */
final class States {

  static void recordInput(OpenInferenceSpan<?> span, Map<?, ?> state, Tracing tracing) {
    if (tracing.hidesInput()) {
      span.input(TraceConfig.REDACTED_VALUE);
    } else {
      span.inputJson(state);
    }
  }

  static void recordOutput(OpenInferenceSpan<?> span, Map<?, ?> state, Tracing tracing) {
    if (tracing.hidesOutput()) {
      span.output(TraceConfig.REDACTED_VALUE);
    } else {
      span.outputJson(state);
    }
  }

  private States() {}
}
