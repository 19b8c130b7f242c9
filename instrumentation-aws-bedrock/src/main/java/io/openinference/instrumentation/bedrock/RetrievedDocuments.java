// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bedrock;

import io.openinference.instrumentation.Document;
import io.openinference.instrumentation.api.wire.WireJson;
import io.openinference.instrumentation.api.wire.WireObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Maps what a knowledge base has found. */
final class RetrievedDocuments {

  private static final String CHUNK_ID = "x-amz-bedrock-kb-chunk-id";

  static List<Document> of(List<WireObject> results) {
    List<Document> documents = new ArrayList<>(results.size());
    results.forEach(result -> documents.add(document(result)));
    return documents;
  }

  /** Returns the documents of citations, each place in a text with its own. */
  static List<Document> ofCitations(List<WireObject> citations) {
    List<Document> documents = new ArrayList<>();
    citations.forEach(citation -> documents.addAll(of(citation.objects("retrievedReferences"))));
    return documents;
  }

  private static Document document(WireObject result) {
    WireObject metadata = result.object("metadata");
    Map<String, Object> all = new LinkedHashMap<>();
    metadata.fields().forEach((name, value) -> all.put(String.valueOf(name), value));
    Object location = result.get("location");
    if (location != null) {
      all.put("location", location);
    }
    return Document.builder()
        .id(metadata.text(CHUNK_ID))
        .content(content(result.object("content")))
        .score(result.get("score") instanceof Number score ? score : null)
        .metadata(all)
        .build();
  }

  /** Returns the text, the row of a table, or what is said of audio or video; null for an image. */
  private static @Nullable String content(WireObject content) {
    String text = content.string("text");
    if (text != null) {
      return text;
    }
    List<?> row = content.list("row");
    String heard = content.object("audio").string("transcription");
    String told = heard == null ? content.object("video").string("summary") : heard;
    return row.isEmpty() ? told : WireJson.toJson(row);
  }

  private RetrievedDocuments() {}
}
