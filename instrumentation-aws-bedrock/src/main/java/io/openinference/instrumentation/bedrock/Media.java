// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bedrock;

import io.openinference.instrumentation.Document;
import io.openinference.instrumentation.MessageContent;
import io.openinference.instrumentation.api.answer.MediaContents;
import io.openinference.instrumentation.api.wire.FileFormats;
import io.openinference.instrumentation.api.wire.WireObject;
import org.jspecify.annotations.Nullable;

/** Maps images, documents, videos and audio of Converse's blocks. */
final class Media {

  /**
   * Returns the link or the data URI of a block, or null where it has none.
   *
   * @param kind {@code image}, {@code video}, {@code audio} or {@code document}
   */
  private static @Nullable String url(String kind, WireObject block) {
    WireObject source = block.object("source");
    String bytes = source.text("bytes");
    if (bytes != null) {
      return "data:" + mimeType(kind, block) + ";base64," + bytes;
    }
    String uri = source.object("s3Location").text("uri");
    return uri == null ? source.text("url") : uri;
  }

  private static String mimeType(String kind, WireObject block) {
    String known = block.text("mimeType");
    String format = block.text("format");
    if (known != null || format == null) {
      return known == null ? "application/octet-stream" : known;
    }
    return FileFormats.mimeType(format, kind.equals("document") ? "application" : kind);
  }

  /** Returns the part of a message, or null where the block names no source that is known. */
  static @Nullable MessageContent content(String kind, WireObject block) {
    String url = url(kind, block);
    if (kind.equals("document")) {
      return document(block, url);
    }
    String type = kind.equals("audio") ? mimeType(kind, block) : kind + "/";
    return url == null ? null : MediaContents.of(type, url);
  }

  private static @Nullable MessageContent document(WireObject block, @Nullable String url) {
    String text = text(block.object("source"));
    return url == null && text == null
        ? null
        : MessageContent.document(
            Document.builder()
                .name(block.text("name"))
                .mimeType(mimeType("document", block))
                .url(url)
                .content(text)
                .build());
  }

  private static @Nullable String text(WireObject source) {
    String text = source.text("text");
    if (text != null) {
      return text;
    }
    String joined = source.joined("content", "text");
    return joined.isEmpty() ? null : joined;
  }

  private Media() {}
}
