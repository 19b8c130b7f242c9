// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bedrock;

import io.openinference.instrumentation.Document;
import io.openinference.instrumentation.RerankerSpan;
import io.openinference.instrumentation.api.call.JsonOperation;
import io.openinference.instrumentation.api.masking.BodyShape;
import io.openinference.instrumentation.api.masking.ContentKind;
import io.openinference.instrumentation.api.masking.WireExchange;
import io.openinference.instrumentation.api.wire.WireJson;
import io.openinference.instrumentation.api.wire.WireObject;
import io.openinference.semconv.OpenInferenceSpanKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reranking by {@code rerank} of the agent runtime, and by models of {@code invokeModel}. */
final class RerankOperation extends JsonOperation<RerankerSpan> {

  private static final BodyShape SHAPE =
      BodyShape.builder()
          .request("query", ContentKind.INPUT)
          .request("documents", ContentKind.INPUT)
          .request("queries", ContentKind.INPUT)
          .request("sources", ContentKind.INPUT)
          // They repeat the documents of the request.
          .response("results", ContentKind.ECHO)
          .details("id", "nextToken", "meta")
          .build();

  private final CallDetails details;

  RerankOperation(String spanName, CallDetails details) {
    super(OpenInferenceSpanKind.RERANKER, SHAPE, tracer -> tracer.reranker(spanName));
    this.details = details;
  }

  @Override
  public void recordRequest(RerankerSpan span, WireExchange exchange) {
    WireObject request = exchange.request();
    WireObject config =
        request.object("rerankingConfiguration").object("bedrockRerankingConfiguration");
    String modelArn = config.object("modelConfiguration").text("modelArn");
    Long count = config.number("numberOfResults");
    super.recordRequest(span, exchange);
    span.query(query(request));
    span.modelName(modelArn == null ? details.modelId() : modelArn);
    span.topK(count == null ? request.number("top_n") : count);
    span.inputDocuments(documents(request));
  }

  private static @Nullable String query(WireObject request) {
    String query = request.string("query");
    List<WireObject> queries = request.objects("queries");
    return query == null && !queries.isEmpty()
        ? queries.get(0).object("textQuery").string("text")
        : query;
  }

  private static List<Document> documents(WireObject request) {
    List<Document> documents = new ArrayList<>();
    for (Object document : request.list("documents")) {
      documents.add(Document.of(text(document)));
    }
    for (WireObject source : request.objects("sources")) {
      documents.add(Document.of(inlineText(source.object("inlineDocumentSource"))));
    }
    return documents;
  }

  private static @Nullable String inlineText(WireObject inline) {
    Object json = inline.get("jsonDocument");
    return json == null ? inline.object("textDocument").string("text") : WireJson.toJson(json);
  }

  private static String text(@Nullable Object document) {
    if (document instanceof String text) {
      return text;
    }
    String text = WireObject.of(document).string("text");
    return text == null ? WireJson.toJson(document) : text;
  }

  @Override
  public void recordResponse(
      RerankerSpan span, WireExchange exchange, Map<String, ?> response, String json) {
    super.recordResponse(span, exchange, response, json);
    List<Document> given = documents(exchange.request());
    List<Document> ranked = new ArrayList<>();
    for (WireObject result : WireObject.of(response).objects("results")) {
      ranked.add(ranked(result, given));
    }
    span.outputDocuments(ranked);
  }

  private static Document ranked(WireObject result, List<Document> given) {
    Long index = result.number("index");
    Object score = result.first("relevanceScore", "relevance_score");
    String content = inlineText(result.object("document"));
    if (content == null && index != null && index >= 0 && index < given.size()) {
      content = given.get(index.intValue()).content();
    }
    return Document.builder()
        .content(content)
        .score(score instanceof Number number ? number : null)
        .build();
  }
}
