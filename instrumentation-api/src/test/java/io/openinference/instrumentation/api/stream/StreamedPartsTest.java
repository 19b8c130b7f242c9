// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.stream;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StreamedPartsTest {

  private final StreamedParts<StringBuilder> parts = new StreamedParts<>();

  private void add(Object index, String id, String text) {
    StringBuilder part = parts.find(index, id);
    if (part == null) {
      part = new StringBuilder();
      parts.add(index, id, part);
    }
    part.append(text);
  }

  private void assertParts(String... expected) {
    assertThat(parts.toList()).extracting(StringBuilder::toString).containsExactly(expected);
  }

  @Test
  void startWithAnIdThatIsNewForTheirIndex() {
    add(0, "a", "1");
    add(0, "b", "2");

    assertParts("1", "2");
  }

  @Test
  void goOnWithTheirIdWhateverTheIndex() {
    add(0, "a", "1");
    add(1, "b", "2");
    add(7, "a", "3");
    add(null, "b", "4");

    assertParts("13", "24");
  }

  @Test
  void goOnWithTheIndexThatTheyHadLast() {
    add(0, "a", "1");
    add(0, "b", "2");
    add(0, null, "3");
    add(5, "a", "4");
    add(5, "", "5");

    assertParts("145", "23");
  }

  @Test
  void goOnWithTheLastOneWithoutEither() {
    add(0, "a", "1");
    add(1, "b", "2");
    add(0, null, "3");
    add(null, null, "4");

    assertParts("134", "2");
  }

  @Test
  void takeAnIdThatComesLate() {
    add(0, null, "1");
    add(0, "a", "2");
    add(3, "a", "3");

    assertParts("123");
  }

  @Test
  void standInTheOrderInWhichTheyStart() {
    add(9, "a", "1");
    add(2, "b", "2");

    assertParts("1", "2");
  }

  @Test
  void areGoneOnceCleared() {
    add(0, "a", "1");
    parts.clear();
    add(0, "a", "2");

    assertParts("2");
  }
}
