// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.anthropic;

import com.anthropic.core.http.StreamResponse;
import io.openinference.instrumentation.api.call.OpenResult;
import io.openinference.instrumentation.api.call.RecordedStream;
import java.util.stream.Stream;

/** A stream whose call ends with its last event, with an error of its own, or when closed. */
final class TracingStreamResponse<T> implements StreamResponse<T> {

  private final StreamResponse<T> delegate;
  private final OpenResult open;

  TracingStreamResponse(StreamResponse<T> delegate, OpenResult open) {
    this.delegate = delegate;
    this.open = open;
  }

  @Override
  public Stream<T> stream() {
    return RecordedStream.of(delegate.stream(), open, this);
  }

  @Override
  public void close() {
    try {
      delegate.close();
    } finally {
      open.end();
    }
  }
}
