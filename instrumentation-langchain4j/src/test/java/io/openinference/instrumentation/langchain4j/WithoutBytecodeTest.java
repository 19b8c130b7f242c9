// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.service.AiServices;
import io.openinference.testing.LogCapture;
import io.openinference.testing.OpenInferenceExtension;
import io.openinference.testing.StubServer;
import io.openinference.testing.contract.Door;
import io.openinference.testing.contract.ReducedClassPath;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * An application that only wraps may leave out the bytecode module and Byte Buddy. It runs in a
 * class loader that does not have them.
 */
class WithoutBytecodeTest {

  private static final String BYTECODE_MODULE = "instrumentation-bytecode";
  private static final String BYTE_BUDDY = "byte-buddy";

  /** Runs in the class loader. */
  public static final class Application {

    /** Calls a model that is wrapped, and returns the names of the spans. */
    public static List<String> wrap(String baseUrl) {
      OpenInferenceExtension telemetry = OpenInferenceExtension.create();
      LangChain4jInstrumentor.create(telemetry.openTelemetry()).wrap(model(baseUrl)).chat("Hi");
      return names(telemetry);
    }

    /** Calls an AI service after {@code instrument()}, and returns the names of the spans. */
    public static List<String> service(String baseUrl) {
      OpenInferenceExtension telemetry = OpenInferenceExtension.create();
      LangChain4jInstrumentor.instrument(telemetry.openTelemetry());
      AiServices.create(Assistant.class, model(baseUrl)).chat("Hi");
      return names(telemetry);
    }

    private static List<String> names(OpenInferenceExtension telemetry) {
      return telemetry.spans().stream().map(SpanData::getName).toList();
    }

    private static ChatModel model(String baseUrl) {
      return OpenAiChatModel.builder()
          .baseUrl(baseUrl)
          .apiKey("key")
          .modelName("gpt-4o-mini")
          .maxRetries(0)
          .build();
    }

    /** Answers. */
    public interface Assistant {
      String chat(String question);
    }
  }

  @Test
  void wrapTraces() throws Exception {
    try (StubServer server = StubServer.start()) {
      server.handler(request -> Reply.text("Hello!").to(request));

      assertThat(
              ReducedClassPath.without(BYTECODE_MODULE, BYTE_BUDDY)
                  .run(Application.class, "wrap", server.baseUrl()))
          .isEqualTo(List.of("OpenAiChatModel"));
    }
  }

  @Test
  void instrumentTracesServicesAndNamesWhatIsMissing() throws Exception {
    assumeFalse(Door.ofRun().isAgent(), "the agent weaves");
    try (StubServer server = StubServer.start();
        LogCapture log = LogCapture.of(LangChain4jInstrumentor.class)) {
      server.handler(request -> Reply.text("Hello!").to(request));

      assertThat(
              ReducedClassPath.without(BYTECODE_MODULE, BYTE_BUDDY)
                  .run(Application.class, "service", server.baseUrl()))
          .isEqualTo(List.of("OpenAiChatModel", "Assistant.chat"));

      assertThat(log.messages())
          .containsExactly(
              "LangChain4jInstrumentor.instrument() traces only AI services, and no models and"
                  + " stores outside of them:"
                  + " io.openinference:openinference-instrumentation-bytecode is not on"
                  + " the class path. Alternatives: add that artifact, use"
                  + " LangChain4jInstrumentor.wrap(model), or start the JVM with"
                  + " -javaagent:openinference-javaagent.jar.");
    }
  }
}
