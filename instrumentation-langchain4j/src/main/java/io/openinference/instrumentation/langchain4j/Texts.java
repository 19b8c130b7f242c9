// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import dev.langchain4j.data.segment.TextSegment;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The texts among the arguments of a call, in whatever form the method takes them. */
final class Texts {

  /**
   * Returns the texts of a string, a segment, a list of them, or a request object that has them.
   */
  static List<String> of(@Nullable Object argument) {
    return stream(argument).toList();
  }

  private static Stream<String> stream(@Nullable Object argument) {
    if (argument instanceof String text) {
      return Stream.of(text);
    }
    if (argument instanceof TextSegment segment) {
      return Stream.of(segment.text());
    }
    if (argument instanceof List<?> list) {
      return list.stream().flatMap(Texts::stream);
    }
    for (String property : List.of("inputs", "texts", "documents", "messages")) {
      if (OptionalProperty.read(argument, property) instanceof List<?> list) {
        return list.stream().flatMap(Texts::stream);
      }
    }
    return Stream.of(first(argument)).filter(Objects::nonNull);
  }

  private static @Nullable String first(@Nullable Object argument) {
    String text = OptionalProperty.readString(argument, "text");
    return text == null ? OptionalProperty.readString(argument, "singleText") : text;
  }

  private Texts() {}
}
