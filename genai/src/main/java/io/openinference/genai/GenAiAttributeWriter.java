// SPDX-License-Identifier: Apache-2.0
package io.openinference.genai;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.AttributesBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes the {@code gen_ai} attributes of one OpenInference span. */
final class GenAiAttributeWriter {

  private final AttributesBuilder genAi;
  private final AttributeValues values;
  private final boolean olderNames;

  GenAiAttributeWriter(AttributesBuilder genAi, AttributeValues values, boolean olderNames) {
    this.genAi = genAi;
    this.values = values;
    this.olderNames = olderNames;
  }

  void writeCommon() {
    put("gen_ai.operation.name", SpanKinds.operation(values));
    String provider = Providers.genAiName(values.text("llm.provider"), values.text("llm.system"));
    put("gen_ai.provider.name", provider);
    if (olderNames) {
      put("gen_ai.system", provider);
    }
    put("gen_ai.conversation.id", values.filled("session.id"));
    put("gen_ai.agent.name", values.filled("agent.name"));
    Map<String, @Nullable Object> parameters = RequestParameters.ofOpenInference(values);
    put("gen_ai.request.model", requestModel(parameters));
    RequestParameters.writeGenAi(genAi, parameters);
    TokenCounts.writeGenAi(genAi, values, olderNames);
    writePrompt();
    writeMessages();
    List<Map<String, @Nullable Object>> tools = ToolDefinitions.ofOpenInference(values);
    if (!tools.isEmpty()) {
      put("gen_ai.tool.definitions", JsonText.write(tools));
    }
  }

  private @Nullable String requestModel(Map<String, @Nullable Object> parameters) {
    String model =
        values.filled(
            "llm.request.model_name",
            "llm.model_name",
            "embedding.model_name",
            "reranker.model_name");
    return model == null ? Trees.text(parameters, "model") : model;
  }

  private void writePrompt() {
    put("gen_ai.prompt.version", values.filled("llm.prompt_template.version"));
    values
        .object("llm.prompt_template.variables")
        .forEach((name, value) -> put("gen_ai.prompt.variable." + name, JsonText.plain(value)));
  }

  private void writeMessages() {
    Messages input = OpenInferenceMessageReader.input(values);
    Messages output = OpenInferenceMessageReader.output(values);
    List<String> reasons = finishReasons(output);
    if (!input.isEmpty()) {
      put("gen_ai.input.messages", input.json());
    }
    if (!output.isEmpty()) {
      put("gen_ai.output.messages", withFinishReasons(output, reasons).json());
    }
    if (!reasons.isEmpty()) {
      genAi.put(AttributeKey.stringArrayKey("gen_ai.response.finish_reasons"), reasons);
    }
  }

  /** Returns the known finish reasons and invents none. */
  private List<String> finishReasons(Messages output) {
    List<String> reasons = new ArrayList<>();
    Object reason = values.get("llm.finish_reason");
    if (reason instanceof List<?> several) {
      several.forEach(one -> reasons.add(finishReason(JsonText.plain(one))));
    } else if (reason != null && !reason.toString().isEmpty()) {
      reasons.add(finishReason(reason.toString()));
    }
    if (reasons.isEmpty()) {
      for (GenAiMessage message : output.list()) {
        if (message.finishReason() != null) {
          reasons.add(finishReason(message.finishReason()));
        }
      }
    }
    return reasons;
  }

  private static String finishReason(String reason) {
    String lower = reason.toLowerCase(Locale.ROOT);
    return lower.equals("tool_calls") || lower.equals("function_call") ? "tool_call" : lower;
  }

  /** The reason of a message is an older name; older backends require it. */
  private Messages withFinishReasons(Messages output, List<String> reasons) {
    List<GenAiMessage> messages = new ArrayList<>();
    for (GenAiMessage message : output.list()) {
      String reason = null;
      if (olderNames) {
        String usual = message.hasPart(Parts.TOOL_CALL) ? "tool_call" : "stop";
        reason = reasons.isEmpty() ? usual : reasons.get(0);
        reason = message.finishReason() == null ? reason : finishReason(message.finishReason());
      }
      messages.add(new GenAiMessage(message.role(), message.parts(), message.name(), reason));
    }
    return new Messages(messages, false);
  }

  void writeResponse() {
    Map<String, @Nullable Object> response =
        "application/json".equals(values.text("output.mime_type"))
            ? values.object("output.value")
            : Trees.object(null);
    String model = values.filled("llm.response.model_name");
    put("gen_ai.response.id", Trees.text(response, "id"));
    put("gen_ai.response.model", model == null ? Trees.text(response, "model") : model);
  }

  void writeToolRun() {
    String name = values.filled("tool.name");
    put("gen_ai.tool.name", name);
    put("gen_ai.tool.type", name == null ? null : "function");
    put("gen_ai.tool.description", values.filled("tool.description"));
    put("gen_ai.tool.call.id", values.filled("tool.id", "tool_call.id"));
    put("gen_ai.tool.call.arguments", values.text("tool.parameters", "input.value"));
    put("gen_ai.tool.call.result", values.text("output.value"));
  }

  void writeRetrieval() {
    writeDocuments("retrieval.documents", Documents.FOUND);
    if (!"application/json".equals(values.text("input.mime_type"))) {
      put("gen_ai.retrieval.query.text", values.text("input.value"));
    }
  }

  /** The convention has no reranking. A reranked list is written as the result of a retrieval. */
  void writeReranking() {
    writeDocuments("reranker.input_documents", Documents.UNRANKED);
    writeDocuments("reranker.output_documents", Documents.FOUND);
    put("gen_ai.retrieval.query.text", values.text("reranker.query"));
    if (values.get("reranker.top_k") instanceof Number count) {
      genAi.put("gen_ai.retrieval.top_k", count.longValue());
    }
  }

  private void writeDocuments(String list, String key) {
    List<Map<String, @Nullable Object>> documents = Documents.ofOpenInference(values, list);
    if (!documents.isEmpty()) {
      put(key, JsonText.write(documents));
    }
  }

  void writeEmbedding() {
    for (AttributeValues embedding : values.list("embedding.embeddings")) {
      int dimensions = Trees.list(Trees.structured(embedding.get("embedding.vector"))).size();
      if (dimensions > 0) {
        genAi.put("gen_ai.embeddings.dimension.count", dimensions);
        return;
      }
    }
  }

  /** An AGENT span of OpenInference has an input and an output in place of messages. */
  void writeAgentRun() {
    String input = values.filled("input.value");
    String output = values.filled("output.value");
    if (input != null && !values.hasAny("llm.input_messages")) {
      put("gen_ai.input.messages", message("user", input));
    }
    if (output != null && !values.hasAny("llm.output_messages")) {
      put("gen_ai.output.messages", message("assistant", output));
    }
  }

  private static String message(String role, String text) {
    return new Messages(List.of(GenAiMessage.text(role, text)), false).json();
  }

  private void put(String key, @Nullable String value) {
    if (value != null) {
      genAi.put(key, value);
    }
  }
}
