// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.googleadk;

import static org.assertj.core.api.Assertions.assertThat;

import io.openinference.testing.ChildJvm;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import org.junit.jupiter.api.Test;

/** An application that sets its global OpenTelemetry after ADK is instrumented. */
class LateGlobalTest {

  /** ADK asks for the global OpenTelemetry once in a process. */
  @Test
  void theApplicationMaySetIt() {
    assertThat(
            ChildJvm.create()
                .option("-Dotel.java.global-autoconfigure.enabled=false")
                .run(Program.class)
                .lines())
        .contains(Program.SET);
  }

  /** Runs in a JVM of its own. */
  public static final class Program {

    static final String SET = "set: true";

    /** Sets the global OpenTelemetry, which fails if there is one. */
    public static void main(String[] arguments) {
      OpenTelemetrySdk openTelemetry = OpenTelemetrySdk.builder().build();
      GoogleAdkInstrumentor on = GoogleAdkInstrumentor.instrument(openTelemetry);
      GlobalOpenTelemetry.set(openTelemetry);
      System.out.println("set: " + on.isOn());
      System.exit(0);
    }

    private Program() {}
  }
}
