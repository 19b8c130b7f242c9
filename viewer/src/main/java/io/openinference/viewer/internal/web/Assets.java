// SPDX-License-Identifier: Apache-2.0
package io.openinference.viewer.internal.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** The files of the pages. They hold no data. */
final class Assets {

  static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none';"
          + " require-trusted-types-for 'script'; trusted-types dompurify";
  private static final Map<String, String> TYPES =
      Map.of(
          "index.html", "text/html; charset=utf-8",
          "viewer.js", "text/javascript; charset=utf-8",
          "viewer.css", "text/css; charset=utf-8",
          "icon.svg", "image/svg+xml");

  private final Map<String, byte[]> packed = new ConcurrentHashMap<>();
  private final String version;

  Assets(String version) {
    this.version = version;
  }

  /** Returns a file, or the page itself for any address that the page knows how to show. */
  Reply get(Request request) throws IOException, HttpError {
    String name = request.segment(0).equals("assets") ? request.segment(1) : "index.html";
    String type = TYPES.get(name);
    if (type == null) {
      throw new HttpError(404, "There is no such file.");
    }
    String accepted = request.header("Accept-Encoding");
    boolean gzip = accepted != null && accepted.contains("gzip");
    Reply reply = Reply.of(200, type, gzip ? packed(name) : bytes(name));
    reply =
        reply
            .with("Cache-Control", "no-cache")
            .with("ETag", etag(name, gzip))
            .with("Vary", "Accept-Encoding");
    if (etag(name, gzip).equals(request.header("If-None-Match"))) {
      return new Reply(304, type, new byte[0], reply.headers());
    }
    return gzip ? reply.with("Content-Encoding", "gzip") : reply;
  }

  /** Reads the page once, so that the first request need not load what that takes. */
  void load() throws IOException {
    packed("index.html");
  }

  private String etag(String name, boolean gzip) throws IOException {
    int hash = java.util.Arrays.hashCode(packed(name));
    return '"' + version + '-' + Integer.toHexString(hash) + (gzip ? "-gz" : "") + '"';
  }

  private byte[] packed(String name) throws IOException {
    byte[] known = packed.get(name);
    if (known == null) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
        gzip.write(bytes(name));
      }
      known = out.toByteArray();
      packed.put(name, known);
    }
    return known;
  }

  static byte[] bytes(String name) throws IOException {
    try (@Nullable InputStream in =
        Assets.class.getResourceAsStream("/io/openinference/viewer/page/" + name)) {
      if (in == null) {
        throw new IOException("The jar has no file " + name);
      }
      return in.readAllBytes();
    }
  }
}
