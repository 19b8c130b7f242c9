// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import static org.assertj.core.api.Assertions.assertThat;

import io.openinference.testing.contract.EndlessStreamContract;
import java.util.Map;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

@DisabledIfSystemProperty(named = "openinference.door", matches = ".+", disabledReason = "As wrap.")
class EndlessStreamTest extends EndlessStreamContract<EndlessStreams.Kind> {

  EndlessStreamTest() {
    super(EndlessStreams.Kind.class, EndlessStreams.class);
  }

  @Override
  protected void assertMore(EndlessStreams.Kind kind, Map<String, String> printed) {
    assertThat(printed)
        .containsEntry("output.mime_type", "application/json")
        .containsKey("llm.model_name")
        .containsKey("llm.token_count.total");
    if (kind != EndlessStreams.Kind.RESPONSE) {
      // Responses have none.
      assertThat(printed).containsEntry("llm.finish_reason", "stop");
    }
  }
}
