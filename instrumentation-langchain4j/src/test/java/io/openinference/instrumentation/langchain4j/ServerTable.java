// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.openinference.instrumentation.api.wire.WireJson;
import io.openinference.instrumentation.api.wire.WireObject;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** The tables of openai-java's module. A row has what a server sends, and what the span tells. */
final class ServerTable {

  /** Returns the rows that LangChain4j reads whole. The other rows say what it has less. */
  static List<WireObject> rows(String file) throws IOException {
    try (InputStream table = ServerTable.class.getResourceAsStream(file)) {
      String json = new String(table.readAllBytes(), StandardCharsets.UTF_8);
      return WireObject.of(WireJson.parse("{\"rows\":" + json + "}")).objects("rows").stream()
          .filter(row -> row.get("langchain4j") == null)
          .toList();
    }
  }

  /** Verifies what the row says of the span beside its messages. */
  static void verify(WireObject row, SpanData span) {
    Map<String, Object> attributes = ApplicationTest.attributes(span);
    row.object("span")
        .fields()
        .forEach(
            (key, value) ->
                assertThat(attributes.get("" + key)).as("%s", key).hasToString("" + value));
    String failure = row.text("failure");
    assertThat(span.getStatus().getStatusCode())
        .isEqualTo(failure == null ? StatusCode.OK : StatusCode.ERROR);
    if (failure != null) {
      assertThat(span.getStatus().getDescription()).contains(failure);
    }
  }

  private ServerTable() {}
}
