// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.anthropic;

import static io.openinference.testing.OpenInferenceAssertions.assertThat;

import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.StructuredMessageCreateParams;
import io.openinference.testing.contract.Door;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Answers that the library turns into objects. */
class StructuredMessageTest {

  /** The model answers in this form. */
  static final class Place {
    public String city;
  }

  abstract static class AbstractStructuredMessageTest extends AbstractAnthropicTest {

    private static StructuredMessageCreateParams<Place> params() {
      return MessageCreateParams.builder()
          .model("claude-sonnet-4-5")
          .maxTokens(100)
          .addUserMessage("Where is my parcel?")
          .outputConfig(Place.class)
          .build();
    }

    private void answerWithPlace() {
      answer(
          Json.merge(
              Scenario.ANSWER,
              "{\"content\": [{\"type\": \"text\", \"text\": \"{\\\"city\\\": \\\"Oslo\\\"}\"}]}"));
    }

    @Test
    void sync() {
      answerWithPlace();

      var answer = client.messages().create(params());

      assertThat(answer.content().get(0).asText().text().city).isEqualTo("Oslo");
      verify();
    }

    @Test
    void async() {
      answerWithPlace();

      var answer = client.async().messages().create(params()).join();

      assertThat(answer.content().get(0).asText().text().city).isEqualTo("Oslo");
      verify();
    }

    private static void verify() {
      assertThat(telemetry.awaitSpans(1)).hasSize(1);
      assertThat(span())
          .isLlm()
          .hasName("messages.create")
          .hasAttribute("llm.output_messages.0.message.content", "{\"city\": \"Oslo\"}");
      assertThat(span().getAttributes().toString()).contains("json_schema");
    }
  }

  @Nested
  class Wrapped extends AbstractStructuredMessageTest {}

  @Nested
  class Instrumented extends AbstractStructuredMessageTest {
    @Override
    Door door() {
      return Door.INSTRUMENT;
    }
  }

  @Nested
  class Both extends AbstractStructuredMessageTest {
    @Override
    Door door() {
      return Door.INSTRUMENT_AND_WRAP;
    }
  }
}
