// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import static io.openinference.testing.OpenInferenceAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.guardrail.InputGuardrail;
import dev.langchain4j.guardrail.InputGuardrailResult;
import dev.langchain4j.guardrail.OutputGuardrail;
import dev.langchain4j.guardrail.OutputGuardrailResult;
import dev.langchain4j.model.moderation.Moderation;
import dev.langchain4j.model.moderation.ModerationModel;
import dev.langchain4j.model.output.Response;
import dev.langchain4j.service.Moderate;
import dev.langchain4j.service.ModerationException;
import dev.langchain4j.service.guardrail.InputGuardrails;
import dev.langchain4j.service.guardrail.OutputGuardrails;
import io.openinference.testing.contract.Door;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import java.util.Map;

/** Guardrails and moderation watch over the messages of AI services. */
class GuardrailTest extends ApplicationTest {

  interface GuardedAssistant {
    @InputGuardrails(ShortQuestion.class)
    @OutputGuardrails(PoliteAnswer.class)
    String ask(String question);
  }

  interface ModeratedAssistant {
    @Moderate
    String ask(String question);
  }

  /** Lets everything pass. */
  public static final class ShortQuestion implements InputGuardrail {
    @Override
    public InputGuardrailResult validate(UserMessage message) {
      return success();
    }
  }

  /** Asks again unless the model says please. */
  public static final class PoliteAnswer implements OutputGuardrail {
    @Override
    public OutputGuardrailResult validate(AiMessage message) {
      return message.text().contains("please") ? success() : reprompt("Not polite", "Say please");
    }
  }

  static final class WordModerationModel implements ModerationModel {
    @Override
    public Response<Moderation> moderate(String text) {
      return Response.from(
          text.contains("bad") ? Moderation.flagged(text) : Moderation.notFlagged());
    }

    @Override
    public Response<Moderation> moderate(List<ChatMessage> messages) {
      return moderate(((UserMessage) messages.get(messages.size() - 1)).singleText());
    }
  }

  @EachDoor
  void asksAgainForAnOutputGuardrail(Door door) {
    open(door);
    replies(Reply.text("No."), Reply.text("No, please."));
    GuardedAssistant assistant = service(GuardedAssistant.class).chatModel(model()).build();

    assertThat(assistant.ask("Hi")).isEqualTo("No, please.");

    assertThat(telemetry.trace())
        .hasTree(
            """
            CHAIN GuardedAssistant.ask
              GUARDRAIL ShortQuestion
              LLM OpenAiChatModel
              GUARDRAIL PoliteAnswer
              LLM OpenAiChatModel
              GUARDRAIL PoliteAnswer
            """);
    List<SpanData> guardrails =
        telemetry.spans().stream().filter(span -> !span.getName().contains(".")).toList();
    assertThat(guardrails.get(0)).hasExactlyAttributes(guardrail("Hi", "{\"result\":\"success\"}"));
    assertThat(guardrails.get(2))
        .hasExactlyAttributes(
            guardrail("No.", "{\"result\":\"fatal\",\"failures\":[\"Not polite\"]}"));
    assertThat(guardrails.get(4))
        .hasExactlyAttributes(guardrail("No, please.", "{\"result\":\"success\"}"));
  }

  private static Map<String, Object> guardrail(String input, String output) {
    return Map.of(
        "openinference.span.kind", "GUARDRAIL",
        "input.value", input,
        "input.mime_type", "text/plain",
        "output.value", output,
        "output.mime_type", "application/json");
  }

  @EachDoor
  void moderatesOnAnotherThread(Door door) {
    open(door);
    replies(Reply.text("Fine."));
    ModeratedAssistant assistant =
        service(ModeratedAssistant.class)
            .chatModel(model())
            .moderationModel(TracedParts.traced(door, new WordModerationModel(), instrumentor))
            .build();

    assistant.ask("Hi");

    assertThat(telemetry.trace())
        .hasTreeWithSortedSiblings(
            """
            CHAIN ModeratedAssistant.ask
              GUARDRAIL WordModerationModel
              LLM OpenAiChatModel
            """)
        .span("WordModerationModel")
        .hasAttribute("input.value", "Hi")
        .hasJsonAttribute("output.value", "{\"flagged\": false}");
  }

  @EachDoor
  void showsThatModerationStoppedTheService(Door door) {
    open(door);
    replies(Reply.text("Fine."));
    ModeratedAssistant assistant =
        service(ModeratedAssistant.class)
            .chatModel(model())
            .moderationModel(TracedParts.traced(door, new WordModerationModel(), instrumentor))
            .build();

    assertThatThrownBy(() -> assistant.ask("bad words")).isInstanceOf(ModerationException.class);

    assertThat(telemetry.trace())
        .hasTreeWithSortedSiblings(
            """
            CHAIN ModeratedAssistant.ask !
              GUARDRAIL WordModerationModel
              LLM OpenAiChatModel
            """);
  }
}
