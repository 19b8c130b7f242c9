// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bedrock;

import static org.assertj.core.api.Assertions.assertThat;

import io.openinference.testing.Trace;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.bedrockagentruntime.model.InvokeAgentRequest;
import software.amazon.awssdk.services.bedrockagentruntime.model.InvokeAgentResponseHandler;
import software.amazon.awssdk.services.bedrockagentruntime.model.RetrieveAndGenerateStreamRequest;
import software.amazon.awssdk.services.bedrockagentruntime.model.RetrieveAndGenerateStreamResponseHandler;
import software.amazon.awssdk.services.bedrockruntime.model.GuardrailContentBlock;

class AgentRuntimeTest extends AbstractBedrockTest {

  @Test
  void aGuardrailThatBlocksIsAnError() {
    answer("{\"action\": \"NONE\", \"outputs\": [], \"assessments\": []}");
    answer("{\"action\": \"GUARDRAIL_INTERVENED\", \"outputs\": [{\"text\": \"No.\"}]}");
    for (int i = 0; i < 2; i++) {
      sync()
          .applyGuardrail(
              request ->
                  request
                      .guardrailIdentifier("g")
                      .guardrailVersion("1")
                      .source("INPUT")
                      .content(GuardrailContentBlock.fromText(text -> text.text("Hello"))));
    }

    List<SpanData> spans = telemetry.awaitSpans(2);
    assertThat(spans)
        .extracting(span -> span.getStatus().getStatusCode())
        .containsExactly(StatusCode.OK, StatusCode.ERROR);
    assertThat(attributes(spans.get(1)))
        .containsEntry("openinference.span.kind", "GUARDRAIL")
        .containsEntry(
            "output.value",
            "{\"action\": \"GUARDRAIL_INTERVENED\", \"outputs\": [{\"text\": \"No.\"}]}");
  }

  @Test
  void aSearchHasDocumentsAlsoWithoutText() {
    answer(
        """
        {"retrievalResults": [
          {"content": {"type": "TEXT", "text": "deep"}, "score": 0,
           "location": {"type": "S3", "s3Location": {"uri": "s3://b/d"}},
           "metadata": {"x-amz-bedrock-kb-chunk-id": "c1"}},
          {"content": {"type": "IMAGE", "byteContent": "cGl4"}, "score": 0.5}]}
        """);

    agents()
        .retrieve(request -> request.knowledgeBaseId("k").retrievalQuery(query -> query.text("?")));

    assertThat(attributes(span(), "retrieval", "input.value", "openinference"))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "openinference.span.kind", "RETRIEVER",
                "input.value", "?",
                "retrieval.documents.0.document.id", "c1",
                "retrieval.documents.0.document.content", "deep",
                "retrieval.documents.0.document.score", 0.0,
                "retrieval.documents.0.document.metadata",
                    "{\"x-amz-bedrock-kb-chunk-id\":\"c1\",\"location\":{\"type\":\"S3\",\"s3Location\":{\"uri\":\"s3://b/d\"}}}",
                "retrieval.documents.1.document.score", 0.5));
  }

  @Test
  @SuppressWarnings("unchecked") // The SDK takes an array of generic consumers.
  void reranking() {
    answer("{\"results\": [{\"index\": 0, \"relevanceScore\": 0.9}]}");

    agents()
        .rerank(
            request ->
                request
                    .queries(query -> query.type("TEXT").textQuery(text -> text.text("depth")))
                    .sources(
                        source ->
                            source
                                .type("INLINE")
                                .inlineDocumentSource(
                                    inline -> inline.type("TEXT").textDocument(t -> t.text("a"))))
                    .rerankingConfiguration(
                        config ->
                            config
                                .type("BEDROCK_RERANKING_MODEL")
                                .bedrockRerankingConfiguration(
                                    bedrock ->
                                        bedrock.modelConfiguration(m -> m.modelArn("arn:x/r")))));

    assertThat(attributes(span(), "reranker"))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "reranker.query", "depth",
                "reranker.model_name", "arn:x/r",
                "reranker.input_documents.0.document.content", "a",
                "reranker.output_documents.0.document.content", "a",
                "reranker.output_documents.0.document.score", 0.9));
  }

  private static final String CITATION =
      """
      {"generatedResponsePart": {"textResponsePart": {"text": "deep"}},
       "retrievedReferences": [{"content": {"text": "a"}}, {"content": {"text": "b"}}]}
      """;

  @Test
  void anAnswerFromAKnowledgeBase() {
    answer(
        "{\"sessionId\": \"s\", \"output\": {\"text\": \"deep\"}, \"citations\": ["
            + CITATION
            + "]}");

    agents()
        .retrieveAndGenerate(
            request ->
                request
                    .input(input -> input.text("?"))
                    .retrieveAndGenerateConfiguration(
                        config ->
                            config
                                .type("KNOWLEDGE_BASE")
                                .knowledgeBaseConfiguration(
                                    base -> base.knowledgeBaseId("k").modelArn("arn:m"))));

    assertGenerated(span());
  }

  @Test
  void aStreamFromAKnowledgeBase() {
    answerEvents(
        "output {\"text\": \"de\"}",
        "output {\"text\": \"ep\"}",
        "citation {\"citation\": " + CITATION + "}");

    await(
        asyncAgents()
            .retrieveAndGenerateStream(
                RetrieveAndGenerateStreamRequest.builder()
                    .sessionId("s")
                    .input(input -> input.text("?"))
                    .retrieveAndGenerateConfiguration(
                        config ->
                            config
                                .type("KNOWLEDGE_BASE")
                                .knowledgeBaseConfiguration(
                                    base -> base.knowledgeBaseId("k").modelArn("arn:m")))
                    .build(),
                RetrieveAndGenerateStreamResponseHandler.builder()
                    .onEventStream(events -> events.subscribe(event -> {}))
                    .build()));

    assertGenerated(span());
  }

  private static void assertGenerated(SpanData span) {
    assertThat(attributes(span))
        .containsEntry("openinference.span.kind", "RETRIEVER")
        .containsEntry("input.value", "?")
        .containsEntry("output.value", "deep")
        .containsEntry("llm.model_name", "arn:m")
        .containsEntry("session.id", "s")
        .containsEntry("retrieval.documents.0.document.content", "a")
        .containsEntry("retrieval.documents.1.document.content", "b");
  }

  private void invokeAgent() {
    await(
        asyncAgents()
            .invokeAgent(
                InvokeAgentRequest.builder()
                    .agentId("A1")
                    .agentAliasId("alias")
                    .sessionId("s")
                    .inputText("How deep?")
                    .enableTrace(true)
                    .build(),
                InvokeAgentResponseHandler.builder()
                    .onEventStream(events -> events.subscribe(event -> {}))
                    .build()));
  }

  private static String trace(int second, String collaborator, String trace) {
    String name = collaborator == null ? "" : "\"collaboratorName\": \"" + collaborator + "\", ";
    return "trace {"
        + name
        + "\"eventTime\": \"2025-03-01T12:00:0"
        + second
        + "Z\", \"trace\": {\"orchestrationTrace\": "
        + trace
        + "}}";
  }

  private static String chunk(String text) {
    return "chunk {\"bytes\": \"" + Frames.base64(text) + "\"}";
  }

  @Test
  void anAgentWithoutTraceIsOneSpan() {
    answerEvents(chunk("It is "), chunk("deep."));

    invokeAgent();

    SpanData span = span();
    assertThat(span.getName()).isEqualTo("bedrock_agent.invoke_agent");
    assertThat(attributes(span))
        .containsEntry("openinference.span.kind", "AGENT")
        .containsEntry("agent.name", "A1")
        .containsEntry("session.id", "s")
        .containsEntry("input.value", "How deep?")
        .containsEntry("output.value", "It is deep.");
  }

  @Test
  void stepsOfAnAgentAreChildren() {
    answerEvents(
        trace(
            1,
            null,
            "{\"modelInvocationInput\": {\"foundationModel\": \"anthropic.claude-3-haiku-20240307-v1:0\", \"text\": \"{\\\"system\\\":\\\"Brief.\\\",\\\"messages\\\":[{\\\"role\\\":\\\"user\\\",\\\"content\\\":\\\"How deep?\\\"}]}\"}}"),
        trace(
            2,
            null,
            "{\"modelInvocationOutput\": {\"rawResponse\": {\"content\": \"I look.\"}, \"metadata\": {\"usage\": {\"inputTokens\": 5, \"outputTokens\": 0}}}}"),
        trace(
            2,
            null,
            "{\"invocationInput\": {\"agentCollaboratorInvocationInput\": {\"agentCollaboratorName\": \"geo\", \"input\": {\"text\": \"depth\"}}}}"),
        trace(
            3,
            "geo",
            "{\"invocationInput\": {\"actionGroupInvocationInput\": {\"function\": \"depth\", \"parameters\": [{\"name\": \"of\", \"value\": \"fjord\"}]}}}"),
        trace(
            4, "geo", "{\"observation\": {\"actionGroupInvocationOutput\": {\"text\": \"1308\"}}}"),
        trace(
            5,
            null,
            "{\"observation\": {\"agentCollaboratorInvocationOutput\": {\"agentCollaboratorName\": \"geo\", \"output\": {\"text\": \"1308 m\"}}}}"),
        trace(
            6,
            null,
            "{\"invocationInput\": {\"knowledgeBaseLookupInput\": {\"knowledgeBaseId\": \"k\", \"text\": \"fjords\"}}}"),
        trace(
            7,
            null,
            "{\"observation\": {\"knowledgeBaseLookupOutput\": {\"retrievedReferences\": [{\"content\": {\"text\": \"deep\"}}]}}}"),
        chunk("1308 m"));

    invokeAgent();

    List<SpanData> spans = telemetry.awaitSpans(5);
    Trace trace = telemetry.trace();
    SpanData agent = trace.root();
    assertThat(spans).hasSize(5);
    SpanData model = named(spans, "bedrock_agent.model");
    SpanData geo = named(spans, "geo");
    SpanData tool = named(spans, "depth");
    SpanData search = named(spans, "bedrock_agent.retrieve");
    assertThat(agent.getName()).isEqualTo("bedrock_agent.invoke_agent");
    assertThat(List.of(model, geo, search))
        .allSatisfy(span -> assertThat(span.getParentSpanId()).isEqualTo(agent.getSpanId()));
    assertThat(tool.getParentSpanId()).isEqualTo(geo.getSpanId());
    assertThat(attributes(model))
        .containsEntry("openinference.span.kind", "LLM")
        .containsEntry("llm.system", "anthropic")
        .containsEntry("llm.input_messages.0.message.content", "Brief.")
        .containsEntry("llm.input_messages.1.message.content", "How deep?")
        .containsEntry("llm.output_messages.0.message.content", "I look.")
        .containsEntry("llm.token_count.prompt", 5L)
        .containsEntry("llm.token_count.completion", 0L);
    assertThat(attributes(geo))
        .containsEntry("openinference.span.kind", "AGENT")
        .containsEntry("input.value", "depth")
        .containsEntry("output.value", "1308 m");
    assertThat(attributes(tool))
        .containsEntry("openinference.span.kind", "TOOL")
        .containsEntry("tool.name", "depth")
        .containsEntry("output.value", "1308");
    assertThat(attributes(search))
        .containsEntry("openinference.span.kind", "RETRIEVER")
        .containsEntry("retrieval.documents.0.document.content", "deep");
    assertThat(tool.getEndEpochNanos() - tool.getStartEpochNanos()).isEqualTo(1_000_000_000L);
  }

  private static SpanData named(List<SpanData> spans, String name) {
    return spans.stream().filter(span -> span.getName().equals(name)).findFirst().orElseThrow();
  }

  @Test
  void anAgentThatHandsControlBackIsNoFailure() {
    answerEvents(
        trace(
            1,
            null,
            "{\"invocationInput\": {\"actionGroupInvocationInput\": {\"function\": \"depth\"}}}"),
        "returnControl {\"invocationId\": \"i1\", \"invocationInputs\": []}");

    invokeAgent();

    List<SpanData> spans = telemetry.awaitSpans(2);
    SpanData agent = telemetry.trace().root();
    assertThat(spans).hasSize(2);
    assertThat(agent.getStatus().getStatusCode()).isNotEqualTo(StatusCode.ERROR);
    assertThat(attributes(agent).get("output.value").toString()).contains("i1");
  }

  @Test
  void anAgentThatSpeaksAndHandsControlBackHasBoth() {
    answerEvents(
        chunk("I look."), "returnControl {\"invocationId\": \"i1\", \"invocationInputs\": []}");

    invokeAgent();

    assertThat(attributes(span()).get("output.value").toString()).contains("I look.", "i1");
  }

  @Test
  void aCollaboratorThatHandsControlBack() {
    answerEvents(
        trace(
            1,
            null,
            "{\"invocationInput\": {\"agentCollaboratorInvocationInput\": {\"agentCollaboratorName\": \"geo\", \"input\": {\"type\": \"RETURN_CONTROL\", \"returnControlResults\": {\"invocationId\": \"i0\"}}}}}"),
        trace(
            2,
            null,
            "{\"observation\": {\"agentCollaboratorInvocationOutput\": {\"agentCollaboratorName\": \"geo\", \"output\": {\"type\": \"RETURN_CONTROL\", \"returnControlPayload\": {\"invocationId\": \"i1\"}}}}}"),
        chunk("Done."));

    invokeAgent();

    SpanData geo = named(telemetry.awaitSpans(2), "geo");
    assertThat(attributes(geo).get("input.value").toString()).contains("i0");
    assertThat(attributes(geo).get("output.value").toString()).contains("i1");
  }

  @Test
  void theReasoningOfAStep() {
    answerEvents(
        trace(
            1,
            null,
            "{\"modelInvocationInput\": {\"foundationModel\": \"au.anthropic.claude-3-7-sonnet-20250219-v1:0\", \"text\": \"How deep?\"}}"),
        trace(
            2,
            null,
            "{\"modelInvocationOutput\": {\"rawResponse\": {\"content\": \"I look.\"}, \"reasoningContent\": {\"reasoningText\": {\"text\": \"Hm\", \"signature\": \"sig\"}}}}"),
        chunk("Deep."));

    invokeAgent();

    assertThat(
            attributes(
                named(telemetry.awaitSpans(2), "bedrock_agent.model"), "llm.output_messages"))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "llm.output_messages.0.message.role", "assistant",
                "llm.output_messages.0.message.contents.0.message_content.type", "reasoning",
                "llm.output_messages.0.message.contents.0.message_content.text", "Hm",
                "llm.output_messages.0.message.contents.0.message_content.signature", "sig",
                "llm.output_messages.0.message.contents.1.message_content.type", "text",
                "llm.output_messages.0.message.contents.1.message_content.text", "I look."));
  }

  @Test
  void aTurnThatIsSentAgainHasItsStepsOnce() {
    String step =
        trace(
            1,
            null,
            "{\"invocationInput\": {\"actionGroupInvocationInput\": {\"function\": \"depth\"}}}");
    answerEvents(step, chunk("It is "), "throttlingException {\"message\": \"slow\"}");
    answerEvents(step, chunk("It is "), chunk("deep."));

    invokeAgent();

    assertThat(telemetry.awaitSpans(2)).hasSize(2);
    assertThat(attributes(telemetry.trace().root())).containsEntry("output.value", "It is deep.");
  }
}
