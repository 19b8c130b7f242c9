// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.googlegenai;

import io.openinference.instrumentation.Document;
import io.openinference.instrumentation.MessageContent;
import io.openinference.instrumentation.api.wire.WireObject;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Maps images, audio, video and documents, which are in a part or somewhere else. */
final class Media {

  /**
   * Maps media of a type.
   *
   * @param url a data URI or a link
   */
  static MessageContent toContent(@Nullable String mimeType, String url) {
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

  /** Returns what an object has as base64, as a data URI, or null where it has none. */
  static @Nullable String dataUri(WireObject object, @Nullable String mimeType, String field) {
    String data = object.text(field);
    return data == null ? null : "data:" + (mimeType == null ? "" : mimeType) + ";base64," + data;
  }

  private Media() {}
}
