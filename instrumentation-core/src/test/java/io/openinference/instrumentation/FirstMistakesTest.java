// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import static org.assertj.core.api.Assertions.assertThat;

import io.openinference.testing.ChildJvm;
import org.junit.jupiter.api.Test;

/** Mistakes that would otherwise end in silence, each in a new JVM. */
class FirstMistakesTest {

  @Test
  void aGlobalOpenTelemetryThatIsReadBeforeItIsSetCausesOneWarning() {
    assertThat(ChildJvm.create().run(FirstMistakes.class, "global"))
        .containsOnlyOnce(
            "WARNING: OpenInference makes no spans with this OpenTelemetry:"
                + " GlobalOpenTelemetry.get() was called before a global OpenTelemetry was set.");
  }

  @Test
  void anOpenTelemetryThatMakesNoSpansOnPurposeCausesNone() {
    assertThat(ChildJvm.create().run(FirstMistakes.class, "noop")).doesNotContain("WARNING");
  }

  @Test
  void aMisspelledHidingSettingCausesOneWarning() {
    assertThat(
            ChildJvm.create()
                .environment("OPENINFERENCE_HIDE_INPUT", "true")
                .run(FirstMistakes.class, "noop"))
        .containsOnlyOnce(
            "WARNING: OPENINFERENCE_HIDE_INPUT is not a setting and has no effect. Did you mean"
                + " OPENINFERENCE_HIDE_INPUTS?");
  }
}
