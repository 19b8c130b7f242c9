// SPDX-License-Identifier: Apache-2.0
package io.openinference.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs that call models on virtual threads, of which all have few carrier threads. */
@EnabledForJreRange(min = JRE.JAVA_21)
class VirtualThreadsTest {

  @RegisterExtension final Backends backends = new Backends();

  @ParameterizedTest // The number decides which thread waits for which lock.
  @ValueSource(ints = {5, 8, 20})
  void areNotHeldUpByTheirFirstCalls(int pauseMillis) throws Exception {
    String printed =
        backends
            .jvm(ClassPath.instrumented())
            .option("-Djdk.virtualThreadScheduler.parallelism=2")
            .run(CallsOnVirtualThreads.class, String.valueOf(pauseMillis));

    assertThat(printed).contains("64 answered");
    assertThat(backends.received()).hasSize(64).containsOnly("ChatCompletion");
  }
}
