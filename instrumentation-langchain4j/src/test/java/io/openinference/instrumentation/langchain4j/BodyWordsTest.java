// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
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
    "c, false",
    "\"CACHE, false",
  })
  void areInTextAndBytes(String text, boolean isIn) {
    assertThat(WORDS.areIn(text)).isEqualTo(isIn);
    assertThat(WORDS.areIn(text.getBytes(StandardCharsets.UTF_8))).isEqualTo(isIn);
  }

  @Test
  void doesNotCopyBytes() {
    byte[] body = "é cach".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
    long before = allocatedBytes();

    boolean isIn = WORDS.areIn(body);

    assertThat(allocatedBytes() - before).isLessThan(body.length / 2);
    assertThat(isIn).isFalse();
  }

  private static long allocatedBytes() {
    return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
  }
}
