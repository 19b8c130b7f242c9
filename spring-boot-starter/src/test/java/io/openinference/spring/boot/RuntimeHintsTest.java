// SPDX-License-Identifier: Apache-2.0
package io.openinference.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import com.openai.client.OpenAIClient;
import com.openai.services.blocking.chat.ChatCompletionService;
import io.openinference.instrumentation.spi.InstrumentorProvider;
import org.junit.jupiter.api.Test;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;

/** What a native image knows of. */
class RuntimeHintsTest {

  @Test
  void proxiesAndServiceFilesAreKnown() {
    RuntimeHints hints = new RuntimeHints();
    new OpenInferenceRuntimeHints().registerHints(hints, getClass().getClassLoader());

    assertThat(RuntimeHintsPredicates.proxies().forInterfaces(OpenAIClient.class)).accepts(hints);
    assertThat(RuntimeHintsPredicates.proxies().forInterfaces(ChatCompletionService.class))
        .accepts(hints);
    assertThat(
            RuntimeHintsPredicates.resource()
                .forResource("META-INF/services/" + InstrumentorProvider.class.getName()))
        .accepts(hints);
  }
}
