// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import com.openai.client.OpenAIClient;
import io.openinference.testing.contract.Door;
import io.opentelemetry.api.OpenTelemetry;

/** The clients of a test, as the {@link Door} of the run asks for. */
final class TracedClients {

  /** Returns the client of which calls are traced. */
  static OpenAIClient traced(OpenAIClient client, OpenAIInstrumentor instrumentor) {
    return Door.ofRun().isWrapping() ? instrumentor.wrap(client) : client;
  }

  /** Returns the client of which calls are not traced. */
  static OpenAIClient untraced(OpenAIClient client) {
    return Door.ofRun() == Door.WRAP ? client : SilentCalls.of(OpenAIClient.class, client);
  }

  /** Turns tracing of the process on where the door asks for it; returns what turns it off. */
  static Runnable open(OpenTelemetry openTelemetry) {
    return Door.ofRun().isInstrumenting()
        ? OpenAIInstrumentor.instrument(openTelemetry)::uninstrument
        : () -> {};
  }

  private TracedClients() {}
}
