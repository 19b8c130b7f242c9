// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.openinference.instrumentation.langchain4j.EndlessStreams.End;
import io.openinference.testing.contract.EndlessStreamContract;
import java.util.Map;

class EndlessStreamTest extends EndlessStreamContract<End> {

  EndlessStreamTest() {
    super(End.class, EndlessStreams.class);
  }

  @Override
  protected void assertMore(End end, Map<String, String> printed) {
    assertThat(printed)
        .containsEntry(
            "head llm.output_messages.0.message.content", printed.get("head output.value"));
    if (end == End.FAIL) {
      assertThat(printed).containsEntry("failure", "IllegalStateException");
    } else {
      assertThat(printed)
          .containsEntry("llm.token_count.total", "23")
          .containsEntry("llm.finish_reason", "stop")
          .containsEntry("llm.model_name", "endless");
    }
  }
}
