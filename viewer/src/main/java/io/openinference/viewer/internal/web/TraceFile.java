// SPDX-License-Identifier: Apache-2.0
package io.openinference.viewer.internal.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.openinference.viewer.internal.otlp.OtlpBatch;
import io.openinference.viewer.internal.otlp.OtlpProtobufReader;
import io.openinference.viewer.internal.store.Prices;
import io.openinference.viewer.internal.store.TraceStore;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;

/**
 * The HTML file of a trace that has not come over HTTP.
 *
 * @since 0.1.0
 */
public final class TraceFile {

  /**
   * Writes the spans of a request to a store, and returns the file of their trace.
   *
   * @throws IllegalArgumentException if the request cannot be read or is not of one trace
   * @throws IOException if the store fails
   */
  public static byte[] of(byte[] request, TraceStore store, Prices prices, ObjectMapper mapper)
      throws IOException {
    OtlpBatch batch = read(request);
    String traceId = onlyTrace(batch);
    RunningSpans running = new RunningSpans(() -> {});
    try {
      new Ingest(store, prices, running).write(batch, null);
      return new PageApi(store, running, mapper).htmlFile(traceId);
    } catch (HttpError | SQLException failure) {
      throw new IOException(failure.getMessage(), failure);
    }
  }

  private static OtlpBatch read(byte[] request) {
    try {
      return OtlpProtobufReader.readRequest(request);
    } catch (IOException unreadable) {
      throw new IllegalArgumentException(
          "The bytes are no ExportTraceServiceRequest: " + unreadable.getMessage(), unreadable);
    }
  }

  private static String onlyTrace(OtlpBatch batch) {
    List<String> traces =
        batch.items().stream().map(item -> item.span().traceId()).distinct().toList();
    if (traces.size() != 1) {
      throw new IllegalArgumentException(
          "The request must have the spans of one trace, not of "
              + traces.size()
              + (batch.rejected() == 0 ? "" : "; " + batch.reason()));
    }
    return traces.get(0);
  }

  private TraceFile() {}
}
