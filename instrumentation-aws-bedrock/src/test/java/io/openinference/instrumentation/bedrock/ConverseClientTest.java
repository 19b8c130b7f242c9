// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bedrock;

import static io.openinference.instrumentation.bedrock.ConverseTest.ANSWER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openinference.testing.StubResponse;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.ClasspathInterceptorChainFactory;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConversationRole;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseRequest;
import software.amazon.awssdk.services.bedrockruntime.model.CountTokensInput;
import software.amazon.awssdk.services.bedrockruntime.model.CountTokensResponse;
import software.amazon.awssdk.services.bedrockruntime.model.Message;
import software.amazon.awssdk.services.bedrockruntime.model.ValidationException;

/** How calls of Converse go through a client: overloads, interceptors, repeats and failures. */
class ConverseClientTest extends AbstractBedrockTest {

  private static final Message HELLO =
      Message.builder().role(ConversationRole.USER).content(ContentBlock.fromText("Hello")).build();
  private static final ConverseRequest REQUEST =
      ConverseRequest.builder().modelId(CLAUDE).messages(HELLO).build();

  @Test
  void anOverloadWithAConsumerIsOneSpan() {
    answer(ANSWER);
    sync().converse(REQUEST);
    answer(ANSWER);
    sync().converse(r -> r.modelId(CLAUDE).messages(HELLO));
    answer(ANSWER);
    await(async().converse(r -> r.modelId(CLAUDE).messages(HELLO)));

    List<SpanData> spans = telemetry.awaitSpans(3);
    assertThat(spans).hasSize(3);
    assertThat(spans)
        .allSatisfy(
            span -> {
              assertThat(span.getName()).isEqualTo("bedrock.converse");
              assertThat(attributes(span)).isEqualTo(attributes(spans.get(0)));
            });
  }

  @Test
  void anInterceptorOfTheApplicationIsKept() {
    answer(ANSWER);
    List<String> seen = new ArrayList<>();
    ExecutionInterceptor interceptor =
        new ExecutionInterceptor() {
          @Override
          public void beforeTransmission(
              Context.BeforeTransmission context, ExecutionAttributes attributes) {
            seen.add("request");
          }

          @Override
          public void afterExecution(
              Context.AfterExecution context, ExecutionAttributes attributes) {
            seen.add("response");
          }
        };

    sync(interceptor).converse(REQUEST);

    assertThat(seen).containsExactly("request", "response");
    assertThat(attributes(span(), "llm.output_messages.")).isNotEmpty();
  }

  @Test
  void aRequestThatIsSentAgainIsOneSpan() {
    enqueue(StubResponse.json(429, "{\"message\": \"slow down\"}"));
    answer(ANSWER);

    sync().converse(REQUEST);

    assertThat(span().getStatus().getStatusCode()).isEqualTo(StatusCode.OK);
    assertThat(requests()).hasSize(2);
    assertThat(attributes(span(), "llm.output", "llm.finish", "llm.token", "output"))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "llm.output_messages.0.message.role",
                "assistant",
                "llm.output_messages.0.message.content",
                "Hi",
                "llm.finish_reason",
                "end_turn",
                "llm.token_count.prompt",
                5L,
                "llm.token_count.completion",
                7L,
                "llm.token_count.total",
                12L,
                "output.value",
                ANSWER,
                "output.mime_type",
                "application/json"));
  }

  @Test
  void aRefusedRequestIsAnErrorWithItsInput() {
    enqueue(
        StubResponse.json(400, "{\"message\": \"no\"}")
            .withHeader("x-amzn-ErrorType", "ValidationException"));

    assertThatThrownBy(() -> sync().converse(REQUEST)).isInstanceOf(ValidationException.class);

    SpanData span = span();
    assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    assertThat(attributes(span)).containsEntry("llm.input_messages.0.message.content", "Hello");
  }

  @Test
  void aRequestThatCannotBeWrittenIsAnError() {
    assertThatThrownBy(() -> sync().converse(ConverseRequest.builder().build()))
        .isInstanceOf(SdkClientException.class);
    assertThat(attributes(span()))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "openinference.span.kind", "LLM",
                "llm.provider", "aws",
                "input.value", "{}",
                "input.mime_type", "application/json",
                "llm.invocation_parameters", "{}"));

    assertThat(span().getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
  }

  @Test
  void aCallOfAnotherKindMakesNoSpan() {
    answer("{\"inputTokens\": 0}");
    CountTokensResponse counted =
        sync()
            .countTokens(
                r ->
                    r.modelId(CLAUDE).input(CountTokensInput.fromConverse(c -> c.messages(HELLO))));
    assertThat(counted.inputTokens()).isZero();
    assertThat(telemetry.spans()).isEmpty();
  }

  @Test
  void clientsOfOtherServicesGetNoInterceptor() {
    assertThat(
            new ClasspathInterceptorChainFactory()
                .getInterceptors("software/amazon/awssdk/services/s3/execution.interceptors"))
        .isEmpty();
  }
}
