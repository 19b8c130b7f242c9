// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.mcp;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the contents of results and messages. */
final class Contents {

  /** Returns contents as one text. Contents that are not text are named by their type. */
  static String text(List<?> contents) {
    return contents.stream().map(Contents::text).collect(Collectors.joining("\n"));
  }

  /** Returns a content as text. */
  static String text(@Nullable Object content) {
    String text = McpFields.text(content, "text");
    if (text == null) {
      text = McpFields.text(McpFields.get(content, "resource"), "text");
    }
    if (text != null) {
      return text;
    }
    String type = McpFields.text(content, "type");
    return "[" + (type == null ? "content" : type).toUpperCase(Locale.ROOT) + "]";
  }

  /** Returns the images among contents, as {@code data:} URIs. */
  static List<String> images(List<?> contents) {
    List<String> images = new ArrayList<>();
    for (Object content : contents) {
      String data = McpFields.text(content, "data");
      String mimeType = McpFields.text(content, "mimeType");
      if (data != null && mimeType != null && mimeType.startsWith("image/")) {
        images.add("data:" + mimeType + ";base64," + data);
      }
    }
    return images;
  }

  private Contents() {}
}
