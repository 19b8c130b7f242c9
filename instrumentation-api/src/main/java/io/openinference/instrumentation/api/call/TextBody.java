// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.call;

import io.openinference.instrumentation.api.ContentBudget;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Records a body of JSON or other text. Only the part that the application reads is recorded. */
final class TextBody implements BodyRecorder {

  private final Consumer<String> text;
  private final ContentBudget budget;
  private final ByteArrayOutputStream read = new ByteArrayOutputStream();

  /**
   * @param text receives the text that the application has read, once, if there is any
   */
  TextBody(Consumer<String> text, ContentBudget budget) {
    this.text = text;
    this.budget = budget;
  }

  @Override
  public void accept(byte[] bytes, int offset, int length) {
    read.write(bytes, offset, budget.take(length));
  }

  @Override
  public void finish() {
    if (read.size() > 0) {
      text.accept(withoutCutCharacter(read.toString(StandardCharsets.UTF_8)));
    }
  }

  /** Removes a replacement character at the end, which stands for a character that was cut. */
  private static String withoutCutCharacter(String text) {
    int last = text.length() - 1;
    return text.charAt(last) == '\uFFFD' ? text.substring(0, last) : text;
  }
}
