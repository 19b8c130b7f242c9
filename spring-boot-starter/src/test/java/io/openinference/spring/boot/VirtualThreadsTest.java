// SPDX-License-Identifier: Apache-2.0
package io.openinference.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.openinference.testing.OtlpReceiver;
import io.openinference.testing.ReceivedSpan;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/** A servlet application on virtual threads. */
@EnabledForJreRange(min = JRE.JAVA_21)
class VirtualThreadsTest {

  @Test
  void anAsyncMethodGoesOnInTheRequest() {
    try (OtlpReceiver receiver = OtlpReceiver.start();
        BootApplication application =
            BootApplication.start(
                "servlet",
                List.of(ServletApplication.Beans.class),
                "spring.threads.virtual.enabled=true",
                "openinference.endpoint=" + receiver.endpoint(),
                "openinference.batching=false")) {
      assertThat(application.get("/async")).isEqualTo("done");

      List<ReceivedSpan> spans = receiver.awaitSpans(3);
      assertThat(ReceivedTree.of(spans))
          .isEqualTo(
              """
              http get /async
                background
                  LLM model
              """);
      assertThat(ReceivedTree.named(spans, "model").attributes())
          .containsEntry("session.id", "chat-2");
    }
  }
}
