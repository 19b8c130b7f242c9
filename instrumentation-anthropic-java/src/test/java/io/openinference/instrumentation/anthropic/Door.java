// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.anthropic;

import com.anthropic.client.AnthropicClient;
import io.opentelemetry.api.OpenTelemetry;

/** How the clients of a test come to be traced. */
enum Door {
  /** The client is wrapped. */
  WRAP,
  /** All clients of the process are traced. */
  INSTRUMENT,
  /** All clients of the process are traced, and the client is wrapped as well. */
  BOTH;

  /** Turns tracing of the process on where the door asks for it; returns what turns it off. */
  Runnable open(OpenTelemetry openTelemetry) {
    return this == WRAP ? () -> {} : AnthropicInstrumentor.instrument(openTelemetry)::uninstrument;
  }

  AnthropicClient traced(AnthropicClient client, AnthropicInstrumentor instrumentor) {
    return this == INSTRUMENT ? client : instrumentor.wrap(client);
  }
}
