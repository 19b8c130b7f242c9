// SPDX-License-Identifier: Apache-2.0
package io.openinference.genai;

import static io.openinference.semconv.AgentAttributes.AGENT_NAME;
import static io.openinference.semconv.CompletionAttributes.COMPLETION_TEXT;
import static io.openinference.semconv.EmbeddingAttributes.EMBEDDING_INVOCATION_PARAMETERS;
import static io.openinference.semconv.EmbeddingAttributes.EMBEDDING_MODEL_NAME;
import static io.openinference.semconv.InputAttributes.INPUT_MIME_TYPE;
import static io.openinference.semconv.InputAttributes.INPUT_VALUE;
import static io.openinference.semconv.LlmAttributes.LLM_CHOICES;
import static io.openinference.semconv.LlmAttributes.LLM_FINISH_REASON;
import static io.openinference.semconv.LlmAttributes.LLM_INPUT_MESSAGES;
import static io.openinference.semconv.LlmAttributes.LLM_INVOCATION_PARAMETERS;
import static io.openinference.semconv.LlmAttributes.LLM_MODEL_NAME;
import static io.openinference.semconv.LlmAttributes.LLM_OUTPUT_MESSAGES;
import static io.openinference.semconv.LlmAttributes.LLM_PROMPTS;
import static io.openinference.semconv.LlmAttributes.LLM_PROMPT_TEMPLATE_VARIABLES;
import static io.openinference.semconv.LlmAttributes.LLM_PROMPT_TEMPLATE_VERSION;
import static io.openinference.semconv.LlmAttributes.LLM_PROVIDER;
import static io.openinference.semconv.LlmAttributes.LLM_REQUEST_MODEL_NAME;
import static io.openinference.semconv.LlmAttributes.LLM_RESPONSE_MODEL_NAME;
import static io.openinference.semconv.LlmAttributes.LLM_SYSTEM;
import static io.openinference.semconv.OpenInferenceAttributes.OPENINFERENCE_SPAN_KIND;
import static io.openinference.semconv.OutputAttributes.OUTPUT_MIME_TYPE;
import static io.openinference.semconv.OutputAttributes.OUTPUT_VALUE;
import static io.openinference.semconv.PromptAttributes.PROMPT_TEXT;
import static io.openinference.semconv.RerankerAttributes.RERANKER_INPUT_DOCUMENTS;
import static io.openinference.semconv.RerankerAttributes.RERANKER_MODEL_NAME;
import static io.openinference.semconv.RerankerAttributes.RERANKER_OUTPUT_DOCUMENTS;
import static io.openinference.semconv.RerankerAttributes.RERANKER_QUERY;
import static io.openinference.semconv.RerankerAttributes.RERANKER_TOP_K;
import static io.openinference.semconv.RetrievalAttributes.RETRIEVAL_DOCUMENTS;
import static io.openinference.semconv.SessionAttributes.SESSION_ID;
import static io.openinference.semconv.ToolAttributes.TOOL_DESCRIPTION;
import static io.openinference.semconv.ToolAttributes.TOOL_ID;
import static io.openinference.semconv.ToolAttributes.TOOL_NAME;
import static io.openinference.semconv.ToolAttributes.TOOL_PARAMETERS;

import io.openinference.semconv.ObjectListKey;
import io.openinference.semconv.OpenInferenceSpanKind;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.AttributesBuilder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes the OpenInference attributes of one span of {@code gen_ai}. */
final class OpenInferenceAttributeWriter {

  private final AttributesBuilder attributes;
  private final GenAiSpan span;
  private final AttributeValues values;
  private final OpenInferenceSpanKind kind;

  OpenInferenceAttributeWriter(AttributesBuilder attributes, GenAiSpan span) {
    this.attributes = attributes;
    this.span = span;
    this.values = span.values();
    OpenInferenceSpanKind known = SpanKinds.of(values);
    this.kind = known == null ? SpanKinds.kind(span) : known;
  }

  /** Writes the most important attributes first, because a span may keep a limited number. */
  void write() {
    put(OPENINFERENCE_SPAN_KIND, kind.value());
    writeOrigin();
    writeModels();
    TokenCounts.writeOpenInference(
        attributes, values, /* hasCompletion= */ kind != OpenInferenceSpanKind.EMBEDDING);
    put(
        SESSION_ID,
        values.filled(
            "gen_ai.conversation.id",
            "gcp.vertex.agent.session_id",
            "spring.ai.chat.client.conversation.id"));
    put(AGENT_NAME, values.filled("gen_ai.agent.name"));
    writeParameters();
    writePrompt();
    MessageSources sources = new MessageSources(values, span.events());
    Messages input = sources.input();
    Messages output = sources.output();
    writeFinishReason(output);
    writeValues(input, output);
    if (kind == OpenInferenceSpanKind.RETRIEVER && !values.hasAny("retrieval.documents")) {
      Documents.writeOpenInference(attributes, values, Documents.FOUND, RETRIEVAL_DOCUMENTS);
    }
    if (kind == OpenInferenceSpanKind.RERANKER && !values.hasAny("reranker")) {
      writeReranking();
    }
    if (!values.hasAny("evaluations")) {
      Evaluations.writeOpenInference(attributes, span);
    }
    if (!values.hasAny("llm.output_messages")) {
      writeMessages(LLM_OUTPUT_MESSAGES, LLM_CHOICES, COMPLETION_TEXT, output);
    }
    if (!values.hasAny("llm.tools")) {
      ToolDefinitions.writeOpenInference(attributes, values);
    }
    if (!values.hasAny("llm.input_messages")) {
      writeMessages(LLM_INPUT_MESSAGES, LLM_PROMPTS, PROMPT_TEXT, input);
    }
  }

  /** A text completion has prompts and choices, which are texts without roles. */
  private void writeMessages(
      ObjectListKey list, ObjectListKey texts, AttributeKey<String> text, Messages messages) {
    boolean hasOnlyTexts = messages.list().stream().allMatch(message -> message.soleText() != null);
    if (!hasOnlyTexts || !"text_completion".equals(values.filled("gen_ai.operation.name"))) {
      OpenInferenceMessageWriter.write(attributes, list, messages);
      return;
    }
    for (int i = 0; i < messages.list().size(); i++) {
      put(texts.at(i, text), messages.list().get(i).soleText());
    }
  }

  private void writeOrigin() {
    Providers.Origin origin =
        Providers.origin(values.filled("gen_ai.provider.name", "gen_ai.system"));
    // An EMBEDDING span has neither system nor provider, see "Attributes Not Used" in
    // embedding_spans.md.
    if (origin != null && kind != OpenInferenceSpanKind.EMBEDDING) {
      put(LLM_SYSTEM, origin.system());
      put(LLM_PROVIDER, origin.provider());
    }
  }

  private void writeModels() {
    String request = values.filled("gen_ai.request.model");
    String response = values.filled("gen_ai.response.model");
    String model = response == null ? request : response;
    if (kind == OpenInferenceSpanKind.EMBEDDING) {
      put(EMBEDDING_MODEL_NAME, model);
      return;
    }
    if (kind == OpenInferenceSpanKind.RERANKER) {
      put(RERANKER_MODEL_NAME, model);
      return;
    }
    put(LLM_MODEL_NAME, model);
    if (request != null && response != null && !request.equals(response)) {
      put(LLM_REQUEST_MODEL_NAME, request);
      put(LLM_RESPONSE_MODEL_NAME, response);
    }
  }

  private void writeReranking() {
    put(RERANKER_QUERY, values.filled("gen_ai.retrieval.query.text"));
    if (values.get("gen_ai.retrieval.top_k") instanceof Number count) {
      put(RERANKER_TOP_K, count.longValue());
    }
    Documents.writeOpenInference(attributes, values, Documents.UNRANKED, RERANKER_INPUT_DOCUMENTS);
    Documents.writeOpenInference(attributes, values, Documents.FOUND, RERANKER_OUTPUT_DOCUMENTS);
  }

  private void writeParameters() {
    Map<String, @Nullable Object> parameters = RequestParameters.ofGenAi(values);
    if (!parameters.isEmpty()) {
      put(
          kind == OpenInferenceSpanKind.EMBEDDING
              ? EMBEDDING_INVOCATION_PARAMETERS
              : LLM_INVOCATION_PARAMETERS,
          JsonText.write(parameters));
    }
  }

  private void writePrompt() {
    put(LLM_PROMPT_TEMPLATE_VERSION, values.filled("gen_ai.prompt.version"));
    String prefix = "gen_ai.prompt.variable.";
    Map<String, @Nullable Object> variables = new LinkedHashMap<>();
    for (String name : values.names()) {
      if (name.startsWith(prefix)) {
        variables.put(name.substring(prefix.length()), values.get(name));
      }
    }
    if (!variables.isEmpty()) {
      put(LLM_PROMPT_TEMPLATE_VARIABLES, JsonText.write(variables));
    }
  }

  private void writeFinishReason(Messages output) {
    // Micrometer writes a list as its JSON text.
    Object reasons = Trees.structured(values.get("gen_ai.response.finish_reasons"));
    String first =
        reasons instanceof List<?> several && !several.isEmpty()
            ? JsonText.plain(several.get(0))
            : reasons instanceof String one ? one : null;
    if (first == null && !output.isEmpty()) {
      first = output.list().get(0).finishReason();
    }
    put(LLM_FINISH_REASON, first);
  }

  private void writeValues(Messages input, Messages output) {
    switch (kind) {
      case TOOL -> writeToolRun();
      case RETRIEVER ->
          writeValue(
              INPUT_VALUE,
              INPUT_MIME_TYPE,
              Messages.NONE,
              "gen_ai.retrieval.query.text",
              "db.vector.query.content");
      default -> {
        // The values below apply to all kinds.
      }
    }
    writeValue(
        INPUT_VALUE,
        INPUT_MIME_TYPE,
        input,
        "input",
        "traceloop.entity.input",
        "agentscope.function.input",
        "agentscope.format.input",
        "gcp.vertex.agent.llm_request",
        "gen_ai.prompt",
        "gen_ai.input.messages");
    writeValue(
        OUTPUT_VALUE,
        OUTPUT_MIME_TYPE,
        output,
        "output",
        "traceloop.entity.output",
        "agentscope.function.output",
        "agentscope.format.output",
        "gcp.vertex.agent.llm_response",
        "gen_ai.completion",
        "gen_ai.output.messages");
    writeMessagesAsValue(INPUT_VALUE, INPUT_MIME_TYPE, input);
    writeMessagesAsValue(OUTPUT_VALUE, OUTPUT_MIME_TYPE, output);
  }

  private void writeToolRun() {
    put(TOOL_NAME, values.filled("gen_ai.tool.name", "spring.ai.tool.definition.name"));
    put(
        TOOL_DESCRIPTION,
        values.filled("gen_ai.tool.description", "spring.ai.tool.definition.description"));
    put(TOOL_ID, values.filled("gen_ai.tool.call.id"));
    String[] arguments = {
      "gen_ai.tool.call.arguments",
      "gcp.vertex.agent.tool_call_args",
      "traceloop.entity.input",
      "spring.ai.tool.call.arguments",
      "agentscope.function.input"
    };
    put(TOOL_PARAMETERS, values.filled(arguments));
    writeValue(INPUT_VALUE, INPUT_MIME_TYPE, Messages.NONE, arguments);
    writeValue(
        OUTPUT_VALUE,
        OUTPUT_MIME_TYPE,
        Messages.NONE,
        "gen_ai.tool.call.result",
        "spring.ai.tool.call.result",
        "gcp.vertex.agent.tool_response",
        "traceloop.entity.output");
  }

  private void writeMessagesAsValue(
      AttributeKey<String> key, AttributeKey<String> mimeType, Messages messages) {
    // The messages are a single text, so the value is that text and not JSON.
    String text =
        kind == OpenInferenceSpanKind.AGENT && messages.list().size() == 1
            ? messages.list().get(0).soleText()
            : null;
    if (text != null) {
      put(key, text);
      put(mimeType, "text/plain");
    } else if (!messages.isEmpty() && !isWritten(key)) {
      put(key, messages.json());
      put(mimeType, "application/json");
    }
  }

  /**
   * Writes the first attribute that is there, unless the value is written already or the messages
   * say more than the attribute.
   */
  private void writeValue(
      AttributeKey<String> key,
      AttributeKey<String> mimeType,
      Messages messages,
      String... sources) {
    String value = values.filled(sources);
    if (value != null && !isWritten(key) && !(messages.isWhole() && isCutOrEmpty(value))) {
      put(key, value);
      put(mimeType, PartialJson.readWhole(value) == null ? "text/plain" : "application/json");
    }
  }

  private static boolean isCutOrEmpty(String value) {
    PartialJson.Result json = PartialJson.read(value);
    boolean isEmptyList = json != null && json.value() instanceof List<?> list && list.isEmpty();
    return isEmptyList || (json != null && json.isCut());
  }

  private boolean isWritten(AttributeKey<String> key) {
    return values.has(key.getKey()) || attributes.build().get(key) != null;
  }

  private <T> void put(AttributeKey<T> key, @Nullable T value) {
    if (value != null) {
      attributes.put(key, value);
    }
  }
}
