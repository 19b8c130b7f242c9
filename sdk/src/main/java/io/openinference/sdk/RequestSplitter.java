// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Cuts batches into lists of spans that fit a request. */
final class RequestSplitter {

  /** What gRPC receivers, Phoenix's among them, take by default: 4 MiB. */
  static final long MAX_REQUEST_BYTES = 4L * 1024 * 1024;

  private final long maxBytes;

  RequestSplitter(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  /** Keeps the order. A span that alone is too large is alone in its list. */
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
