// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.answer;

import io.openinference.instrumentation.Document;
import io.openinference.instrumentation.MessageContent;
import io.openinference.instrumentation.api.wire.WireObject;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Maps media by their MIME type.
 *
 * @since 0.1.0
 */
public final class MediaContents {

  /**
   * Returns an image, audio, a video or, for any other type, a document.
   *
   * @param mimeType the MIME type, or a prefix such as {@code image/}; null if unknown
   * @param url a data URI or a link
   */
  public static MessageContent of(@Nullable String mimeType, String url) {
    String type = mimeType == null ? "" : mimeType.toLowerCase(Locale.ROOT);
    if (type.startsWith("image/")) {
      return MessageContent.image(url);
    }
    if (type.startsWith("audio/")) {
      return MessageContent.audio(url, mimeType, null);
    }
    if (type.startsWith("video/")) {
      return MessageContent.video(url);
    }
    return MessageContent.document(Document.builder().mimeType(mimeType).url(url).build());
  }

  /**
   * Returns the base64 text of a field as a data URI, or null if the field has no text.
   *
   * @param mimeType the MIME type of the data, or null if unknown
   */
  public static @Nullable String dataUri(
      WireObject object, @Nullable String mimeType, String field) {
    String data = object.text(field);
    return data == null ? null : "data:" + (mimeType == null ? "" : mimeType) + ";base64," + data;
  }

  private MediaContents() {}
}
