// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each setting alone against each kind of key: what changes and, as much, what does not. */
@SuppressWarnings("deprecation")
class MaskingTableTest {

  private static final Object REDACTED = TraceConfig.REDACTED_VALUE;
  private static final String DROPPED = "<dropped>";

  private static final List<String> INPUT_MESSAGE_KEYS = messageKeys("llm.input_messages.3.");
  private static final List<String> OUTPUT_MESSAGE_KEYS = messageKeys("llm.output_messages.0.");

  private static final List<String> OTHER_KEYS =
      List.of(
          "agent.name",
          "annotation.explanation",
          "annotation.label",
          "annotation.metadata",
          "annotation.name",
          "annotation.score",
          "annotations.0.annotation.explanation",
          "annotations.0.annotation.label",
          "annotations.0.annotation.metadata",
          "document.content",
          "embedding.embeddings.2.embedding.text",
          "embedding.embeddings.2.embedding.vector",
          "embedding.invocation_parameters",
          "embedding.model_name",
          "embedding.text",
          "evaluation.explanation",
          "evaluation.metadata",
          "evaluation.score",
          "exception.escaped",
          "exception.message",
          "exception.stacktrace",
          "exception.type",
          "graph.node.name",
          "input.images.0.image.url",
          "input.images.0.image.detail",
          "input.mime_type",
          "input.value",
          "llm.choices.0.completion.text",
          "llm.cost.total",
          "llm.finish_reason",
          "llm.function_call",
          "llm.invocation_parameters",
          "llm.model_name",
          "llm.prompt_template.template",
          "llm.prompt_template.variables",
          "llm.prompt_template.version",
          "llm.prompts.0.prompt.text",
          "llm.token_count.prompt",
          "llm.tools.0.tool.json_schema",
          "metadata",
          "openinference.span.kind",
          "output.images.0.image.url",
          "output.mime_type",
          "output.value",
          "prompt.id",
          "reranker.input_documents.0.document.content",
          "reranker.input_documents.0.document.id",
          "reranker.input_documents.0.document.metadata",
          "reranker.input_documents.0.document.score",
          "reranker.model_name",
          "reranker.output_documents.0.document.content",
          "reranker.output_documents.0.document.id",
          "reranker.output_documents.0.document.metadata",
          "reranker.output_documents.0.document.score",
          "reranker.query",
          "reranker.top_k",
          "retrieval.documents.0.document.content",
          "retrieval.documents.0.document.id",
          "retrieval.documents.0.document.metadata",
          "retrieval.documents.0.document.score",
          "session.annotations.1.annotation.explanation",
          "session.annotations.1.annotation.metadata",
          "session.evaluations.1.evaluation.explanation",
          "session.evaluations.1.evaluation.metadata",
          "session.id",
          "tag.tags",
          "tool.description",
          "tool.id",
          "tool.json_schema",
          "tool.name",
          "tool.parameters",
          "trace.annotations.1.annotation.explanation",
          "trace.annotations.1.annotation.metadata",
          "trace.evaluations.1.evaluation.explanation",
          "trace.evaluations.1.evaluation.metadata",
          "user.id");

  private static final List<String> COMMENTS =
      List.of(
          "annotation.",
          "annotations.0.annotation.",
          "evaluation.",
          "session.annotations.1.annotation.",
          "session.evaluations.1.evaluation.",
          "trace.annotations.1.annotation.",
          "trace.evaluations.1.evaluation.");

  static Stream<Arguments> settings() {
    return Stream.of(
        row("nothing", c -> {}, new Effect()),
        row(
            "hideLlmInvocationParameters",
            c -> c.hideLlmInvocationParameters(true),
            new Effect().drops("llm.invocation_parameters")),
        row(
            "hideLlmTools",
            c -> c.hideLlmTools(true),
            new Effect().drops("llm.tools.0.tool.json_schema")),
        row("hideInputs", c -> c.hideInputs(true), inputsHidden()),
        row("hideOutputs", c -> c.hideOutputs(true), outputsHidden()),
        row(
            "hideInputMessages",
            c -> c.hideInputMessages(true),
            new Effect().drops(INPUT_MESSAGE_KEYS)),
        row(
            "hideOutputMessages",
            c -> c.hideOutputMessages(true),
            new Effect().drops(OUTPUT_MESSAGE_KEYS).drops("llm.function_call")),
        row(
            "hideInputImages",
            c -> c.hideInputImages(true),
            new Effect()
                .drops(
                    "llm.input_messages.3.message.contents.1.message_content.image.image.url",
                    "llm.input_messages.3.message.contents.1.message_content.image.detail")
                .drops("input.images.0.image.url", "input.images.0.image.detail")),
        row(
            "hideInputText",
            c -> c.hideInputText(true),
            new Effect().redacts(textKeys("llm.input_messages.3."))),
        row(
            "hideOutputText",
            c -> c.hideOutputText(true),
            new Effect().redacts(textKeys("llm.output_messages.0."))),
        row(
            "hidePrompts",
            c -> c.hidePrompts(true),
            new Effect().redacts("llm.prompts.0.prompt.text")),
        row(
            "hideChoices",
            c -> c.hideChoices(true),
            new Effect().redacts("llm.choices.0.completion.text")),
        row("hideEmbeddingVectors", c -> c.hideEmbeddingVectors(true), vectorsHidden()),
        row("hideEmbeddingsVectors", c -> c.hideEmbeddingsVectors(true), vectorsHidden()),
        row(
            "hideEmbeddingsText",
            c -> c.hideEmbeddingsText(true),
            new Effect().redacts("embedding.embeddings.2.embedding.text")),
        row(
            "hideRetrievalDocuments",
            c -> c.hideRetrievalDocuments(true),
            new Effect()
                .redacts(
                    "retrieval.documents.0.document.content",
                    "retrieval.documents.0.document.metadata")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("settings")
  void masksValues(String name, AttributeMasker masker, Map<String, Object> expected) {
    assertThat(effectOn(key -> masker.mask(stringKey(key), valueOf(key)))).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("settings")
  void masksForTheSamplerAlike(String name, AttributeMasker masker, Map<String, Object> expected) {
    assertThat(effectOn(key -> masker.maskWithoutUpload(stringKey(key), valueOf(key))))
        .isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("settings")
  void asksForLazyValuesThatShowOnly(
      String name, AttributeMasker masker, Map<String, Object> expected) {
    Map<String, Object> asked = new LinkedHashMap<>();
    Map<String, Object> effect =
        effectOn(
            key ->
                masker.maskLazily(
                    stringKey(key),
                    () -> {
                      asked.put(key, valueOf(key));
                      return valueOf(key);
                    }));

    assertThat(effect).isEqualTo(expected);
    assertThat(asked.keySet()).isEqualTo(keysShown(expected));
  }

  private static Effect inputsHidden() {
    return new Effect()
        .drops("llm.tools.0.tool.json_schema", "input.mime_type")
        .drops("llm.prompt_template.variables", "tool.parameters")
        .drops("input.images.0.image.url", "input.images.0.image.detail")
        .drops(INPUT_MESSAGE_KEYS)
        .redacts("input.value", "llm.prompts.0.prompt.text", "reranker.query")
        .redacts("embedding.text", "embedding.embeddings.2.embedding.text")
        .documents("reranker.input_documents.0.", "reranker.output_documents.0.")
        .comments();
  }

  private static Effect outputsHidden() {
    return new Effect()
        .drops("output.mime_type", "llm.function_call", "output.images.0.image.url")
        .drops(OUTPUT_MESSAGE_KEYS)
        .redacts("output.value", "llm.choices.0.completion.text")
        .documents("retrieval.documents.0.", "reranker.output_documents.0.")
        .comments();
  }

  private static Effect vectorsHidden() {
    return new Effect().redacts("embedding.embeddings.2.embedding.vector");
  }

  private static List<String> messageKeys(String message) {
    return Stream.of(
            "message.role",
            "message.name",
            "message.content",
            "message.contents.0.message_content.type",
            "message.contents.0.message_content.text",
            "message.contents.0.message_content.signature",
            "message.contents.1.message_content.image.image.url",
            "message.contents.1.message_content.image.detail",
            "message.contents.2.message_content.audio.audio.transcript",
            "message.contents.2.message_content.audio.audio.url",
            "message.function_call_arguments_json",
            "message.tool_call_id",
            "message.tool_calls.0.tool_call.function.arguments",
            "message.tool_calls.0.tool_call.function.name")
        .map(message::concat)
        .toList();
  }

  private static List<String> textKeys(String message) {
    return List.of(
        message + "message.content",
        message + "message.contents.0.message_content.text",
        message + "message.contents.2.message_content.audio.audio.transcript");
  }

  private static Arguments row(String name, Consumer<TraceConfigBuilder> settings, Effect effect) {
    TraceConfigBuilder builder = TraceConfig.builder();
    settings.accept(builder);
    return Arguments.of(name, AttributeMasker.of(builder.build()), effect.expected);
  }

  private static Stream<String> allKeys() {
    return Stream.of(INPUT_MESSAGE_KEYS, OUTPUT_MESSAGE_KEYS, OTHER_KEYS).flatMap(List::stream);
  }

  private static Map<String, Object> effectOn(Function<String, Object> masking) {
    Map<String, Object> effect = new LinkedHashMap<>();
    allKeys()
        .forEach(
            key -> {
              Object masked = masking.apply(key);
              if (masked != valueOf(key)) {
                effect.put(key, masked == null ? DROPPED : masked);
              }
            });
    return effect;
  }

  private static Set<String> keysShown(Map<String, Object> hidden) {
    return allKeys().filter(key -> !hidden.containsKey(key)).collect(Collectors.toSet());
  }

  /** The same instance for the same key, so that "untouched" can be told from "equal". */
  private static Object valueOf(String key) {
    return key;
  }

  private static AttributeKey<String> stringKey(String key) {
    return AttributeKey.stringKey(key);
  }

  private static final class Effect {
    private final Map<String, Object> expected = new LinkedHashMap<>();

    Effect drops(String... keys) {
      return drops(List.of(keys));
    }

    Effect drops(List<String> keys) {
      keys.forEach(key -> expected.put(key, DROPPED));
      return this;
    }

    Effect redacts(String... keys) {
      return redacts(List.of(keys));
    }

    Effect redacts(List<String> keys) {
      keys.forEach(key -> expected.put(key, REDACTED));
      return this;
    }

    Effect documents(String... prefixes) {
      for (String prefix : prefixes) {
        redacts(prefix + "document.content", prefix + "document.metadata");
        drops(prefix + "document.id");
      }
      return this;
    }

    Effect comments() {
      for (String prefix : COMMENTS) {
        redacts(prefix + "explanation");
        drops(prefix + "metadata");
      }
      return drops("exception.message", "exception.stacktrace");
    }
  }
}
