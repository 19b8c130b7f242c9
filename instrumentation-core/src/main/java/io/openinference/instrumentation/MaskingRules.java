// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import static io.openinference.semconv.AnnotationAttributes.ANNOTATION_EXPLANATION;
import static io.openinference.semconv.AnnotationAttributes.ANNOTATION_METADATA;
import static io.openinference.semconv.AudioAttributes.AUDIO_TRANSCRIPT;
import static io.openinference.semconv.AudioAttributes.AUDIO_URL;
import static io.openinference.semconv.DocumentAttributes.DOCUMENT_CONTENT;
import static io.openinference.semconv.DocumentAttributes.DOCUMENT_METADATA;
import static io.openinference.semconv.DocumentAttributes.DOCUMENT_NAME;
import static io.openinference.semconv.DocumentAttributes.DOCUMENT_SCORE;
import static io.openinference.semconv.DocumentAttributes.DOCUMENT_URL;
import static io.openinference.semconv.EmbeddingAttributes.EMBEDDING_EMBEDDINGS;
import static io.openinference.semconv.EmbeddingAttributes.EMBEDDING_INVOCATION_PARAMETERS;
import static io.openinference.semconv.EmbeddingAttributes.EMBEDDING_TEXT;
import static io.openinference.semconv.EmbeddingAttributes.EMBEDDING_VECTOR;
import static io.openinference.semconv.EvaluationAttributes.EVALUATION_EXPLANATION;
import static io.openinference.semconv.EvaluationAttributes.EVALUATION_METADATA;
import static io.openinference.semconv.ExceptionAttributes.EXCEPTION_MESSAGE;
import static io.openinference.semconv.ExceptionAttributes.EXCEPTION_STACKTRACE;
import static io.openinference.semconv.ImageAttributes.IMAGE_URL;
import static io.openinference.semconv.InputAttributes.INPUT_DOCUMENTS;
import static io.openinference.semconv.InputAttributes.INPUT_IMAGES;
import static io.openinference.semconv.InputAttributes.INPUT_MIME_TYPE;
import static io.openinference.semconv.InputAttributes.INPUT_VALUE;
import static io.openinference.semconv.LlmAttributes.LLM_CHOICES;
import static io.openinference.semconv.LlmAttributes.LLM_FUNCTION_CALL;
import static io.openinference.semconv.LlmAttributes.LLM_INPUT_MESSAGES;
import static io.openinference.semconv.LlmAttributes.LLM_INVOCATION_PARAMETERS;
import static io.openinference.semconv.LlmAttributes.LLM_OUTPUT_MESSAGES;
import static io.openinference.semconv.LlmAttributes.LLM_PROMPTS;
import static io.openinference.semconv.LlmAttributes.LLM_PROMPT_TEMPLATE_VARIABLES;
import static io.openinference.semconv.LlmAttributes.LLM_TOOLS;
import static io.openinference.semconv.MessageAttributes.MESSAGE_CONTENT;
import static io.openinference.semconv.MessageAttributes.MESSAGE_CONTENTS;
import static io.openinference.semconv.MessageContentAttributes.MESSAGE_CONTENT_IMAGE;
import static io.openinference.semconv.MessageContentAttributes.MESSAGE_CONTENT_TEXT;
import static io.openinference.semconv.OutputAttributes.OUTPUT_DOCUMENTS;
import static io.openinference.semconv.OutputAttributes.OUTPUT_IMAGES;
import static io.openinference.semconv.OutputAttributes.OUTPUT_MIME_TYPE;
import static io.openinference.semconv.OutputAttributes.OUTPUT_VALUE;
import static io.openinference.semconv.RerankerAttributes.RERANKER_INPUT_DOCUMENTS;
import static io.openinference.semconv.RerankerAttributes.RERANKER_OUTPUT_DOCUMENTS;
import static io.openinference.semconv.RerankerAttributes.RERANKER_QUERY;
import static io.openinference.semconv.RetrievalAttributes.RETRIEVAL_DOCUMENTS;
import static io.openinference.semconv.ToolAttributes.TOOL_PARAMETERS;
import static io.openinference.semconv.VideoAttributes.VIDEO_URL;

import io.opentelemetry.api.common.AttributeKey;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Decides how a configuration masks the attribute of a given key; the first matching rule decides.
 *
 * <p>{@link #addReferenceRules} is the table of the Python package, with the same order and the
 * same substring matches. The other rules cover attributes that would repeat hidden content under
 * another name.
 */
final class MaskingRules {

  private final List<Rule> rules = new ArrayList<>();

  MaskingRules(TraceConfig config) {
    boolean inputs = config.hideInputs();
    boolean outputs = config.hideOutputs();
    addReferenceRules(config, inputs, outputs);
    addTextRules(config);
    addImageRules(config, inputs, outputs);
    addEmbeddingRules(config);
    addInputRules(inputs);
    addOutputRules(outputs, config.hideOutputMessages());
    addDocumentRules(config, inputs, outputs);
    addFileRules(config, inputs, outputs);
    addCommentRules(inputs || outputs);
    addExceptionRules(config.hidesExceptionDetail());
  }

  Action actionFor(String key) {
    for (Rule rule : rules) {
      if (rule.matches.test(key)) {
        return rule.action;
      }
    }
    return Action.KEEP;
  }

  private void addReferenceRules(TraceConfig config, boolean inputs, boolean outputs) {
    when(config.hideLlmInvocationParameters(), is(LLM_INVOCATION_PARAMETERS), Action.DROP);
    when(inputs || config.hideLlmTools(), contains(LLM_TOOLS), Action.DROP);
    when(inputs, is(INPUT_VALUE), Action.REDACT);
    when(inputs, is(INPUT_MIME_TYPE), Action.DROP);
    when(inputs, is(RERANKER_QUERY), Action.REDACT);
    when(inputs, within(RERANKER_INPUT_DOCUMENTS), Action.DROP);
    when(outputs, is(OUTPUT_VALUE), Action.REDACT);
    when(outputs, is(OUTPUT_MIME_TYPE), Action.DROP);
    when(outputs, within(RERANKER_OUTPUT_DOCUMENTS), Action.DROP);
    when(
        outputs || config.hideRetrievalDocuments(),
        within(RETRIEVAL_DOCUMENTS).and(documentText()),
        Action.REDACT);
    when(inputs || config.hideInputMessages(), contains(LLM_INPUT_MESSAGES), Action.DROP);
    when(inputs || config.hidePrompts(), contains(LLM_PROMPTS), Action.REDACT);
    when(outputs || config.hideOutputMessages(), contains(LLM_OUTPUT_MESSAGES), Action.DROP);
    when(outputs || config.hideChoices(), contains(LLM_CHOICES), Action.REDACT);
  }

  private void addTextRules(TraceConfig config) {
    Predicate<String> text =
        contains(MESSAGE_CONTENT)
            .and(contains(MESSAGE_CONTENTS).negate())
            .or(contains(MESSAGE_CONTENT_TEXT))
            // Not in the Python package: audio, video and files can contain text too.
            .or(endsWith(AUDIO_TRANSCRIPT))
            .or(endsWith(AUDIO_URL))
            .or(endsWith(VIDEO_URL))
            .or(fileText());
    when(config.hideInputText(), contains(LLM_INPUT_MESSAGES).and(text), Action.REDACT);
    when(config.hideOutputText(), contains(LLM_OUTPUT_MESSAGES).and(text), Action.REDACT);
  }

  private void addImageRules(TraceConfig config, boolean inputs, boolean outputs) {
    Predicate<String> ofMessage = contains(MESSAGE_CONTENT_IMAGE);
    Predicate<String> input = contains(LLM_INPUT_MESSAGES).and(ofMessage).or(within(INPUT_IMAGES));
    Predicate<String> output =
        contains(LLM_OUTPUT_MESSAGES).and(ofMessage).or(within(OUTPUT_IMAGES));
    when(inputs || config.hideInputImages(), input, Action.DROP);
    when(config.hideInputMessages(), within(INPUT_IMAGES), Action.REDACT);
    when(outputs, output, Action.DROP);
    when(config.hideOutputMessages(), within(OUTPUT_IMAGES), Action.REDACT);
    when(true, input.or(output).and(endsWith(IMAGE_URL)), Action.LIMIT_IMAGE);
  }

  private void addEmbeddingRules(TraceConfig config) {
    Predicate<String> embedding = contains(EMBEDDING_EMBEDDINGS);
    when(config.hideLlmInvocationParameters(), is(EMBEDDING_INVOCATION_PARAMETERS), Action.DROP);
    when(config.hideEmbeddingsVectors(), embedding.and(contains(EMBEDDING_VECTOR)), Action.REDACT);
    when(config.hideEmbeddingsText(), embedding.and(contains(EMBEDDING_TEXT)), Action.REDACT);
  }

  private void addInputRules(boolean inputs) {
    when(inputs, is(LLM_PROMPT_TEMPLATE_VARIABLES), Action.DROP);
    when(inputs, endsWith(EMBEDDING_TEXT), Action.REDACT);
    // The convention defines this attribute as a schema, but many instrumentations record the
    // arguments in it.
    when(inputs, is(TOOL_PARAMETERS), Action.DROP);
  }

  private void addOutputRules(boolean outputs, boolean outputMessages) {
    when(outputs || outputMessages, is(LLM_FUNCTION_CALL), Action.DROP);
  }

  private void addDocumentRules(TraceConfig config, boolean inputs, boolean outputs) {
    addDocumentRules(outputs, within(RETRIEVAL_DOCUMENTS));
    // A data URI contains the content itself.
    when(
        config.hideRetrievalDocuments(),
        within(RETRIEVAL_DOCUMENTS).and(endsWith(DOCUMENT_URL)),
        Action.REDACT);
    // A reranker returns the documents that it received, so its output repeats its input.
    addDocumentRules(inputs, within(RERANKER_OUTPUT_DOCUMENTS));
  }

  private void addDocumentRules(boolean active, Predicate<String> documents) {
    when(active, documents.and(endsWith(DOCUMENT_SCORE)), Action.KEEP);
    when(active, documents.and(documentText()), Action.REDACT);
    when(active, documents, Action.DROP);
  }

  private static Predicate<String> documentText() {
    return endsWith(DOCUMENT_CONTENT).or(endsWith(DOCUMENT_METADATA));
  }

  /** The Python package masks files, videos and audio only together with whole messages. */
  private void addFileRules(TraceConfig config, boolean inputs, boolean outputs) {
    Predicate<String> input = within(INPUT_DOCUMENTS);
    Predicate<String> output = within(OUTPUT_DOCUMENTS);
    when(inputs || config.hideInputMessages(), input, Action.DROP);
    when(config.hideInputText(), input.and(fileText()), Action.REDACT);
    when(outputs || config.hideOutputMessages(), output, Action.DROP);
    when(config.hideOutputText(), output.and(fileText()), Action.REDACT);
    Predicate<String> inputMessages = contains(LLM_INPUT_MESSAGES);
    boolean inputImages = config.hideInputImages();
    when(inputImages, inputMessages.and(endsWith(VIDEO_URL)), Action.DROP);
    when(inputImages, inputMessages.or(input).and(endsWith(DOCUMENT_URL)), Action.LIMIT_NON_IMAGE);
    Predicate<String> ofMessages = inputMessages.or(contains(LLM_OUTPUT_MESSAGES));
    when(true, ofMessages.and(endsWith(AUDIO_URL).or(endsWith(VIDEO_URL))), Action.LIMIT_MEDIA);
    Predicate<String> documents =
        within(RETRIEVAL_DOCUMENTS)
            .or(within(RERANKER_INPUT_DOCUMENTS))
            .or(within(RERANKER_OUTPUT_DOCUMENTS));
    Predicate<String> files = ofMessages.or(input).or(output).or(documents);
    when(true, files.and(endsWith(DOCUMENT_URL)), Action.LIMIT_MEDIA);
  }

  /**
   * Attributes that hold or describe the content of a file; the provider's file id does neither.
   */
  private static Predicate<String> fileText() {
    return documentText().or(endsWith(DOCUMENT_NAME)).or(endsWith(DOCUMENT_URL));
  }

  private void addCommentRules(boolean active) {
    when(active, endsWith(ANNOTATION_EXPLANATION), Action.REDACT);
    when(active, endsWith(EVALUATION_EXPLANATION), Action.REDACT);
    when(active, endsWith(ANNOTATION_METADATA), Action.DROP);
    when(active, endsWith(EVALUATION_METADATA), Action.DROP);
  }

  private void addExceptionRules(boolean active) {
    when(active, is(EXCEPTION_MESSAGE), Action.DROP);
    when(active, is(EXCEPTION_STACKTRACE), Action.DROP);
  }

  private void when(boolean active, Predicate<String> matches, Action action) {
    if (active) {
      rules.add(new Rule(matches, action));
    }
  }

  private static Predicate<String> is(AttributeKey<?> key) {
    return key.getKey()::equals;
  }

  private static Predicate<String> contains(AttributeKey<?> key) {
    String part = key.getKey();
    return name -> name.contains(part);
  }

  /** Matches the list itself and all its elements. */
  private static Predicate<String> within(AttributeKey<?> key) {
    String list = key.getKey();
    String start = list + ".";
    return name -> name.equals(list) || name.startsWith(start);
  }

  private static Predicate<String> endsWith(AttributeKey<?> key) {
    String end = key.getKey();
    return name -> name.endsWith(end);
  }

  /** The masking applied to an attribute. */
  enum Action {
    KEEP,
    DROP,
    REDACT,
    /** Keeps the value unless it is a base64 image over the limit, which may be uploaded. */
    LIMIT_IMAGE,
    /** Keeps the value unless it is base64 of any type over the limit, which may be uploaded. */
    LIMIT_MEDIA,
    /** Like the previous action, but redacts images of any size. */
    LIMIT_NON_IMAGE
  }

  private record Rule(Predicate<String> matches, Action action) {}
}
