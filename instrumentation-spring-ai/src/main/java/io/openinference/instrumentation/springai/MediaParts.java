// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.springai;

import io.openinference.instrumentation.Document;
import io.openinference.instrumentation.MessageContent;
import io.openinference.instrumentation.api.ContentRedactor;
import io.openinference.instrumentation.spi.Base64DataUri;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.ai.content.Media;

/** Maps the images, audio, videos and files of a message. */
final class MediaParts {

  static MessageContent map(Media media) {
    String mimeType = media.getMimeType().toString();
    String url = url(media);
    return switch (media.getMimeType().getType()) {
      case "image" -> MessageContent.image(url);
      case "audio" -> MessageContent.audio(url, mimeType, null);
      case "video" -> MessageContent.video(url);
      default -> MessageContent.document(Document.file(url, mimeType, media.getName()));
    };
  }

  /** Returns the part in the format of OpenAI's chat API, which most readers know. */
  static Map<String, Object> toJson(Media media, ContentRedactor redactor) {
    Map<String, Object> json = new LinkedHashMap<>();
    String type = media.getMimeType().getType();
    if (type.equals("image")) {
      json.put("type", "image_url");
      json.put("image_url", Map.of("url", redactor.redactImage(url(media))));
      return json;
    }
    json.put("type", type.equals("audio") || type.equals("video") ? type : "document");
    String url = url(media);
    if (!Base64DataUri.isDataUri(url)) {
      // The bytes are left out here, because they may be many.
      json.put("url", redactor.redactMedia(type.equals("video") ? redactor.redactImage(url) : url));
    }
    return json;
  }

  /** Returns the address of a part, or the part itself as a {@code data:} URI. */
  private static String url(Media media) {
    Object data = media.getData();
    String prefix = "data:" + media.getMimeType() + ";base64,";
    if (data instanceof byte[] bytes) {
      return prefix + Base64.getEncoder().encodeToString(bytes);
    }
    String text = String.valueOf(data);
    // Some models take base64 without a prefix, which has no colon.
    return text.indexOf(':') < 0 ? prefix + text : text;
  }

  private MediaParts() {}
}
