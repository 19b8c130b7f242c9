// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.openai.client.OpenAIClient;
import org.junit.jupiter.api.Test;

/** Fails if the tests run on another release of openai-java than the build means them to. */
class ReleaseTest {

  @Test
  void runsOnTheReleaseThatTheBuildNames() {
    String expected = System.getProperty("openai-java.release-under-test");

    assertThat(OpenAIClient.class.getPackage().getImplementationVersion()).isEqualTo(expected);
    assertThat(jarOf("com.openai.client.OpenAIClient")).endsWith("-" + expected + ".jar");
    assertThat(jarOf("com.openai.client.okhttp.OpenAIOkHttpClient"))
        .endsWith("-" + expected + ".jar");
  }

  private static String jarOf(String className) {
    try {
      return Class.forName(className).getProtectionDomain().getCodeSource().getLocation().getPath();
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }
}
