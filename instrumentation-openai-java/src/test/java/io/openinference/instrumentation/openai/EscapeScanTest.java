// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EscapeScanTest {

  private static final ObjectMapper JACKSON = new ObjectMapper();

  private final EscapeScan scan = new EscapeScan();

  @Test
  void missesNoCharacterThatIsEscaped() throws Exception {
    for (int character = 0; character <= Character.MAX_VALUE; character++) {
      String text = "before " + (char) character + " after";
      boolean isEscaped = JACKSON.writeValueAsString(text).length() != text.length() + 2;
      boolean isWrittenAsItIs = scan.findsNothing(text);

      assertThat(isWrittenAsItIs && isEscaped).as("U+%04X", character).isFalse();
      if (character <= 0xff) {
        assertThat(isWrittenAsItIs).as("U+%04X", character).isEqualTo(!isEscaped);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7, 8, 9, 1_023, 1_024, 1_025, 2_048, 3_000})
  void looksAtEachCharacter(int length) {
    String text = "a".repeat(length);
    assertThat(scan.findsNothing(text)).isTrue();
    // Of which the one before must leave nothing behind.
    for (int i = 0; i < length; i++) {
      StringBuilder escaped = new StringBuilder(text);
      escaped.setCharAt(i, '\n');
      assertThat(scan.findsNothing(escaped.toString())).as("at " + i).isFalse();
    }
    assertThat(scan.findsNothing(text)).isTrue();
  }

  @Test
  void leavesTheTextToJacksonWhereInDoubt() {
    // Its low byte is that of a quote.
    assertThat(scan.findsNothing("\u2022 first, \u2022 second")).isFalse();
    assertThat(scan.findsNothing("Grüße, 日本 ÿ")).isTrue();
  }

  @Test
  void whatIsWrittenAsItIsEqualsWhatJacksonWrites() throws Exception {
    for (String part :
        List.of("plain text ", "“Grüße” – 😀 ", "line\n", "a \"b\" \\ ", "\u2022 ")) {
      for (int count : new int[] {1, 10, 400, 5_000}) {
        List<String> texts = List.of(part.repeat(count), "short", part.repeat(count));
        assertThat(WireJson.toJson(texts)).isEqualTo(JACKSON.writeValueAsString(texts));
        assertThat(WireJson.read(texts).text()).isEqualTo(JACKSON.writeValueAsString(texts));
      }
    }
  }
}
