// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.openinference.instrumentation.api.ContentBudget;
import io.openinference.instrumentation.api.stream.StreamedText.Kind;
import org.junit.jupiter.api.Test;

class StreamedTextTest {

  private static String join(Kind kind, String... fragments) {
    StreamedText text = new StreamedText(kind, ContentBudget.open());
    for (String fragment : fragments) {
      text.append(fragment);
    }
    return text.toString();
  }

  @Test
  void joinsFragments() {
    assertThat(join(Kind.PROSE, "Pa", "", "ris")).isEqualTo("Paris");
  }

  @Test
  void keepsWordsThatRepeat() {
    assertThat(join(Kind.PROSE, "ha", "ha", "ha", "ha")).isEqualTo("hahahaha");
    assertThat(join(Kind.PROSE, "1", "10", "100")).isEqualTo("110100");
  }

  @Test
  void takesTextThatEachFragmentRepeatsOnce() {
    assertThat(
            join(
                Kind.PROSE,
                "The sky",
                "The sky is",
                "The sky is blue",
                "The sky is blue above",
                "The sky is blue above Oslo"))
        .isEqualTo("The sky is blue above Oslo");
  }

  @Test
  void takesTheWholeTextAtTheEndOnce() {
    assertThat(join(Kind.PROSE, "The sky ", "is ", "blue ", "today.", "The sky is blue today."))
        .isEqualTo("The sky is blue today.");
  }

  @Test
  void takesArgumentsThatComeAgainOnce() {
    assertThat(join(Kind.JSON, "{\"a\":", " 1}", "{\"a\": 1}")).isEqualTo("{\"a\": 1}");
    assertThat(join(Kind.JSON, "{\"city", "{\"city\":\"Os", "{\"city\":\"Oslo\"}"))
        .isEqualTo("{\"city\":\"Oslo\"}");
  }

  @Test
  void keepsObjectsInsideOfArguments() {
    assertThat(join(Kind.JSON, "{\"a\":", "{\"a\":1}}")).isEqualTo("{\"a\":{\"a\":1}}");
    assertThat(join(Kind.JSON, "{\"", "{\":1}")).isEqualTo("{\"{\":1}");
    assertThat(join(Kind.JSON, "{\"a\":[{},", "{}]}")).isEqualTo("{\"a\":[{},{}]}");
    assertThat(join(Kind.JSON, "{}", "\n")).isEqualTo("{}\n");
  }

  @Test
  void takesAValueThatComesWithEachFragmentOnce() {
    assertThat(join(Kind.VALUE, "final", "final", "final")).isEqualTo("final");
    assertThat(join(Kind.VALUE, "get", "Weather")).isEqualTo("getWeather");
    assertThat(join(Kind.VALUE, "a", "a", "b")).isEqualTo("aab");
  }

  @Test
  void takesRoomForTheTextOnly() {
    ContentBudget budget = ContentBudget.open();
    StreamedText text = new StreamedText(Kind.JSON, budget);
    for (int i = 1; i <= 100; i++) {
      text.append("{\"" + "a".repeat(i));
    }

    assertThat(text.length()).isEqualTo(102);
    assertThat(budget.used()).isEqualTo(102);
  }
}
