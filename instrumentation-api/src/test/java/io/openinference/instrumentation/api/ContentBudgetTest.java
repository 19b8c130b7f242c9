// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api;

import static io.openinference.testing.OpenInferenceAssertions.assertThat;
import static io.openinference.testing.OpenInferenceAssertions.assertThatThrownBy;

import io.openinference.instrumentation.OpenInferenceTracer;
import io.openinference.testing.OpenInferenceExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContentBudgetTest {

  private static final int MORE_THAN_A_BLOCK = 100 * 1024;

  @RegisterExtension
  static final OpenInferenceExtension telemetry = OpenInferenceExtension.create();

  private final StringBuilder text = new StringBuilder();

  @ParameterizedTest
  @CsvSource({
    // limit, first, second, kept, left out
    "10, abc, def, abcdef, 0",
    "6, abc, def, abcdef, 0",
    "5, abc, def, abcde, 1",
    "3, abc, def, abc, 3",
    "0, abc, def, '', 6",
    // Half a character is no text.
    "4, abc, \uD83D\uDE00e, abc, 3",
    "5, abc, \uD83D\uDE00e, abc\uD83D\uDE00, 1",
  })
  void keepsTheBeginning(int limit, String first, String second, String kept, long leftOut) {
    ContentBudget budget = ContentBudget.open(limit);

    budget.append(first, text);
    budget.append(second, text);

    assertThat(text.toString()).isEqualTo(kept);
    assertThat(omitted(budget)).isEqualTo(leftOut == 0 ? null : leftOut);
  }

  @Test
  void leavesNoGap() {
    ContentBudget budget = ContentBudget.open(10);

    budget.append("abcdef", text);
    assertThat(budget.takeWhole(5)).isFalse();
    budget.append("g", text);

    assertThat(text.toString()).isEqualTo("abcdef");
    assertThat(budget.isCut()).isTrue();
    assertThat(omitted(budget)).isEqualTo(6);
  }

  @Test
  void keepsSmallValuesBehindTheCut() {
    ContentBudget budget = ContentBudget.open(10);
    budget.append("a".repeat(20), text);

    int kept = 0;
    while (budget.takeSmall(ContentBudget.ENTRY)) {
      kept++;
    }

    assertThat(kept).isBetween(100, 10_000);
  }

  @Test
  void takesContentInPlaceOfOther() {
    ContentBudget budget = ContentBudget.open(10);
    budget.append("abcdef", text);
    budget.giveBack(6);

    assertThat(budget.takeWhole(10)).isTrue();
    budget.leaveOut(3);
    budget.restart();

    assertThat(budget.takeWhole(10)).isTrue();
    assertThat(omitted(budget)).isNull();
  }

  @Test
  void countsWhatWasLetGoOf() {
    ContentBudget budget = ContentBudget.open(10);
    budget.append("abcdef", text);

    budget.leaveOutAll();

    assertThat(budget.take(1)).isZero();
    assertThat(omitted(budget)).isEqualTo(7);
  }

  @Test
  void skipsAPieceThatIsTooLongByItself() {
    ContentBudget budget = ContentBudget.open(10);

    budget.skip(3);
    budget.append("abc", text);

    assertThat(text.toString()).isEqualTo("abc");
    assertThat(omitted(budget)).isEqualTo(3);
  }

  @Test
  void allSpansShareOneBound() {
    long before = ContentBudget.shared();
    List<ContentBudget> greedy = new ArrayList<>();
    while (ContentBudget.shared() > 0) {
      ContentBudget budget = ContentBudget.open(Integer.MAX_VALUE);
      budget.take(Integer.MAX_VALUE);
      greedy.add(budget);
    }

    try (ContentBudget other = ContentBudget.open()) {
      int kept = other.take(MORE_THAN_A_BLOCK);
      assertThat(kept).isPositive();
      assertThat(kept + other.take(2 * MORE_THAN_A_BLOCK)).isLessThan(3 * MORE_THAN_A_BLOCK);
    } finally {
      greedy.forEach(ContentBudget::close);
    }

    assertThat(ContentBudget.shared()).isEqualTo(before);
    try (ContentBudget next = ContentBudget.open()) {
      assertThat(next.take(MORE_THAN_A_BLOCK)).isEqualTo(MORE_THAN_A_BLOCK);
    }
  }

  @Test
  void budgetThatNobodyClosesReturnsWhatItTook() throws InterruptedException {
    long before = ContentBudget.shared();
    abandon();
    assertThat(ContentBudget.shared()).isLessThan(before);

    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (ContentBudget.shared() < before && System.nanoTime() < deadline) {
      System.gc();
      Thread.sleep(10);
    }

    assertThat(ContentBudget.shared()).isEqualTo(before);
  }

  private static void abandon() {
    ContentBudget.open().take(MORE_THAN_A_BLOCK);
  }

  @Test
  void refusesANegativeLimit() {
    assertThatThrownBy(() -> ContentBudget.open(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("limit must not be negative but is -1");
  }

  private static Long omitted(ContentBudget budget) {
    telemetry.clear();
    OpenInferenceTracer.create(telemetry.openTelemetry()).chain("step").run(budget::recordOn);
    return telemetry.spans().get(0).getAttributes().get(ContentBudget.OMITTED_SIZE);
  }
}
