// SPDX-License-Identifier: Apache-2.0
package io.openinference.spring.boot.newest;

import static org.assertj.core.api.Assertions.assertThat;

import io.openinference.testing.ChildJvm;
import io.openinference.testing.OtlpReceiver;
import io.openinference.testing.ReceivedSpan;
import io.openinference.testing.StubResponse;
import io.openinference.testing.StubServer;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The agent in front of a Boot application that knows nothing of OpenInference. */
@Execution(ExecutionMode.CONCURRENT) // Each waits for another JVM.
class AgentUnderBootTest {

  private static final String AGENT = System.getProperty("agent");
  private static final String PROGRAM = OneCallApplication.class.getName();

  private OtlpReceiver receiver;
  private StubServer model;

  @BeforeEach
  void start() {
    receiver = OtlpReceiver.start();
    model =
        StubServer.start()
            .enqueue(
                StubResponse.json(
                    "{\"id\":\"c\",\"object\":\"chat.completion\",\"created\":1,\"model\":\"m\","
                        + "\"choices\":[{\"index\":0,\"finish_reason\":\"stop\",\"logprobs\":null,"
                        + "\"message\":{\"role\":\"assistant\",\"content\":\"hi\",\"refusal\":null}"
                        + "}]}"));
  }

  @AfterEach
  void stop() {
    receiver.close();
    model.close();
  }

  /** AgentCombinationsTest has another application for this, which the quick tests run. */
  @Test
  @Tag("full")
  void spansAreInsideTheTracesOfBoot() {
    run(
        ClassPaths.without("openinference"),
        "--management.opentelemetry.tracing.export.otlp.endpoint=" + receiver.tracesEndpoint());

    List<ReceivedSpan> spans = receiver.awaitSpans(2);
    ReceivedSpan job = named(spans, "job");
    ReceivedSpan call = named(spans, "ChatCompletion");
    assertThat(call.parentSpanId()).isEqualTo(job.spanId());
    assertThat(call.traceId()).isEqualTo(job.traceId());
    assertThat(call.attributes()).containsEntry("openinference.span.kind", "LLM");
    assertThat(call.resourceAttributes()).containsEntry("service.name", "shop");
  }

  @Test
  void withoutOpenTelemetryTheServiceHasTheNameOfTheApplication() {
    run(ClassPaths.without("openinference|opentelemetry|micrometer-tracing"));

    ReceivedSpan call = named(receiver.awaitSpans(1), "ChatCompletion");
    assertThat(call.resourceAttributes()).containsEntry("service.name", "shop");
  }

  private void run(String classPath, String... arguments) {
    String[] all = Arrays.copyOf(arguments, arguments.length + 2);
    all[arguments.length] = "--model=" + model.baseUrl();
    all[arguments.length + 1] = "--spring.application.name=shop";
    ChildJvm.create()
        .option("-javaagent:" + AGENT)
        .environment("PHOENIX_COLLECTOR_ENDPOINT", receiver.endpoint())
        .classPath(classPath)
        .run(PROGRAM, all);
  }

  private static ReceivedSpan named(List<ReceivedSpan> spans, String name) {
    return spans.stream().filter(span -> span.name().equals(name)).findFirst().orElseThrow();
  }
}
