// SPDX-License-Identifier: Apache-2.0
package io.openinference.examples.zerocode;

import static org.assertj.core.api.Assertions.assertThat;

import io.openinference.testing.ReceivedSpan;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** OpenTelemetry's agent with the extension that OpenInference spans need. */
@Tag("slow")
class ExtensionTest extends AbstractProgramTest {

  private static final String PROJECT = "openinference.project.name";

  @Test
  void tracesInTheContextOfTheAgentAndTheProjectOfTheEnvironment() throws Exception {
    jvmWithExtension()
        .withoutDependencyOnUs()
        .option("-Dotel.resource.attributes=" + PROJECT + "=shop")
        .run(PlainChat.class);

    assertThat(chats()).hasSize(3);
    assertThat(receiver.spans()).allSatisfy(span -> assertThat(project(span)).isEqualTo("shop"));
    for (ReceivedSpan chat : chats()) {
      assertThat(receiver.spans())
          .as("HTTP client span below the call")
          .anyMatch(
              span -> span.parentSpanId().equals(chat.spanId()) && span.name().startsWith("POST"));
    }
  }

  @Test
  void isOneAgentWithTheOther() throws Exception {
    traceHttpOnly(jvmWithExtension())
        .option("-javaagent:" + ProgramJvm.AGENT)
        .option("-Dotel.resource.attributes=" + PROJECT + "=shop")
        .run(ProjectChat.class);

    requireEachCallOnceInItsProject();
  }

  @Tag("full")
  @Test
  void isOneAgentWithThatBeforeIt() throws Exception {
    jvm()
        .option("-javaagent:" + ProgramJvm.AGENT)
        .option("-javaagent:" + ProgramJvm.OPENTELEMETRY_AGENT)
        .option("-Dotel.javaagent.extensions=" + ProgramJvm.EXTENSION)
        .run(ProjectChat.class);

    requireEachCallOnceInItsProject();
  }

  private void requireEachCallOnceInItsProject() {
    assertThat(chats()).hasSize(3);
    assertThat(chats()).allSatisfy(span -> assertThat(project(span)).isEqualTo("support"));
    assertThat(receiver.spans())
        .as("HTTP client spans")
        .anyMatch(span -> span.parentSpanId().equals(chats().get(0).spanId()));
  }

  @Test
  void jarOfTheAgentNamesTheJarOfTheExtension() throws Exception {
    String printed =
        traceHttpOnly(jvm())
            .withoutDependencyOnUs()
            .option("-javaagent:" + ProgramJvm.OPENTELEMETRY_AGENT)
            .option("-Dotel.javaagent.extensions=" + ProgramJvm.AGENT)
            .run(PlainChat.class);

    assertThat(printed).contains("Use openinference-javaagent-extension.jar as the extension.");
    assertThat(chats()).hasSize(3);
  }

  @Tag("full")
  @Test
  void keepsMoreAttributesThanTheAgentDoes() throws Exception {
    traceHttpOnly(jvmWithExtension()).withoutDependencyOnUs().run(LongChat.class);

    assertThat(chats()).hasSize(1);
    ReceivedSpan chat = chats().get(0);
    assertThat(chat.attributes())
        .hasSizeGreaterThan(2 * LongChat.MESSAGES)
        .containsKey("llm.token_count.total");
    for (int i = 0; i < LongChat.MESSAGES; i++) {
      assertThat(chat.attributes())
          .containsEntry("llm.input_messages." + i + ".message.content", "Message " + i);
    }
  }

  @Test
  void sendsSpansToTheProjectOfAScope() throws Exception {
    traceHttpOnly(jvmWithExtension())
        // One of the calls goes on in a thread of the HTTP client.
        .option("-Dotel.instrumentation.executors.enabled=true")
        .option("-Dotel.resource.attributes=" + PROJECT + "=shop")
        .run(ProjectChat.class);

    assertThat(chats()).hasSize(3);
    List<ReceivedSpan> requests =
        receiver.spans().stream().filter(span -> span.name().startsWith("POST")).toList();
    assertThat(requests).hasSizeGreaterThanOrEqualTo(3);
    assertThat(chats()).allSatisfy(span -> assertThat(project(span)).isEqualTo("support"));
    assertThat(requests).allSatisfy(span -> assertThat(project(span)).isEqualTo("support"));
  }

  private static Object project(ReceivedSpan span) {
    return span.resourceAttributes().get(PROJECT);
  }
}
