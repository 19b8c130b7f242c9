// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.spi;

import static org.assertj.core.api.Assertions.assertThat;

import io.openinference.semconv.OpenInferenceSpanKind;
import io.opentelemetry.context.Context;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ModelCallTest {

  @ParameterizedTest
  @EnumSource(OpenInferenceSpanKind.class)
  void isInProgressForItsKindOnly(OpenInferenceSpanKind kind) {
    Context marked = ModelCall.mark(Context.root(), kind);

    for (OpenInferenceSpanKind other : OpenInferenceSpanKind.values()) {
      assertThat(ModelCall.isInProgress(marked, other)).isEqualTo(other == kind);
      assertThat(ModelCall.isInProgress(Context.root(), other)).isFalse();
      assertThat(ModelCall.isInProgress(ModelCall.unmark(marked), other)).isFalse();
    }
  }

  @Test
  void unmarkingChangesNothingWhereThereIsNoMark() {
    assertThat(ModelCall.unmark(Context.root())).isSameAs(Context.root());
  }

  @Test
  void mayBeMarkedAgainInsideUserCode() {
    Context outer = ModelCall.mark(Context.root(), OpenInferenceSpanKind.LLM);
    Context inner = ModelCall.mark(ModelCall.unmark(outer), OpenInferenceSpanKind.EMBEDDING);

    assertThat(ModelCall.isInProgress(inner, OpenInferenceSpanKind.EMBEDDING)).isTrue();
    assertThat(ModelCall.isInProgress(inner, OpenInferenceSpanKind.LLM)).isFalse();
  }
}
