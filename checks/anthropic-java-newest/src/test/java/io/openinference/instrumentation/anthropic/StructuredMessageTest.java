// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.anthropic;

import static io.openinference.testing.OpenInferenceAssertions.assertThat;

import com.anthropic.core.http.StreamResponse;
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

    private static final String PLACE =
        Json.merge(
            Scenario.ANSWER,
            "{\"content\": [{\"type\": \"text\", \"text\": \"{\\\"city\\\": \\\"Oslo\\\"}\"}]}");

    private void answerWithPlace() {
      answer(PLACE);
    }

    @Test
    void sync() {
      answerWithPlace();

      var answer = client.messages().create(params());

      assertThat(answer.content().get(0).asText().text().city).isEqualTo("Oslo");
      verify("messages.create");
    }

    @Test
    void async() {
      answerWithPlace();

      var answer = client.async().messages().create(params()).join();

      assertThat(answer.content().get(0).asText().text().city).isEqualTo("Oslo");
      verify("messages.create");
    }

    @Test
    void stream() {
      answerStream(Events.of(PLACE));

      try (StreamResponse<?> stream = client.messages().createStreaming(params())) {
        stream.stream().forEach(event -> {});
      }

      verify("messages.stream");
    }

    @Test
    void beta() {
      answerWithPlace();

      var answer =
          client
              .beta()
              .messages()
              .create(
                  com.anthropic.models.beta.messages.MessageCreateParams.builder()
                      .model("claude-sonnet-4-5")
                      .maxTokens(100)
                      .addUserMessage("Where is my parcel?")
                      .outputConfig(Place.class)
                      .build());

      assertThat(answer.content().get(0).asText().text().city).isEqualTo("Oslo");
      verify("beta.messages.create");
    }

    private void verify(String spanName) {
      assertThat(telemetry.awaitSpans(1)).hasSize(1);
      String sent = Json.without(server.requests().get(0).bodyText(), "stream");
      assertThat(sent).contains("json_schema");
      Scenario.of("structured")
          .onlyRequest(sent)
          .onlyAnswer(PLACE)
          .out("content = {\"city\": \"Oslo\"}")
          .verify(span(), spanName);
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
