// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.mcp;

import io.modelcontextprotocol.spec.McpSchema;
import io.openinference.instrumentation.Document;
import io.openinference.instrumentation.OpenInferenceSpanBuilder;
import io.openinference.instrumentation.RetrieverSpan;
import io.openinference.instrumentation.TraceConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Maps {@code resources/read}. */
final class ResourceReadMapper extends RequestMapper<RetrieverSpan> {

  static final ResourceReadMapper INSTANCE = new ResourceReadMapper();

  private ResourceReadMapper() {
    super(RetrieverSpan.class);
  }

  /** All resources have one name, because each URI may be asked for only once. */
  @Override
  OpenInferenceSpanBuilder<RetrieverSpan> spanBuilder(Tracing tracing, @Nullable Object params) {
    return tracing.tracer().retriever(McpSchema.METHOD_RESOURCES_READ);
  }

  @Override
  void recordRequest(RetrieverSpan span, Tracing tracing, @Nullable Object params) {
    span.input(McpFields.text(params, "uri"));
  }

  @Override
  void recordResult(RetrieverSpan span, Tracing tracing, Object result) {
    List<Document> documents = new ArrayList<>();
    List<String> texts = new ArrayList<>();
    for (Object content : McpFields.list(result, "contents")) {
      documents.add(document(content));
      String text = McpFields.text(content, "text");
      if (text != null) {
        texts.add(tracing.hidesDocuments() ? TraceConfig.REDACTED_VALUE : text);
      }
    }
    span.documents(documents);
    span.outputJson(texts);
  }

  private static Document document(@Nullable Object content) {
    Document.Builder document =
        Document.builder()
            .id(McpFields.text(content, "uri"))
            .mimeType(McpFields.text(content, "mimeType"))
            .content(McpFields.text(content, "text"));
    String blob = McpFields.text(content, "blob");
    return blob == null
        ? document.build()
        : document.metadata(Map.of("bytes", sizeOfBase64(blob))).build();
  }

  private static int sizeOfBase64(String base64) {
    int padding = base64.endsWith("==") ? 2 : base64.endsWith("=") ? 1 : 0;
    return base64.length() / 4 * 3 - padding;
  }
}
