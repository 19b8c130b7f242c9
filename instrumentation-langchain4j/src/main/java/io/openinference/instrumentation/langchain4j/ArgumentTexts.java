// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import dev.langchain4j.data.segment.TextSegment;
import io.openinference.instrumentation.api.door.OptionalProperty;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the texts in the arguments of a call, in all forms that the methods accept. */
final class ArgumentTexts {

  /** The accessors of the texts in the different types of requests. */
  private static final List<OptionalProperty> LISTS =
      Stream.of("inputs", "texts", "documents", "messages").map(OptionalProperty::named).toList();

  private static final OptionalProperty TEXT = OptionalProperty.named("text");
  private static final OptionalProperty SINGLE_TEXT = OptionalProperty.named("singleText");

  /**
   * Returns the texts of a string, a segment, a list of them, or a request object that has texts.
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
      return list.stream().flatMap(ArgumentTexts::stream);
    }
    for (OptionalProperty property : LISTS) {
      if (property.read(argument) instanceof List<?> list) {
        return list.stream().flatMap(ArgumentTexts::stream);
      }
    }
    return Stream.of(first(argument)).filter(Objects::nonNull);
  }

  private static @Nullable String first(@Nullable Object argument) {
    String text = TEXT.readString(argument);
    return text == null ? SINGLE_TEXT.readString(argument) : text;
  }

  private ArgumentTexts() {}
}
