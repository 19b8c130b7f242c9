// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Splits batches into lists of spans that fit into one request. */
final class RequestSplitter {

  /** The default limit of gRPC receivers, including Phoenix: 4 MiB. */
  static final long MAX_REQUEST_BYTES = 4L * 1024 * 1024;

  private final long maxBytes;

  RequestSplitter(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  /** Keeps the order of the spans. A span over the limit gets a list of its own. */
  List<List<SpanData>> split(Collection<SpanData> spans) {
    List<List<SpanData>> requests = new ArrayList<>();
    ExportRequest request = new ExportRequest();
    for (SpanData span : spans) {
      long bytes = SpanSize.of(span);
      if (!request.add(span, bytes, maxBytes)) {
        requests.add(request.spans());
        request = new ExportRequest();
        request.add(span, bytes, maxBytes);
      }
    }
    requests.add(request.spans());
    return requests;
  }
}
