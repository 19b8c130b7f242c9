// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.googleadk;

import com.google.adk.models.BaseLlm;
import com.google.adk.models.BaseLlmConnection;
import com.google.adk.models.LlmRequest;
import com.google.adk.models.LlmResponse;
import com.google.common.collect.ImmutableMap;
import com.google.genai.types.Content;
import com.google.genai.types.FinishReason;
import com.google.genai.types.FunctionCall;
import com.google.genai.types.GenerateContentResponseUsageMetadata;
import com.google.genai.types.Part;
import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.schedulers.Schedulers;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A model that answers what it is told, one script entry for each call. */
final class ScriptedLlm extends BaseLlm {

  private final Deque<Function<LlmRequest, Flowable<LlmResponse>>> script = new ArrayDeque<>();
  private boolean async;

  ScriptedLlm(String name) {
    super(name);
  }

  /** Lets the model answer on a thread of its own. */
  ScriptedLlm async() {
    async = true;
    return this;
  }

  ScriptedLlm answer(LlmResponse... responses) {
    script.add(request -> Flowable.fromArray(responses));
    return this;
  }

  ScriptedLlm say(String text) {
    return answer(text(text));
  }

  ScriptedLlm call(FunctionCall... calls) {
    return answer(asks(calls));
  }

  ScriptedLlm answer(Function<LlmRequest, Flowable<LlmResponse>> code) {
    script.add(code);
    return this;
  }

  ScriptedLlm fail(RuntimeException failure) {
    script.add(request -> Flowable.error(failure));
    return this;
  }

  /**
   * @param id null for a call without one
   */
  static FunctionCall functionCall(String id, String name, Map<String, Object> arguments) {
    FunctionCall.Builder call =
        FunctionCall.builder().name(name).args(ImmutableMap.copyOf(arguments));
    return (id == null ? call : call.id(id)).build();
  }

  static LlmResponse asks(FunctionCall... calls) {
    return response(
        Content.builder()
            .role("model")
            .parts(
                Arrays.stream(calls)
                    .map(call -> Part.builder().functionCall(call).build())
                    .toList())
            .build());
  }

  static LlmResponse text(String text) {
    return response(Content.builder().role("model").parts(List.of(Part.fromText(text))).build());
  }

  static LlmResponse partial(String text) {
    return LlmResponse.builder()
        .content(Content.builder().role("model").parts(List.of(Part.fromText(text))).build())
        .partial(true)
        .build();
  }

  private static LlmResponse response(Content content) {
    return LlmResponse.builder()
        .content(content)
        .finishReason(new FinishReason(FinishReason.Known.STOP))
        .modelVersion("gemini-2.5-flash-001")
        .usageMetadata(
            GenerateContentResponseUsageMetadata.builder()
                .promptTokenCount(10)
                .candidatesTokenCount(4)
                .thoughtsTokenCount(2)
                .cachedContentTokenCount(3)
                .totalTokenCount(16)
                .build())
        .build();
  }

  /** Returns the JSON that a span has of a complete response with one part. */
  static String responseJson(String part) {
    return """
        {"candidates": [{"content": {"role": "model", "parts": [%s]}, "finishReason": "STOP"}],
         "usageMetadata": {"promptTokenCount": 10, "candidatesTokenCount": 4,
           "thoughtsTokenCount": 2, "cachedContentTokenCount": 3, "totalTokenCount": 16},
         "modelVersion": "gemini-2.5-flash-001"}
        """
        .formatted(part);
  }

  @Override
  public Flowable<LlmResponse> generateContent(LlmRequest request, boolean stream) {
    Function<LlmRequest, Flowable<LlmResponse>> next;
    synchronized (script) {
      next = script.remove();
    }
    Flowable<LlmResponse> answer = Flowable.defer(() -> next.apply(request));
    return async ? answer.subscribeOn(Schedulers.io()) : answer;
  }

  @Override
  public BaseLlmConnection connect(LlmRequest request) {
    throw new UnsupportedOperationException();
  }
}
