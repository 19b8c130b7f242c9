// SPDX-License-Identifier: Apache-2.0
package io.openinference.examples.zerocode;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.openinference.examples.openaiserver.OpenAIServer;
import io.openinference.testing.OtlpReceiver;
import io.openinference.testing.ReceivedSpan;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * A test of programs in JVMs of their own, with a stand-in for the model and a receiver of spans.
 */
abstract class AbstractProgramTest {

  final OpenAIServer models = OpenAIServer.start();
  final OtlpReceiver receiver = OtlpReceiver.start();
  private final Map<String, String> environment =
      Map.of(
          "OPENAI_BASE_URL", models.baseUrl(),
          "OPENAI_API_KEY", "not-needed",
          "OTEL_EXPORTER_OTLP_ENDPOINT", receiver.endpoint(),
          "OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf",
          "OTEL_METRICS_EXPORTER", "none",
          "OTEL_LOGS_EXPORTER", "none");

  @BeforeEach
  void requireAgents() {
    assumeTrue(ProgramJvm.AGENT.endsWith(".jar"), "the agent is not packaged yet");
  }

  @AfterEach
  void close() {
    models.close();
    receiver.close();
  }

  final ProgramJvm jvm() {
    return new ProgramJvm(environment);
  }

  final ProgramJvm jvmWithExtension() {
    return jvm()
        .option("-javaagent:" + ProgramJvm.OPENTELEMETRY_AGENT)
        .option("-Dotel.javaagent.extensions=" + ProgramJvm.EXTENSION);
  }

  /**
   * Leaves OpenTelemetry's agent only what these programs use: the HTTP client and, for programs
   * with our core, OpenTelemetry's API. The agent then starts in half of the time.
   */
  static ProgramJvm traceHttpOnly(ProgramJvm jvm) {
    return jvm.option("-Dotel.instrumentation.common.default-enabled=false")
        .option("-Dotel.instrumentation.opentelemetry-api.enabled=true")
        .option("-Dotel.instrumentation.okhttp.enabled=true");
  }

  final List<ReceivedSpan> chats() {
    return receiver.spans().stream().filter(span -> span.name().equals("ChatCompletion")).toList();
  }
}
