// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.googleadk.newest;

import com.google.adk.agents.LlmAgent;
import com.google.adk.agents.RunConfig;
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
import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.core.Single;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A program without tracing. */
public final class PlainAdkAgent {

  /** Runs an agent with one tool. */
  public static void main(String[] arguments) {
    InMemoryRunner runner =
        new InMemoryRunner(
            LlmAgent.builder()
                .name("guide")
                .description("A guide")
                .model(new OneToolModel())
                .tools(new Depth())
                .build(),
            "fjords");
    runner
        .sessionService()
        .createSession("fjords", "kari", (Map<String, Object>) null, "session-1")
        .blockingGet();
    runner
        .runAsync("kari", "session-1", content("user", Part.fromText("How deep?")), config())
        .blockingSubscribe();
  }

  private static RunConfig config() {
    return RunConfig.builder().build();
  }

  private static Content content(String role, Part part) {
    return Content.builder().role(role).parts(List.of(part)).build();
  }

  /** Asks for the tool, then answers. */
  private static final class OneToolModel extends BaseLlm {

    private boolean hasAsked;

    OneToolModel() {
      super("gemini-2.5-flash");
    }

    @Override
    public Flowable<LlmResponse> generateContent(LlmRequest request, boolean stream) {
      Part answer =
          hasAsked
              ? Part.fromText("1308 metres")
              : Part.builder()
                  .functionCall(
                      FunctionCall.builder().id("c-1").name("depth").args(Map.of()).build())
                  .build();
      hasAsked = true;
      return Flowable.just(LlmResponse.builder().content(content("model", answer)).build());
    }

    @Override
    public BaseLlmConnection connect(LlmRequest request) {
      throw new UnsupportedOperationException();
    }
  }

  private static final class Depth extends BaseTool {

    Depth() {
      super("depth", "Tells the depth of a fjord");
    }

    @Override
    public Optional<FunctionDeclaration> declaration() {
      return Optional.of(
          FunctionDeclaration.builder().name(name()).description(description()).build());
    }

    @Override
    public Single<Map<String, Object>> runAsync(Map<String, Object> values, ToolContext context) {
      return Single.just(Map.of("metres", 1308));
    }
  }

  private PlainAdkAgent() {}
}
