// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.springai;

import io.micrometer.observation.ObservationRegistry;
import io.openinference.instrumentation.TraceConfig;
import io.openinference.testing.OpenInferenceExtension;
import io.openinference.testing.StubServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.model.tool.ToolCallingManager;
import org.springframework.ai.tool.execution.DefaultToolExecutionExceptionProcessor;
import org.springframework.ai.tool.execution.ToolExecutionExceptionProcessor;

/** Has a server with OpenAI's API, and Spring AI with an instrumented registry. */
abstract class AbstractSpringAITest {

  @RegisterExtension
  static final OpenInferenceExtension telemetry = OpenInferenceExtension.create();

  StubServer server;
  ObservationRegistry registry;
  SpringAIInstrumentor instrumentor;

  @BeforeEach
  void start() {
    server = StubServer.start();
    instrument(TraceConfig.builder().build());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  /** Makes a new registry, whose spans hide what the settings say. */
  void instrument(TraceConfig config) {
    instrument(SpringAIInstrumentor.builder(telemetry.openTelemetry()).config(config).build());
  }

  void instrument(SpringAIInstrumentor instrumentor) {
    this.instrumentor = instrumentor;
    registry = ObservationRegistry.create();
    registry.observationConfig().observationHandler(instrumentor.observationHandler());
  }

  ToolCallingManager toolCallingManager() {
    return instrumentor.wrap(
        ToolCallingManager.class,
        ToolCallingManager.builder()
            .observationRegistry(registry)
            .toolExecutionExceptionProcessor(
                instrumentor.wrap(
                    ToolExecutionExceptionProcessor.class,
                    DefaultToolExecutionExceptionProcessor.builder().build()))
            .build());
  }

  ChatModel model() {
    return Models.chat(server.baseUrl(), registry, toolCallingManager(), 1);
  }

  ChatClient client() {
    return Models.client(model(), registry, toolCallingManager()).build();
  }
}
