// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.chat;

import io.openinference.instrumentation.Document;
import io.openinference.instrumentation.MessageContent;
import io.openinference.instrumentation.api.wire.WireObject;
import io.openinference.instrumentation.spi.Base64DataUri;
import org.jspecify.annotations.Nullable;

/**
 * Maps files in messages; the chat API and the Responses API have the same fields.
 *
 * @since 0.1.0
 */
public final class ChatFiles {

  private static final String DATA = "data:";

  /** Returns a part with the file, or an empty part if the part does not name a file. */
  public static MessageContent of(WireObject file) {
    String data = file.text("file_data");
    String url = data == null ? file.text("file_url") : dataUri(data);
    String id = file.text("file_id");
    String name = file.text("filename");
    return url == null && id == null && name == null
        ? ChatContents.EMPTY
        : MessageContent.document(
            Document.builder().id(id).name(name).url(url).mimeType(mimeType(url)).build());
  }

  /** Some clients send the base64 alone. */
  private static String dataUri(String data) {
    return Base64DataUri.isDataUri(data) ? data : DATA + ";base64," + data;
  }

  private static @Nullable String mimeType(@Nullable String url) {
    if (url == null || !Base64DataUri.isDataUri(url)) {
      return null;
    }
    int end = DATA.length();
    while (end < url.length() && ";,".indexOf(url.charAt(end)) < 0) {
      end++;
    }
    return end == DATA.length() ? null : url.substring(DATA.length(), end);
  }

  private ChatFiles() {}
}
