// SPDX-License-Identifier: Apache-2.0
package io.openinference.masking;

import com.google.adk.agents.LlmAgent;
import com.google.adk.models.BaseLlm;
import com.google.adk.models.BaseLlmConnection;
import com.google.adk.models.LlmRequest;
import com.google.adk.models.LlmResponse;
import com.google.adk.runner.InMemoryRunner;
import com.google.adk.tools.BaseTool;
import com.google.adk.tools.ToolContext;
import com.google.genai.types.Content;
import com.google.genai.types.FunctionCall;
import com.google.genai.types.FunctionDeclaration;
import com.google.genai.types.Part;
import io.openinference.instrumentation.googleadk.GoogleAdkInstrumentor;
import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.core.Single;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Agents of ADK, with a model that answers what it is told. */
final class GoogleAdkScenarios {

  static Map<String, Scenario> all() {
    return Map.of("agents", GoogleAdkScenarios::agents);
  }

  /** One scenario for all runs, because it takes long to turn the instrumentation on. */
  private static void agents(Application application, Secrets secrets) {
    GoogleAdkInstrumentor on = application.googleAdk().turnOn();
    try {
      answer(secrets);
      tool(secrets);
      throwingTool(secrets);
      failingModel(secrets);
    } finally {
      on.uninstrument();
    }
  }

  private static void answer(Secrets secrets) {
    run(
        secrets.text(Position.INPUT_TEXT),
        LlmAgent.builder()
            .name("guide")
            .instruction(secrets.text(Position.INPUT_TEXT).replace("{", "(").replace("}", ")"))
            .model(model(Flowable.just(text(secrets.text(Position.OUTPUT_TEXT)))))
            .build());
  }

  private static void tool(Secrets secrets) {
    callTool(secrets, () -> Map.of("result", secrets.text(Position.TOOL_RESULT)));
  }

  private static void throwingTool(Secrets secrets) {
    try {
      callTool(
          secrets,
          () -> {
            throw new IllegalStateException(secrets.text(Position.EXCEPTION));
          });
    } catch (RuntimeException expected) {
      // The spans have it.
    }
  }

  private static void callTool(Secrets secrets, Supplier<Map<String, Object>> result) {
    Content call =
        Content.builder()
            .role("model")
            .parts(
                List.of(
                    Part.builder()
                        .functionCall(
                            FunctionCall.builder()
                                .id("call-1")
                                .name("weather")
                                .args(Map.of("city", secrets.text(Position.OUTPUT_ARGUMENTS)))
                                .build())
                        .build()))
            .build();
    run(
        "How is the weather?",
        LlmAgent.builder()
            .name("guide")
            .model(model(Flowable.just(LlmResponse.builder().content(call).build())))
            .tools(weather(result))
            // So that the model's arguments and the tool's are not the same text.
            .beforeToolCallbackSync(
                (context, tool, arguments, toolContext) -> {
                  arguments.put("city", secrets.text(Position.TOOL_ARGUMENTS));
                  return Optional.empty();
                })
            // The result of the tool does not reach the model.
            .maxSteps(1)
            .build());
  }

  private static void failingModel(Secrets secrets) {
    try {
      run(
          secrets.text(Position.INPUT_TEXT),
          LlmAgent.builder()
              .name("guide")
              .model(
                  model(
                      Flowable.error(new IllegalStateException(secrets.text(Position.EXCEPTION)))))
              .build());
    } catch (RuntimeException expected) {
      // The spans have it.
    }
  }

  private static void run(String message, LlmAgent agent) {
    InMemoryRunner runner = new InMemoryRunner(agent, "fjords");
    runner
        .sessionService()
        .createSession("fjords", "user", (Map<String, Object>) null, "session")
        .blockingGet();
    runner
        .runAsync(
            "user",
            "session",
            Content.builder().role("user").parts(List.of(Part.fromText(message))).build())
        .blockingSubscribe();
  }

  private static LlmResponse text(String text) {
    return LlmResponse.builder()
        .content(Content.builder().role("model").parts(List.of(Part.fromText(text))).build())
        .build();
  }

  private static BaseLlm model(Flowable<LlmResponse> answers) {
    return new BaseLlm("gemini-2.5-flash") {
      @Override
      public Flowable<LlmResponse> generateContent(LlmRequest request, boolean stream) {
        return answers;
      }

      @Override
      public BaseLlmConnection connect(LlmRequest request) {
        throw new UnsupportedOperationException();
      }
    };
  }

  private static BaseTool weather(Supplier<Map<String, Object>> result) {
    return new BaseTool("weather", "Tells the weather.") {
      @Override
      public Optional<FunctionDeclaration> declaration() {
        return Optional.of(FunctionDeclaration.builder().name("weather").build());
      }

      @Override
      public Single<Map<String, Object>> runAsync(
          Map<String, Object> arguments, ToolContext context) {
        return Single.fromCallable(result::get);
      }
    };
  }

  private GoogleAdkScenarios() {}
}
