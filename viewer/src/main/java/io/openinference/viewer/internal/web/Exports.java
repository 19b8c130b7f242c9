// SPDX-License-Identifier: Apache-2.0
package io.openinference.viewer.internal.web;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.openinference.viewer.internal.otlp.OtlpBatch;
import io.openinference.viewer.internal.otlp.OtlpJsonWriter;
import io.openinference.viewer.internal.store.StoredSpan;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;

/** Spans as files to take away. */
final class Exports {

  /** Returns one request of OTLP's JSON. */
  static byte[] otlpJson(ObjectMapper mapper, List<StoredSpan> spans) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator out = mapper.createGenerator(bytes)) {
      out.useDefaultPrettyPrinter();
      OtlpJsonWriter.writeRequest(out, items(spans));
    }
    return bytes.toByteArray();
  }

  /** Returns one request of OTLP's JSON for each span, each on a line. */
  static byte[] jsonLines(ObjectMapper mapper, List<StoredSpan> spans) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (OtlpBatch.Item item : items(spans)) {
      try (JsonGenerator out = mapper.createGenerator(bytes)) {
        out.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        OtlpJsonWriter.writeRequest(out, List.of(item));
      }
      bytes.write('\n');
    }
    return bytes.toByteArray();
  }

  private static List<OtlpBatch.Item> items(List<StoredSpan> spans) {
    return spans.stream()
        .map(span -> new OtlpBatch.Item(span.resource(), span.received(), new byte[0]))
        .toList();
  }

  private Exports() {}
}
