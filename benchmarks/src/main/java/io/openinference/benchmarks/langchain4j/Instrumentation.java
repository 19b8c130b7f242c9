// SPDX-License-Identifier: Apache-2.0
package io.openinference.benchmarks.langchain4j;

import dev.braintrust.instrumentation.langchain.BraintrustLangchain;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.service.AiServices;
import io.openinference.instrumentation.langchain4j.LangChain4jInstrumentor;
import io.opentelemetry.api.OpenTelemetry;

/** Who traces the AI service, each recording as much as it can. */
public enum Instrumentation {
  /** Nobody. */
  NONE,
  /** This project. */
  OURS,
  /** Raw OpenTelemetry spans, with the same attributes set by hand. */
  FLOOR,
  /** Braintrust's SDK. */
  BRAINTRUST;

  /** Returns a service with a tool, whose model asks for the tool and then answers. */
  Assistant assistant(OpenTelemetry openTelemetry) {
    if (this == OURS) {
      LangChain4jInstrumentor.instrument(openTelemetry);
    }
    OpenAiChatModel.OpenAiChatModelBuilder builder =
        OpenAiChatModel.builder()
            .httpClientBuilder(new CannedHttpClient.Builder())
            .apiKey("canned")
            .modelName("gpt-4o")
            .temperature(0.2);
    ChatModel model =
        this == BRAINTRUST ? BraintrustLangchain.wrap(openTelemetry, builder) : builder.build();
    if (this == FLOOR) {
      return AiServiceFloor.assistant(model, openTelemetry);
    }
    AiServices<Assistant> services =
        AiServices.builder(Assistant.class).chatModel(model).tools(new WeatherTools());
    return this == BRAINTRUST
        ? BraintrustLangchain.wrap(openTelemetry, services)
        : services.build();
  }
}
