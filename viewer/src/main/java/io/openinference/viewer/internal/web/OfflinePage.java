// SPDX-License-Identifier: Apache-2.0
package io.openinference.viewer.internal.web;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.openinference.viewer.internal.store.StoredSpan;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;

/** Makes one HTML file of a trace, which works without a server and loads nothing. */
final class OfflinePage {

  private final ObjectMapper mapper;

  OfflinePage(ObjectMapper mapper) {
    this.mapper = mapper;
  }

  /**
   * Returns the file.
   *
   * @param trace what the page reads of the trace, as JSON
   */
  byte[] write(byte[] trace, List<StoredSpan> spans) throws IOException {
    // The end of a script inside of the bundle would end the element around the bundle.
    String script = asset("viewer.js").replace("</script", "<\\/script");
    String style = asset("viewer.css");
    String policy =
        "default-src 'none'; img-src data:; base-uri 'none'; form-action 'none'; script-src '"
            + hash(script)
            + "'; style-src '"
            + hash(style)
            + "'; require-trusted-types-for 'script'; trusted-types dompurify";
    String page =
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">"
            + "<meta http-equiv=\"Content-Security-Policy\" content=\""
            + policy
            + "\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
            + "<title>Trace</title><style>"
            + style
            + "</style></head><body><div id=\"app\"></div>"
            + "<script type=\"application/json\" id=\"offline-data\">"
            + data(trace, spans)
            + "</script><script>"
            + script
            + "</script></body></html>";
    return page.getBytes(StandardCharsets.UTF_8);
  }

  /** A trace may hold the end of the element, so that its character {@code <} is escaped. */
  private String data(byte[] trace, List<StoredSpan> spans) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator out = mapper.createGenerator(bytes)) {
      out.writeStartObject();
      out.writeFieldName("trace");
      out.writeRawValue(new String(trace, StandardCharsets.UTF_8));
      out.writeObjectFieldStart("spans");
      for (StoredSpan span : spans) {
        out.writeFieldName(Long.toString(span.id()));
        new SpanJson(out, true).write(span);
      }
      out.writeEndObject();
      out.writeEndObject();
    }
    return bytes.toString(StandardCharsets.UTF_8).replace("<", "\\u003c");
  }

  private static String asset(String name) throws IOException {
    return new String(Assets.bytes(name), StandardCharsets.UTF_8);
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return "sha256-" + Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
