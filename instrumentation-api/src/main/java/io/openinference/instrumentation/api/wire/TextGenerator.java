// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.JsonGeneratorDelegate;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Writes JSON text, and writes long strings faster than Jackson does. */
class TextGenerator extends JsonGeneratorDelegate {

  /** The minimum length of a long string, in characters; Jackson writes shorter strings as fast. */
  private static final int MIN_LENGTH = 16;

  private final TextBuffer text;
  private final boolean hasUsualEscapes;

  /**
   * @param generator writes to the buffer
   * @param text receives the JSON text
   */
  TextGenerator(JsonGenerator generator, TextBuffer text) {
    super(generator, /* delegateCopyMethods= */ false);
    this.text = text;
    // An application that shares the mapper of openai-java may change the escapes.
    this.hasUsualEscapes =
        generator.getCharacterEscapes() == null && generator.getHighestEscapedChar() == 0;
  }

  /** Returns the length of the written text, in characters. */
  final int length() {
    return text.length() + delegate.getOutputBuffered();
  }

  @Override
  public void writeString(@Nullable String value) throws IOException {
    if (hasUsualEscapes && value != null && value.length() >= MIN_LENGTH) {
      text.escapes().write(value, delegate);
    } else {
      super.writeString(value);
    }
  }
}
