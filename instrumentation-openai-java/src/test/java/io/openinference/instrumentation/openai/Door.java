// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import com.openai.client.OpenAIClient;
import io.opentelemetry.api.OpenTelemetry;
import java.util.Locale;

/**
 * How the clients of the tests come to be traced, named by the property {@code openai-java.door}.
 */
enum Door {
  /** The client is wrapped. */
  WRAP,
  /** All clients of the process are traced. */
  INSTRUMENT,
  /** All clients of the process are traced, and the client is wrapped as well. */
  INSTRUMENT_AND_WRAP,
  /** The JVM runs with our agent. */
  AGENT,
  /** The JVM runs with our agent, and the client is wrapped as well. */
  AGENT_AND_WRAP;

  static final Door CURRENT =
      valueOf(System.getProperty("openai-java.door", "wrap").toUpperCase(Locale.ROOT));

  /** Returns the client of which calls are traced. */
  OpenAIClient traced(OpenAIClient client, OpenAIInstrumentor instrumentor) {
    return switch (this) {
      case WRAP, INSTRUMENT_AND_WRAP, AGENT_AND_WRAP -> instrumentor.wrap(client);
      case INSTRUMENT, AGENT -> client;
    };
  }

  /** Returns the client of which calls are not traced. */
  OpenAIClient untraced(OpenAIClient client) {
    return this == WRAP ? client : SilentCalls.of(OpenAIClient.class, client);
  }

  /** Turns tracing of the process on where the door asks for it; returns what turns it off. */
  Runnable open(OpenTelemetry openTelemetry) {
    return switch (this) {
      case INSTRUMENT, INSTRUMENT_AND_WRAP ->
          OpenAIInstrumentor.instrument(openTelemetry)::uninstrument;
      case WRAP, AGENT, AGENT_AND_WRAP -> () -> {};
    };
  }
}
