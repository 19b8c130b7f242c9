// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import static io.openinference.instrumentation.openai.SampleExchanges.CHAT;
import static io.openinference.instrumentation.openai.SampleExchanges.CHAT_ANSWER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.openai.client.okhttp.OpenAIOkHttpClient;
import io.openinference.testing.LogCapture;
import io.openinference.testing.OpenInferenceExtension;
import io.openinference.testing.StubResponse;
import io.openinference.testing.StubServer;
import io.openinference.testing.contract.Door;
import io.openinference.testing.contract.ReducedClassPath;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
      OpenAIInstrumentor.create(telemetry.openTelemetry())
          .wrap(
              OpenAIOkHttpClient.builder()
                  .jsonMapper(Json.MAPPER)
                  .apiKey("test-key")
                  .baseUrl(baseUrl)
                  .build())
          .chat()
          .completions()
          .create(CHAT);
      return names(telemetry);
    }

    private static List<String> names(OpenInferenceExtension telemetry) {
      return telemetry.spans().stream().map(SpanData::getName).toList();
    }

    /** Tells whether {@code instrument()} is on. */
    public static boolean instrument() {
      return OpenAIInstrumentor.instrument(OpenInferenceExtension.create().openTelemetry()).isOn();
    }
  }

  @Test
  void wrapTraces() throws Exception {
    try (StubServer server = StubServer.start()) {
      server.enqueue(StubResponse.json(CHAT_ANSWER));

      assertThat(
              ReducedClassPath.without(BYTECODE_MODULE, BYTE_BUDDY)
                  .run(Application.class, "wrap", server.baseUrl()))
          .isEqualTo(List.of("ChatCompletion"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    BYTECODE_MODULE + ", io.openinference:openinference-instrumentation-bytecode",
    BYTE_BUDDY + ", net.bytebuddy:byte-buddy",
    "byte-buddy-agent, net.bytebuddy:byte-buddy-agent",
  })
  void instrumentNamesWhatIsMissing(String artifact, String name) throws Exception {
    assumeFalse(Door.ofRun().isAgent(), "the agent weaves");
    try (LogCapture log = LogCapture.of(OpenAIInstrumentor.class)) {
      assertThat(ReducedClassPath.without(artifact).run(Application.class, "instrument"))
          .isEqualTo(false);

      assertThat(log.messages())
          .containsExactly(
              "OpenAIInstrumentor.instrument() cannot trace the clients of this process: "
                  + name
                  + " is not on the class path. Alternatives: add that artifact, use"
                  + " OpenAIInstrumentor.wrap(client), or start the JVM with"
                  + " -javaagent:openinference-javaagent.jar.");
    }
  }
}
