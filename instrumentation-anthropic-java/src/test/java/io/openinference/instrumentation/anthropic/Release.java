// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.anthropic;

import com.anthropic.client.AnthropicClient;
import java.lang.reflect.Method;
import java.util.Arrays;

/** What the release of anthropic-java under test has. */
final class Release {

  static boolean makesSpans() {
    return has("com.anthropic.core.opentelemetry.OpenTelemetryOptions");
  }

  private static boolean has(String type) {
    try {
      Class.forName(type, false, AnthropicClient.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  static boolean hasCompletions() {
    return Arrays.stream(AnthropicClient.class.getMethods())
        .map(Method::getName)
        .anyMatch("completions"::equals);
  }

  private Release() {}
}
