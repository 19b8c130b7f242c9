// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.service.AiServices;
import java.io.IOException;
import java.net.URL;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Fails if the tests run on another release of LangChain4j than the build means them to. */
class ReleaseTest {

  @Test
  void runsOnTheReleaseThatTheBuildNames() throws IOException {
    String release = System.getProperty("langchain4j.release-under-test");

    assertOnlyJar(AiServices.class, release);
    assertOnlyJar(OpenAiChatModel.class, release);
    assertOnlyJar(ChatModel.class, System.getProperty("langchain4j-core.release-under-test"));
  }

  private static void assertOnlyJar(Class<?> type, String release) throws IOException {
    String resource = type.getName().replace('.', '/') + ".class";
    List<URL> found = Collections.list(type.getClassLoader().getResources(resource));
    assertThat(found).hasSize(1);
    assertThat(found.get(0).toString()).contains("-" + release + ".jar!");
  }
}
