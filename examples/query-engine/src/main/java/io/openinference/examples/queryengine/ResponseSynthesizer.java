// SPDX-License-Identifier: Apache-2.0
package io.openinference.examples.queryengine;

import static java.util.stream.Collectors.joining;

import com.openai.client.OpenAIClient;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import io.openinference.instrumentation.Message;
import io.openinference.instrumentation.OpenInferenceTracer;
import io.openinference.instrumentation.TokenCount;
import io.openinference.semconv.LlmSystem;
import java.util.List;

/** Answers from each passage alone, and then from these answers together. */
final class ResponseSynthesizer {

  private static final String MODEL = "gpt-4o-mini";

  private final OpenAIClient client;
  private final OpenInferenceTracer tracer;

  ResponseSynthesizer(OpenAIClient client, OpenInferenceTracer tracer) {
    this.client = client;
    this.tracer = tracer;
  }

  String synthesize(String question, List<Passage> passages) {
    return tracer
        .chain("synthesize")
        .call(
            span -> {
              span.input(question);
              List<String> partial =
                  passages.stream()
                      .map(each -> ask("answer from " + each.source(), question, each.text()))
                      .toList();
              String all = partial.stream().map(each -> "- " + each).collect(joining("\n"));
              String answer = ask("combine", question, all);
              span.output(answer);
              return answer;
            });
  }

  private String ask(String name, String question, String facts) {
    String prompt = "Facts:\n" + facts + "\n\nQuestion: " + question;
    return tracer
        .llm(name)
        .call(
            span -> {
              span.system(LlmSystem.OPENAI).inputMessages(List.of(Message.user(prompt)));
              ChatCompletion completion =
                  client
                      .chat()
                      .completions()
                      .create(
                          ChatCompletionCreateParams.builder()
                              .model(MODEL)
                              .addUserMessage(prompt)
                              .build());
              String answer = completion.choices().get(0).message().content().orElse("");
              span.modelNames(MODEL, completion.model())
                  .outputMessages(List.of(Message.assistant(answer)));
              completion
                  .usage()
                  .ifPresent(
                      usage ->
                          span.tokenCount(
                              TokenCount.of(usage.promptTokens(), usage.completionTokens())));
              return answer;
            });
  }
}
