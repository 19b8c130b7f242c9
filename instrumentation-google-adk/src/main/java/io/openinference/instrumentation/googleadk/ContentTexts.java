// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.googleadk;

import com.google.genai.types.Content;
import com.google.genai.types.Part;
import java.util.List;
import java.util.stream.Collectors;

/** Shows contents as text. */
final class ContentTexts {

  /** Returns the text of the parts. Parts that are not text are named by their type. */
  static String of(Content content) {
    return content.parts().orElse(List.of()).stream()
        .filter(part -> !part.thought().orElse(false))
        .map(ContentTexts::of)
        .filter(text -> !text.isEmpty())
        .collect(Collectors.joining("\n"));
  }

  private static String of(Part part) {
    if (part.text().isPresent()) {
      return part.text().get();
    }
    if (part.inlineData().isPresent()) {
      return "[" + part.inlineData().get().mimeType().orElse("data") + "]";
    }
    if (part.fileData().isPresent()) {
      return "[" + part.fileData().get().mimeType().orElse("file") + "]";
    }
    return part.functionCall().flatMap(call -> call.name()).map(name -> name + "()").orElse("");
  }

  private ContentTexts() {}
}
