// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import io.openinference.instrumentation.api.ContentBudget;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** A body of JSON or other text, of which is recorded what the application reads. */
final class TextBody implements BodyRecorder {

  private final TracedCall<?> call;
  private final boolean isJson;
  private final ContentBudget budget;
  private final ByteArrayOutputStream read = new ByteArrayOutputStream();

  TextBody(TracedCall<?> call, boolean isJson, ContentBudget budget) {
    this.call = call;
    this.isJson = isJson;
    this.budget = budget;
  }

  @Override
  public void accept(byte[] bytes, int offset, int length) {
    read.write(bytes, offset, budget.take(length));
  }

  @Override
  public void finish() {
    if (read.size() > 0) {
      call.recordBody(withoutCutCharacter(read.toString(StandardCharsets.UTF_8)), isJson);
    }
  }

  /** A character of which only the first bytes were read decodes as a replacement. */
  private static String withoutCutCharacter(String text) {
    int last = text.length() - 1;
    return text.charAt(last) == '\uFFFD' ? text.substring(0, last) : text;
  }
}
