// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import static io.openinference.testing.OpenInferenceAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.model.openaiofficial.OpenAiOfficialChatModel;
import io.openinference.instrumentation.openai.OpenAIInstrumentor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** LangChain4j on top of openai-java, with both of them instrumented. */
class OpenAiJavaTest extends ApplicationTest {

  interface Assistant {
    String ask(String question);
  }

  /**
   * A model whose client is traced too; with {@code openAIClient(..)} its builder forgets the rest.
   */
  static final class OpenAiModel extends OpenAiOfficialChatModel {
    OpenAiModel(OpenAiOfficialChatModel.Builder builder) {
      super(builder);
      client = OpenAIInstrumentor.create(telemetry.openTelemetry()).wrap(client);
    }
  }

  @ParameterizedTest
  @EnumSource
  void makesOneSpanOfACall(Door door) {
    open(door);
    server.handler(request -> Reply.text("Hello!").to(request));
    OpenAiModel model =
        new OpenAiModel(
            OpenAiOfficialChatModel.builder()
                .baseUrl(server.baseUrl())
                .apiKey("key")
                .modelName("gpt-4o-mini"));

    Assistant assistant =
        service(Assistant.class).chatModel(door.model(instrumentor, model)).build();
    assertThat(assistant.ask("Hi")).isEqualTo("Hello!");

    assertThat(telemetry.trace())
        .hasTree(
            """
            CHAIN Assistant.ask
              LLM OpenAiModel
            """)
        .span("OpenAiModel")
        .hasAttribute("llm.token_count.total", 18)
        .hasAttribute("llm.token_count.prompt_details.cache_read", 3);

    telemetry.clear();
    model.chat("Hi");
    assertThat(telemetry.trace()).hasTree("LLM ChatCompletion");
  }
}
