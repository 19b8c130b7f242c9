// SPDX-License-Identifier: Apache-2.0
package io.openinference.genai;

import static io.openinference.semconv.DocumentAttributes.DOCUMENT_CONTENT;
import static io.openinference.semconv.DocumentAttributes.DOCUMENT_ID;
import static io.openinference.semconv.DocumentAttributes.DOCUMENT_METADATA;
import static io.openinference.semconv.DocumentAttributes.DOCUMENT_SCORE;

import io.openinference.semconv.ObjectListKey;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.AttributesBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Retrieved and reranked documents, which {@code gen_ai.retrieval.documents} holds. */
final class Documents {

  static final String FOUND = "gen_ai.retrieval.documents";

  /** The convention has no name for them, so the name is ours. */
  static final String UNRANKED = "openinference.reranker.input_documents";

  /** The fields that are read besides the score. */
  private static final String[] READ = {
    "id", "content", "text", "page_content", "metadata", "name", "uri", "mime_type"
  };

  /**
   * @param list {@code retrieval.documents}, {@code reranker.input_documents} or {@code
   *     reranker.output_documents}
   */
  static List<Map<String, @Nullable Object>> ofOpenInference(AttributeValues values, String list) {
    List<Map<String, @Nullable Object>> documents = new ArrayList<>();
    for (AttributeValues document : values.list(list)) {
      documents.add(
          Trees.of(
              "id",
              document.text("document.id"),
              "score",
              Numbers.decimal(document.get("document.score")),
              "content",
              document.text("document.content"),
              "metadata",
              Trees.structured(document.get("document.metadata")),
              "name",
              document.text("document.name"),
              "uri",
              document.text("document.url"),
              "mime_type",
              document.text("document.mime_type")));
    }
    for (Object item : Trees.list(Trees.structured(values.get(list)))) {
      Map<String, @Nullable Object> document = Trees.object(item);
      documents.add(
          Trees.of(
              "id",
              Trees.first(document, "document.id", "id"),
              "score",
              Trees.first(document, "document.score", "score"),
              "content",
              Trees.first(document, "document.content", "content"),
              "metadata",
              Trees.first(document, "document.metadata", "metadata")));
    }
    return documents;
  }

  /**
   * @param key {@link #FOUND} or {@link #UNRANKED}
   */
  static void writeOpenInference(
      AttributesBuilder attributes, AttributeValues values, String key, ObjectListKey list) {
    PartialJson.Result documents = values.json(key);
    int index = 0;
    for (Object item : Trees.list(documents == null ? null : documents.value())) {
      Map<String, @Nullable Object> document = Trees.object(item);
      put(attributes, list, index, DOCUMENT_ID, document.get("id"));
      put(
          attributes,
          list,
          index,
          DOCUMENT_CONTENT,
          Trees.first(document, "content", "text", "page_content"));
      put(attributes, list, index, DOCUMENT_METADATA, document.get("metadata"));
      put(attributes, list, index, AttributeKey.stringKey("document.name"), document.get("name"));
      put(attributes, list, index, AttributeKey.stringKey("document.url"), document.get("uri"));
      put(
          attributes,
          list,
          index,
          AttributeKey.stringKey("document.mime_type"),
          document.get("mime_type"));
      Double score = Numbers.decimal(document.get("score"));
      if (score != null) {
        attributes.put(list.at(index, DOCUMENT_SCORE), score);
      }
      if (score == null && Trees.first(document, READ) == null) {
        // A result that says nothing keeps its place.
        attributes.put(list.at(index, DOCUMENT_CONTENT), "");
      }
      index++;
    }
  }

  private static void put(
      AttributesBuilder attributes,
      ObjectListKey list,
      int index,
      AttributeKey<String> key,
      @Nullable Object value) {
    if (value != null) {
      attributes.put(list.at(index, key), JsonText.plain(value));
    }
  }

  private Documents() {}
}
