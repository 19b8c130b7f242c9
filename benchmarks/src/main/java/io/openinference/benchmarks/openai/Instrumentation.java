// SPDX-License-Identifier: Apache-2.0
package io.openinference.benchmarks.openai;

import com.openai.client.OpenAIClient;
import dev.braintrust.instrumentation.openai.BraintrustOpenAI;
import io.openinference.instrumentation.openai.OpenAIInstrumentor;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.instrumentation.openai.v1_1.OpenAITelemetry;

/** Who traces the calls, each recording as much as it can. */
public enum Instrumentation {
  /** Nobody. */
  NONE,
  /** This project. */
  OURS,
  /** Code beside each call that sets the attributes by hand. */
  FLOOR,
  /** OpenTelemetry's library for openai-java, with the content of messages. */
  OPENTELEMETRY,
  /** Braintrust's SDK. */
  BRAINTRUST;

  /** Returns the client to call; the floor traces around it. */
  OpenAIClient wrap(OpenAIClient client, OpenTelemetry openTelemetry) {
    return switch (this) {
      case NONE, FLOOR -> client;
      case OURS -> OpenAIInstrumentor.create(openTelemetry).wrap(client);
      case OPENTELEMETRY ->
          OpenAITelemetry.builder(openTelemetry)
              .setCaptureMessageContent(true)
              .build()
              .wrap(client);
      case BRAINTRUST -> BraintrustOpenAI.wrapOpenAI(openTelemetry, client);
    };
  }
}
