// SPDX-License-Identifier: Apache-2.0
package io.openinference.examples.zerocode;

import io.openinference.sdk.OpenInferenceSdk;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import java.util.List;

/** Writes a {@code gen_ai} span itself, as frameworks do. */
final class GenAiChat {

  public static void main(String[] arguments) {
    if (Boolean.getBoolean("register")) {
      OpenInferenceSdk.register();
    }
    Span span =
        GlobalOpenTelemetry.getTracer("shop")
            .spanBuilder("chat gpt-5-mini")
            .setAttribute("gen_ai.operation.name", "chat")
            .setAttribute("gen_ai.provider.name", "openai")
            .setAttribute("gen_ai.request.model", "gpt-5-mini")
            .startSpan();
    span.setAttribute(
        "gen_ai.input.messages",
        "[{\"role\":\"user\",\"parts\":[{\"type\":\"text\",\"content\":\"Where is 1042?\"}]}]");
    span.setAttribute(
        "gen_ai.output.messages",
        "[{\"role\":\"assistant\",\"parts\":[{\"type\":\"text\",\"content\":\"On its way.\"}],"
            + "\"finish_reason\":\"stop\"}]");
    span.setAttribute(
        AttributeKey.stringArrayKey("gen_ai.response.finish_reasons"), List.of("stop"));
    span.setAttribute("gen_ai.usage.input_tokens", 20);
    span.setAttribute("gen_ai.usage.output_tokens", 9);
    span.end();
  }

  private GenAiChat() {}
}
