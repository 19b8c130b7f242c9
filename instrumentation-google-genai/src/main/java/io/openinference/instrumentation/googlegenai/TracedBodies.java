// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.googlegenai;

import io.openinference.instrumentation.api.call.OpenResult;
import io.openinference.instrumentation.api.call.TracingBody;
import java.io.IOException;
import okhttp3.MediaType;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.BufferedSource;
import okio.ForwardingSource;
import okio.Okio;
import okio.Source;
import org.jspecify.annotations.Nullable;

/** Makes bodies that are recorded while they are read. */
final class TracedBodies {

  /** Tells whether a body is one of server-sent events. */
  static boolean isStream(ResponseBody body) {
    MediaType type = body.contentType();
    return type != null && type.subtype().equals("event-stream");
  }

  /** Returns a body that brings what the given one brings, when that brings it. */
  static ResponseBody tee(ResponseBody body, OpenResult open) {
    MediaType type = body.contentType();
    TracingBody traced =
        TracingBody.of(body.byteStream(), () -> type == null ? null : type.toString(), open);
    return new Copy(body, Okio.buffer(Okio.source(traced)));
  }

  /** Returns a body that has been read. Where reading failed, the copy fails in the same place. */
  static ResponseBody readAll(ResponseBody body) {
    Buffer buffer = new Buffer();
    IOException failure = null;
    try {
      buffer.writeAll(body.source());
    } catch (IOException e) {
      failure = e;
    }
    return new Copy(body, Okio.buffer(new ReadSource(buffer, failure, body)));
  }

  /** A body with another source. */
  private static final class Copy extends ResponseBody {

    private final ResponseBody original;
    private final BufferedSource source;

    Copy(ResponseBody original, BufferedSource source) {
      this.original = original;
      this.source = source;
    }

    @Override
    public @Nullable MediaType contentType() {
      return original.contentType();
    }

    @Override
    public long contentLength() {
      return original.contentLength();
    }

    @Override
    public BufferedSource source() {
      return source;
    }
  }

  /** The text that was read, and the failure after it. */
  private static final class ReadSource extends ForwardingSource {

    private final @Nullable IOException failure;
    private final ResponseBody original;

    ReadSource(Source read, @Nullable IOException failure, ResponseBody original) {
      super(read);
      this.failure = failure;
      this.original = original;
    }

    @Override
    public long read(Buffer sink, long byteCount) throws IOException {
      long count = super.read(sink, byteCount);
      if (count < 0 && failure != null) {
        throw failure;
      }
      return count;
    }

    @Override
    public void close() {
      original.close();
    }
  }

  private TracedBodies() {}
}
