// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import static org.assertj.core.api.Assertions.assertThat;

import io.openinference.testing.ChildJvm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Mistakes that would otherwise end in silence, each in a new JVM. */
class FirstMistakesTest {

  private static final String LINES = "-Djava.util.logging.SimpleFormatter.format=%4$s: %5$s%n";

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

  /** An SDK without a processor, and others that look set up but export nothing. */
  @ParameterizedTest
  @ValueSource(strings = {"sdk", "sdk-of-a-host", "no-exporter", "start-only", "global-sdk"})
  void anSdkWithoutAnExporterCausesOneWarningAtItsFirstSpan(String openTelemetry) {
    assertThat(ChildJvm.create().option(LINES).run(FirstMistakes.class, openTelemetry).lines())
        .startsWith(
            "suppressed",
            "WARNING: OpenInference sends no spans, because the application's OpenTelemetry has no"
                + " exporter of spans. Add one with SdkTracerProvider.builder().addSpanProcessor("
                + "BatchSpanProcessor.builder(exporter).build()), or use"
                + " OpenInferenceSdk.register() of io.openinference:openinference-sdk in place of"
                + " it.",
            "traced")
        .filteredOn(line -> line.contains("OpenInference"))
        .hasSize(1);
  }

  @Test
  void noExporterOnPurposeCausesOneLine() {
    assertThat(
            ChildJvm.create()
                .option(LINES)
                .environment("OTEL_TRACES_EXPORTER", "none")
                .run(FirstMistakes.class, "sdk"))
        .containsOnlyOnce("INFO: OpenInference: no spans are exported (otel.traces.exporter: none)")
        .doesNotContain("WARNING");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "always-off | no spans are exported (sampler: AlwaysOffSampler)",
        "ratio-0 | no spans are exported, except in traces that a caller has sampled"
            + " (sampler: root:TraceIdRatioBased{0.000000})"
      })
  void aSamplerThatDropsEachTraceCausesOneLine(String openTelemetry, String line) {
    assertThat(ChildJvm.create().option(LINES).run(FirstMistakes.class, openTelemetry))
        .containsOnlyOnce("INFO: OpenInference: " + line);
  }

  @Test
  void anSdkThatSendsCausesNoLine() {
    assertThat(ChildJvm.create().run(FirstMistakes.class, "sending"))
        .doesNotContain("OpenInference", "WARNING");
  }

  @Test
  void copiesOfCoreInOneProcessWarnOfAMisspelledSettingOnce() {
    assertThat(
            ChildJvm.create()
                .environment("OPENINFERENCE_HIDE_INPUT", "true")
                .run(FirstMistakes.class, "copies"))
        .containsOnlyOnce("WARNING: OPENINFERENCE_HIDE_INPUT is not a setting");
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
