// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bedrock;

import io.openinference.instrumentation.Message;
import io.openinference.instrumentation.api.masking.BodyShape;
import io.openinference.instrumentation.api.masking.ContentKind;
import io.openinference.instrumentation.api.masking.JsonRedactor;
import io.openinference.instrumentation.api.wire.WireObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Converse, and the bodies of Nova's models, which are like it. */
final class ConverseApi implements ModelApi {

  private static final BodyShape SHAPE =
      BodyShapes.builder()
          .request("messages", ContentKind.INPUT)
          .request("system", ContentKind.INPUT)
          .request("promptVariables", ContentKind.INPUT)
          .request("toolConfig", ContentKind.TOOLS)
          .parameter("additionalModelRequestFields", ContentKind.EXTENSION)
          .response("output", ContentKind.OUTPUT)
          .details("stopReason", "usage", "metrics", "performanceConfig", "serviceTier")
          .build();

  @Override
  public BodyShape shape() {
    return SHAPE;
  }

  @Override
  public List<Message> messages(WireObject request, JsonRedactor redactor) {
    List<Object> messages = new ArrayList<>();
    List<?> system = request.list("system");
    if (!system.isEmpty()) {
      messages.add(Map.of("role", "system", "content", system));
    }
    messages.addAll(request.list("messages"));
    return Messages.of(messages, redactor);
  }

  @Override
  public List<?> tools(WireObject request) {
    List<Object> tools = new ArrayList<>(request.object("toolConfig").list("tools"));
    tools.removeIf(tool -> tool == null || WireObject.of(tool).get("cachePoint") != null);
    return tools;
  }

  @Override
  public Answer answer(WireObject response, JsonRedactor redactor) {
    Object message = response.object("output").get("message");
    return new Answer(
        message == null ? List.of() : Messages.of(List.of(message), redactor),
        response.text("stopReason"),
        TokenCounts.besideCache(response.object("usage")));
  }
}
