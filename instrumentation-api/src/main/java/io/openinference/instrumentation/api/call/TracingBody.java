// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.call;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A response body that records its bytes as the application reads them and ends the call at the
 * last byte.
 *
 * @since 0.1.0
 */
public final class TracingBody extends InputStream {

  private final InputStream source;
  private final OpenResult open;
  private long position;
  private long markedPosition;
  private long recorded;

  /**
   * Creates the body that replaces the source for the application.
   *
   * @param contentType returns the MIME type of the body, or null; an exception counts as a fault
   *     of the instrumentation
   */
  public static TracingBody of(
      InputStream source, Supplier<? extends @Nullable String> contentType, OpenResult open) {
    open.call().recordBodyOf(contentType);
    return new TracingBody(source, open);
  }

  private TracingBody(InputStream source, OpenResult open) {
    this.source = source;
    this.open = open;
  }

  @Override
  public int read() throws IOException {
    byte[] single = new byte[1];
    return read(single, 0, 1) < 0 ? -1 : single[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int count;
    try {
      count = source.read(bytes, offset, length);
    } catch (Throwable failure) {
      open.fail(failure);
      throw failure;
    }
    if (count >= 0) {
      record(bytes, offset, count);
    } else {
      open.end();
    }
    return count;
  }

  /** Skips bytes that the application reads again after {@link #reset()}. */
  private void record(byte[] bytes, int offset, int count) {
    position += count;
    int fresh = (int) Math.max(0, position - recorded);
    open.call().recordBytes(bytes, offset + count - fresh, fresh);
    recorded += fresh;
  }

  @Override
  public int available() throws IOException {
    return source.available();
  }

  @Override
  public boolean markSupported() {
    return source.markSupported();
  }

  @Override
  public synchronized void mark(int readLimit) {
    source.mark(readLimit);
    markedPosition = position;
  }

  @Override
  public synchronized void reset() throws IOException {
    source.reset();
    position = markedPosition;
  }

  @Override
  public void close() throws IOException {
    try {
      source.close();
    } finally {
      open.end();
    }
  }
}
