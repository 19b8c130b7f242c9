// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.masking;

import io.openinference.instrumentation.ToolDefinition;
import io.openinference.instrumentation.TraceConfig;
import io.openinference.instrumentation.api.ContentRedactor;
import io.openinference.instrumentation.api.wire.JsonTree;
import io.openinference.instrumentation.api.wire.WireJson;
import io.openinference.instrumentation.api.wire.WireObject;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Removes hidden content from requests and responses, so that raw values and parameters do not leak
 * it. Returns the same object if a body has nothing to hide.
 *
 * @since 0.1.0
 */
public final class ContentMask {

  /** The fields of a choice in which some servers repeat the prompt. */
  private static final Set<String> ECHOES = Set.of("prompt", "prompt_logprobs", "prompt_token_ids");

  private final JsonRedactor input;
  private final JsonRedactor output;
  private final JsonRedactor embedded;
  // Hides the texts among the settings of an embedding.
  private final JsonRedactor settings;
  private final boolean hidesPrompts;
  private final boolean hidesChoices;
  private final boolean hidesEmbeddedTexts;
  private final boolean hidesVectors;
  private final boolean hidesTools;
  private final boolean hidesParameters;
  private final boolean hidesExtensions;
  private final boolean hidesEchoes;
  private final boolean hidesErrors;
  private final int keptLength;

  /**
   * Creates the mask of an instrumentation.
   *
   * @param config the settings
   * @param messages describes the parts of the library's messages
   */
  public ContentMask(TraceConfig config, MessageShape messages) {
    boolean inputs = config.hideInputs();
    boolean outputs = config.hideOutputs();
    hidesTools = inputs || config.hideLlmTools();
    input = new JsonRedactor(ContentRedactor.ofInput(config), hidesTools, messages);
    output = new JsonRedactor(ContentRedactor.ofOutput(config), hidesTools, messages);
    embedded = new JsonRedactor(ContentRedactor.ofInput(onlyMedia(config)), false, messages);
    TraceConfig noTexts = onlyMedia(config).toBuilder().hideInputText(true).build();
    settings = new JsonRedactor(ContentRedactor.ofInput(noTexts), false, messages);
    hidesPrompts = inputs || config.hidePrompts();
    hidesChoices = outputs || config.hideChoices();
    hidesEmbeddedTexts = inputs || config.hideEmbeddingsText();
    hidesVectors = config.hideEmbeddingsVectors();
    hidesParameters = config.hideLlmInvocationParameters();
    hidesExtensions = hidesPrompts || config.hideInputMessages();
    hidesEchoes = hidesExtensions || config.hideInputText();
    hidesErrors = config.hidesExceptionDetail();
    // A data URI consists of a prefix and at most two strings.
    keptLength = config.hidesNothing() ? (config.base64ImageMaxLength() - 64) / 2 : -1;
  }

  /** The settings of texts and messages do not cover texts to embed, which have their own. */
  private static TraceConfig onlyMedia(TraceConfig config) {
    return config.toBuilder()
        .hideInputs(false)
        .hideInputMessages(false)
        .hideInputText(false)
        .hideInputImages(
            config.hideInputs() || config.hideInputImages() || config.hideInputMessages())
        .build();
  }

  /** Tells whether a body needs no masking, judged by the length of its longest string. */
  boolean keepsAll(int longestText) {
    return longestText <= keptLength;
  }

  /** Returns the visible part of a request. */
  public Map<String, ?> request(Map<String, ?> body, BodyShape shape) {
    Map<String, ?> masked = masked(body, shape::ofRequest);
    return hidesParameters ? without(masked, shape::isParameter) : masked;
  }

  /** Returns the parameters of a call; other code applies the setting that hides all of them. */
  Map<String, ?> parameters(Map<String, ?> body, BodyShape shape) {
    Map<String, ?> parameters = without(body, field -> !shape.isParameter(field));
    return masked(parameters, shape::ofParameter);
  }

  /**
   * Returns the visible part of fields that an application adds to a request and that its library
   * does not know, such as {@code documents}. They may hold any content. An application's own
   * objects become the maps, lists and scalars of their JSON; what has no JSON is left out.
   *
   * @param fields the values by name; not modified
   */
  public Map<String, ?> addedFields(Map<?, ?> fields) {
    if (fields.isEmpty()) {
      return Map.of();
    }
    Map<String, Object> trees = new LinkedHashMap<>();
    fields.forEach(
        (name, value) -> {
          // An object that is hidden as a whole need not be written.
          Object tree = hidesExtensions && !isNumberOrBoolean(value) ? null : JsonTree.of(value);
          if (tree != null) {
            trees.put(String.valueOf(name), tree);
          }
        });
    return masked(trees, field -> ContentKind.EXTENSION);
  }

  /**
   * Returns the visible part of tool definitions that a library has among its parameters.
   *
   * @return null if tools are hidden
   */
  public @Nullable Object toolsAmongParameters(@Nullable Object tools) {
    return hidesTools ? null : tools(JsonTree.of(tools));
  }

  /** Returns the visible part of a response, which may repeat content of the request. */
  public Map<String, ?> response(Map<String, ?> body, BodyShape shape) {
    Map<String, ?> masked = masked(body, shape::ofResponse);
    return hidesParameters ? without(masked, shape::isContentParameter) : masked;
  }

  /** Returns the redactor for message parts that are sent to the model. */
  public JsonRedactor input() {
    return input;
  }

  /** Returns the redactor for message parts that the model returns. */
  public JsonRedactor output() {
    return output;
  }

  /** Returns the visible part of an answer that is plain text. */
  public String outputText(String text) {
    Object masked = output.redactMessage(text);
    return masked instanceof String shown ? shown : TraceConfig.REDACTED_VALUE;
  }

  /** Returns the visible part of an answer that does not have the API's format. */
  public String unknownText(String text) {
    return hidesErrors ? TraceConfig.REDACTED_VALUE : text;
  }

  /** Returns the visible part of an answer that does not have the format of an embeddings API. */
  public String unknownVectors(String text) {
    return hidesVectors ? TraceConfig.REDACTED_VALUE : unknownText(text);
  }

  /** Returns the visible part of tool definitions; other code hides the definitions as a whole. */
  public @Nullable Object tools(@Nullable Object tools) {
    return input.redactTools(tools);
  }

  /**
   * Returns the definition of a tool, with its visible part as JSON text.
   *
   * @param named the object that has the name and the description of the tool
   * @param tool the whole definition
   */
  public ToolDefinition toolDefinition(WireObject named, @Nullable Object tool) {
    return ToolDefinition.of(
        named.text("name"), named.text("description"), WireJson.toJson(tools(tool)));
  }

  /** Returns the visible part of answers that begin with the prompt. */
  public List<String> echoes(List<String> answers) {
    return hidesPrompts ? Collections.nCopies(answers.size(), TraceConfig.REDACTED_VALUE) : answers;
  }

  private Map<String, ?> masked(Map<String, ?> body, Function<String, ContentKind> contents) {
    Map<String, @Nullable Object> copy = null;
    for (Map.Entry<String, ?> field : body.entrySet()) {
      Object value = field.getValue();
      Object masked = masked(contents.apply(field.getKey()), body, field.getKey());
      if (masked != value) {
        copy = copy == null ? new LinkedHashMap<>(body) : copy;
        if (masked == null) {
          copy.remove(field.getKey());
        } else {
          copy.put(field.getKey(), masked);
        }
      }
    }
    return copy == null ? body : copy;
  }

  private @Nullable Object masked(ContentKind content, Map<String, ?> body, String field) {
    Object value = body.get(field);
    return switch (content) {
      case INPUT -> input.redactMessage(body, field, value);
      case OUTPUT -> output.redactMessage(body, field, withoutEchoes(value));
      case PROMPT -> redactIf(hidesPrompts, value);
      case CHOICE -> redactIf(hidesChoices, withoutEchoes(value));
      case ECHO -> redactIf(hidesPrompts || hidesChoices, value);
      case EMBEDDED_TEXT ->
          hidesEmbeddedTexts ? redactIf(true, value) : embedded.redactMessage(body, field, value);
      case EMBEDDING_SETTINGS ->
          hidesEmbeddedTexts ? settings.redact(value) : embedded.redactMessage(body, field, value);
      case VECTOR -> redactIf(hidesVectors, value);
      case TOOLS -> hidesTools ? null : input.redactTools(value);
      case EXTENSION -> extension(body, field, value);
      case PARAMETER -> hidesParameters ? null : value;
      case ERROR -> hidesErrors ? null : value;
      case UNKNOWN -> hidesErrors ? null : output.redactMessage(body, field, value);
      case DETAIL -> value;
    };
  }

  private static boolean isNumberOrBoolean(@Nullable Object value) {
    return value instanceof Number || value instanceof Boolean;
  }

  /** Numbers, such as {@code top_k}, hold no content. */
  private @Nullable Object extension(Map<?, ?> body, String field, @Nullable Object value) {
    if (isNumberOrBoolean(value)) {
      return value;
    }
    return hidesExtensions ? null : input.redactMessage(body, field, value);
  }

  private @Nullable Object withoutEchoes(@Nullable Object choices) {
    return hidesEchoes && choices instanceof List<?> list
        ? JsonRedactor.mapped(list, ContentMask::withoutEcho)
        : choices;
  }

  private static @Nullable Object withoutEcho(@Nullable Object choice) {
    return choice instanceof Map<?, ?> map && map.keySet().stream().anyMatch(ECHOES::contains)
        ? WireObject.of(map).without(ECHOES.toArray(new String[0]))
        : choice;
  }

  private static @Nullable Object redactIf(boolean hidden, @Nullable Object value) {
    return hidden && value != null ? TraceConfig.REDACTED_VALUE : value;
  }

  private static Map<String, ?> without(Map<String, ?> body, Predicate<String> leftOut) {
    Map<String, @Nullable Object> copy = new LinkedHashMap<>();
    body.forEach(
        (field, value) -> {
          if (!leftOut.test(field)) {
            copy.put(field, value);
          }
        });
    return copy.size() == body.size() ? body : copy;
  }
}
