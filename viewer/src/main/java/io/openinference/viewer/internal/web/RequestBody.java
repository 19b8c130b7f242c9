// SPDX-License-Identifier: Apache-2.0
package io.openinference.viewer.internal.web;

import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** Reads the body of a request within limits, so that a small request cannot fill the memory. */
final class RequestBody {

  static final int MAX_BYTES = 64 << 20;
  private static final int MAX_RATIO = 100;

  /** A long prompt that repeats one word shrinks as much. A span may have this size. */
  private static final int RATIO_COUNTS_FROM = 16 << 20;

  /** Returns the body, inflated. */
  static byte[] read(HttpExchange exchange) throws HttpError {
    return read(
        exchange.getRequestBody(), exchange.getRequestHeaders().getFirst("Content-Encoding"));
  }

  /** Returns what a stream holds, inflated, within the limits of a body. */
  static byte[] read(InputStream packed, @Nullable String encoding) throws HttpError {
    Counting wire = new Counting(packed);
    try {
      InputStream in =
          switch (encoding == null ? "" : encoding.strip().toLowerCase(Locale.ROOT)) {
            case "", "identity" -> wire;
            case "gzip" -> new GZIPInputStream(wire, 8192);
            case "deflate" -> new InflaterInputStream(wire);
            default ->
                throw new HttpError(415, "Content-Encoding must be gzip, deflate or identity.");
          };
      return readAll(in, wire);
    } catch (ZipException | java.io.EOFException damaged) {
      throw new HttpError(400, "The compressed body is damaged.");
    } catch (IOException gone) {
      throw new HttpError(400, "The body ended too early.");
    }
  }

  private static byte[] readAll(InputStream in, Counting wire) throws IOException, HttpError {
    ByteArrayOutputStream body = new ByteArrayOutputStream(16 << 10);
    byte[] buffer = new byte[16 << 10];
    for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
      body.write(buffer, 0, length);
      if (body.size() > MAX_BYTES) {
        throw new HttpError(413, "The body is larger than " + (MAX_BYTES >> 20) + " MiB.");
      }
      if (body.size() > RATIO_COUNTS_FROM && body.size() / MAX_RATIO > wire.count) {
        throw new HttpError(413, "The body grows more than " + MAX_RATIO + " times when inflated.");
      }
    }
    return body.toByteArray();
  }

  private static final class Counting extends FilterInputStream {
    private long count;

    Counting(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int each = super.read();
      count += each < 0 ? 0 : 1;
      return each;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int read = super.read(buffer, offset, length);
      count += Math.max(0, read);
      return read;
    }
  }

  private RequestBody() {}
}
