// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bytecode;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ClassFileTextTest {

  private static boolean isIn(String classFile, String text) {
    return new ClassFileText(text).isIn(classFile.getBytes(StandardCharsets.ISO_8859_1));
  }

  @Test
  void findsWhatStringsFind() {
    Random random = new Random(42);
    int found = 0;
    for (int i = 0; i < 20_000; i++) {
      // Few letters and one that is no ASCII, so that about half are found, many after near misses.
      String classFile = text(random, random.nextInt(40), "ab\u00e9");
      String text = text(random, random.nextInt(5), "ab");

      boolean expected = classFile.contains(text);

      assertThat(isIn(classFile, text)).as("%s in %s", text, classFile).isEqualTo(expected);
      found += expected ? 1 : 0;
    }
    assertThat(found).isBetween(5_000, 15_000);
  }

  private static String text(Random random, int length, String letters) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append(letters.charAt(random.nextInt(letters.length())));
    }
    return text.toString();
  }

  @Test
  void looksAtBothEnds() {
    assertThat(isIn("dev/langchain4j/", "dev/langchain4j/")).isTrue();
    assertThat(isIn("Ldev/langchain4j/", "dev/langchain4j/")).isTrue();
    assertThat(isIn("dev/langchain4j/A", "dev/langchain4j/")).isTrue();
    assertThat(isIn("dev/langchain4j", "dev/langchain4j/")).isFalse();
    assertThat(isIn("", "")).isTrue();
  }
}
