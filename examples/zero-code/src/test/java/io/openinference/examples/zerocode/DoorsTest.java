// SPDX-License-Identifier: Apache-2.0
package io.openinference.examples.zerocode;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Each program behind its door, in a JVM of its own. */
class DoorsTest extends AbstractProgramTest {

  @Test
  void agentTracesAProgramThatKnowsNothingOfUs() throws Exception {
    String printed =
        jvm().withoutDependencyOnUs().option("-javaagent:" + ProgramJvm.AGENT).run(PlainChat.class);

    assertThat(printed).isEqualTo(jvm().withoutDependencyOnUs().run(PlainChat.class));
    assertThat(chats()).hasSize(3);
  }

  @Test
  void programAsksToBeTraced() throws Exception {
    jvm().run(InstrumentedChat.class);

    assertThat(chats()).hasSize(3);
    assertThat(chats().toString()).contains("chat-1");
  }

  @Tag("full")
  @Test
  void programAsksToBeTracedUnderTheAgent() throws Exception {
    jvm().option("-javaagent:" + ProgramJvm.AGENT).run(InstrumentedChat.class);

    assertThat(chats()).hasSize(3);
    assertThat(chats().toString()).contains("chat-1");
  }

  @Test
  void programInAFatJarAsksToBeTracedUnderTheAgent() throws Exception {
    String printed = jvm().asFatJar().option("-javaagent:" + ProgramJvm.AGENT).run(Launcher.class);

    assertThat(printed).doesNotContain("NoClassDefFoundError");
    assertThat(chats()).hasSize(3);
    assertThat(chats().toString()).contains("chat-1");
  }

  @Test
  void agentLeavesAProgramWithoutTheLibrariesAlone() throws Exception {
    assertThat(
            jvm()
                .withoutJars(entry -> !entry.contains("test-classes"))
                .option("-javaagent:" + ProgramJvm.AGENT)
                .run(Hello.class))
        .isEqualTo("Hello\n");
    assertThat(receiver.spans()).isEmpty();
  }

  @Test
  void withoutAttachOneLineSaysWhatWorks() throws Exception {
    String printed = jvm().option("-XX:+DisableAttachMechanism").run(InstrumentedChat.class);

    assertThat(chats()).isEmpty();
    assertThat(printed.lines().filter(line -> line.contains("instrument()")))
        .singleElement()
        .asString()
        .contains(
            "DisableAttachMechanism",
            "OpenAIInstrumentor.wrap(client)",
            "-javaagent:openinference-javaagent.jar");
  }
}
