// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bytes of a text have the words that the text has. */
class BodyWordsTest {

  private static final BodyWords WORDS = new BodyWords("thinking", "thought", "\"cost", "cache");

  @ParameterizedTest
  @CsvSource({
    "a thought, true",
    "thinkthinking, true",
    "thin, false",
    "cach, false",
    "Oslo é cache, true",
    "é, false",
    "'{\"cost\":1}', true",
    "cost, false",
    "'', false",
  })
  void areInTextAndBytes(String text, boolean isIn) {
    assertThat(WORDS.areIn(text)).isEqualTo(isIn);
    assertThat(WORDS.areIn(text.getBytes(StandardCharsets.UTF_8))).isEqualTo(isIn);
  }
}
