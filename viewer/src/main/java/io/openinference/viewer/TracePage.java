// SPDX-License-Identifier: Apache-2.0
package io.openinference.viewer;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.openinference.viewer.internal.store.Prices;
import io.openinference.viewer.internal.store.TraceStore;
import io.openinference.viewer.internal.web.TraceFile;
import java.io.IOException;

/**
 * Makes one HTML file of a trace without a running viewer. The file works offline and loads
 * nothing.
 *
 * <pre>{@code
 * Files.write(Path.of("trace.html"), TracePage.of(exportTraceServiceRequest.toByteArray()));
 * }</pre>
 *
 * @since 0.1.0
 */
public final class TracePage {

  /**
   * Returns the file.
   *
   * @param request the spans of one trace, as OTLP's message {@code ExportTraceServiceRequest}
   * @throws IllegalArgumentException if the request cannot be read, or has spans of no trace or of
   *     several traces
   * @throws IOException if the temporary folder cannot be used
   */
  public static byte[] of(byte[] request) throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    Prices prices = Prices.read(null);
    try (Folder folder = Folder.of(null);
        TraceStore store = TraceStore.open(folder.path(), () -> mapper, () -> {})) {
      return TraceFile.of(request, store, prices, mapper);
    }
  }

  private TracePage() {}
}
