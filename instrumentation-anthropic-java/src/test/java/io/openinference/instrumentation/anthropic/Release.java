// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.anthropic;

import com.anthropic.client.AnthropicClient;
import com.anthropic.services.blocking.beta.MessageService;
import java.lang.reflect.Method;
import java.util.Arrays;

/** What the release of anthropic-java under test has. */
final class Release {

  static boolean makesSpans() {
    return has("com.anthropic.core.opentelemetry.OpenTelemetryOptions");
  }

  static boolean has(String type) {
    try {
      Class.forName(type, false, AnthropicClient.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  static boolean hasToolRunner() {
    return Arrays.stream(MessageService.class.getMethods())
        .map(Method::getName)
        .anyMatch("toolRunner"::equals);
  }

  static boolean hasCompletions() {
    return Arrays.stream(AnthropicClient.class.getMethods())
        .map(Method::getName)
        .anyMatch("completions"::equals);
  }

  private Release() {}
}
