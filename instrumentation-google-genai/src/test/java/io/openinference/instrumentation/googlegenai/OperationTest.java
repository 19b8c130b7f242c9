// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.googlegenai;

import static io.openinference.instrumentation.googlegenai.MappingTest.quoted;
import static io.openinference.testing.OpenInferenceAssertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.google.genai.Client;
import com.google.genai.types.Content;
import com.google.genai.types.CreateCachedContentConfig;
import com.google.genai.types.EditImageConfig;
import com.google.genai.types.EmbedContentConfig;
import com.google.genai.types.GenerateImagesConfig;
import com.google.genai.types.GoogleSearch;
import com.google.genai.types.Image;
import com.google.genai.types.MaskReferenceConfig;
import com.google.genai.types.MaskReferenceImage;
import com.google.genai.types.Part;
import com.google.genai.types.ProductImage;
import com.google.genai.types.RawReferenceImage;
import com.google.genai.types.RecontextImageConfig;
import com.google.genai.types.RecontextImageSource;
import com.google.genai.types.ScribbleImage;
import com.google.genai.types.SegmentImageConfig;
import com.google.genai.types.SegmentImageSource;
import com.google.genai.types.Tool;
import com.google.genai.types.UpscaleImageConfig;
import io.openinference.testing.StubResponse;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Images, embeddings, caches and interactions. All attributes are listed. */
class OperationTest extends AbstractDoorTest {

  private static final Image BYTES =
      Image.builder().imageBytes(new byte[] {1, 2, 3}).mimeType("image/png").build();
  private static final Image LINK = Image.builder().gcsUri("gs://b/i").build();
  private static final String BYTES_URL = "data:image/png;base64,AQID";

  /** What the application does with a client, and returns of the result. */
  private interface Use extends Function<Client, Object> {}

  static Stream<Arguments> images() {
    return Stream.of(
        arguments(
            use(
                client ->
                    client
                        .models
                        .generateImages(
                            "imagen-4.0-generate-001",
                            "A fjord",
                            GenerateImagesConfig.builder()
                                .numberOfImages(2)
                                .negativePrompt("boats")
                                .build())
                        .generatedImages()
                        .get()
                        .size()),
            2,
            "imagen-4.0-generate-001",
            "{'instances': [{'prompt': 'A fjord'}],"
                + " 'parameters': {'negativePrompt': 'boats', 'sampleCount': 2}}",
            "{'predictions': [{'mimeType': 'image/webp', 'bytesBase64Encoded': 'AAAA', 'seed': 0,"
                + " 'prompt': 'A deep fjord'}, {'raiFilteredReason': 'Filtered.'}]}",
            "{'in.0.role': 'user', 'in.0.content': 'A fjord', 'llm.invocation_parameters':"
                + " {'negativePrompt': 'boats', 'sampleCount': 2}, 'out.0.role': 'model',"
                + " 'out.0.contents.0.type': 'image',"
                + " 'out.0.contents.0.image.image.url': 'data:image/webp;base64,AAAA',"
                + " 'out.0.contents.1.type': 'text', 'out.0.contents.1.text': 'Filtered.'}"),
        arguments(
            use(
                client ->
                    client
                        .models
                        .editImage(
                            "imagen-3.0-capability-001",
                            "Add a boat",
                            List.of(
                                RawReferenceImage.builder()
                                    .referenceId(1)
                                    .referenceImage(BYTES)
                                    .build(),
                                MaskReferenceImage.builder()
                                    .referenceId(2)
                                    .referenceImage(LINK)
                                    .config(
                                        MaskReferenceConfig.builder()
                                            .maskMode("MASK_MODE_BACKGROUND")
                                            .build())
                                    .build()),
                            EditImageConfig.builder()
                                .editMode("EDIT_MODE_INPAINT_INSERTION")
                                .build())
                        .generatedImages()
                        .get()
                        .size()),
            1,
            "imagen-3.0-capability-001",
            "{'instances': [{'prompt': 'Add a boat', 'referenceImages': [{'referenceImage':"
                + " {'bytesBase64Encoded': 'AQID', 'mimeType': 'image/png'}, 'referenceId': 1,"
                + " 'referenceType': 'REFERENCE_TYPE_RAW'}, {'referenceImage': {'gcsUri':"
                + " 'gs://b/i'}, 'referenceId': 2, 'referenceType': 'REFERENCE_TYPE_MASK',"
                + " 'maskImageConfig': {'maskMode': 'MASK_MODE_BACKGROUND'}}]}],"
                + " 'parameters': {'editMode': 'EDIT_MODE_INPAINT_INSERTION'}}",
            "{'predictions': [{'mimeType': 'image/png', 'gcsUri': 'gs://b/o'}]}",
            "{'in.0.role': 'user', 'in.0.contents.0.type': 'text',"
                + " 'in.0.contents.0.text': 'Add a boat', 'in.0.contents.1.type': 'image',"
                + (" 'in.0.contents.1.image.image.url': '" + BYTES_URL + "',")
                + " 'in.0.contents.2.type': 'image', 'in.0.contents.2.image.image.url': 'gs://b/i',"
                + " 'llm.invocation_parameters': {'editMode': 'EDIT_MODE_INPAINT_INSERTION'},"
                + " 'out.0.role': 'model', 'out.0.contents.0.type': 'image',"
                + " 'out.0.contents.0.image.image.url': 'gs://b/o'}"),
        arguments(
            use(
                client ->
                    client
                        .models
                        .upscaleImage(
                            "imagen-4.0-upscale-preview",
                            BYTES,
                            "x2",
                            UpscaleImageConfig.builder().build())
                        .generatedImages()
                        .get()
                        .size()),
            1,
            "imagen-4.0-upscale-preview",
            "{'instances': [{'image': {'bytesBase64Encoded': 'AQID', 'mimeType': 'image/png'}}],"
                + " 'parameters': {'upscaleConfig': {'upscaleFactor': 'x2'}, 'sampleCount': 1,"
                + " 'mode': 'upscale'}}",
            "{'predictions': [{'bytesBase64Encoded': 'AAAA'}]}",
            "{'in.0.role': 'user', 'in.0.contents.0.type': 'image',"
                + (" 'in.0.contents.0.image.image.url': '" + BYTES_URL + "',")
                + " 'llm.invocation_parameters': {'upscaleConfig': {'upscaleFactor': 'x2'},"
                + " 'sampleCount': 1, 'mode': 'upscale'}, 'out.0.role': 'model',"
                + " 'out.0.contents.0.type': 'image',"
                + " 'out.0.contents.0.image.image.url': 'data:image/png;base64,AAAA'}"),
        arguments(
            use(
                client ->
                    client
                        .models
                        .recontextImage(
                            "virtual-try-on-preview-08-04",
                            RecontextImageSource.builder()
                                .personImage(BYTES)
                                .productImages(ProductImage.builder().productImage(LINK).build())
                                .build(),
                            RecontextImageConfig.builder().numberOfImages(1).build())
                        .generatedImages()
                        .isPresent()),
            false,
            "virtual-try-on-preview-08-04",
            "{'instances': [{'personImage': {'image': {'bytesBase64Encoded': 'AQID',"
                + " 'mimeType': 'image/png'}}, 'productImages': [{'image': {'gcsUri':"
                + " 'gs://b/i'}}]}], 'parameters': {'sampleCount': 1}}",
            "{'metadata': {'a': 0}}",
            "{'in.0.role': 'user', 'in.0.contents.0.type': 'image',"
                + (" 'in.0.contents.0.image.image.url': '" + BYTES_URL + "',")
                + " 'in.0.contents.1.type': 'image', 'in.0.contents.1.image.image.url': 'gs://b/i',"
                + " 'llm.invocation_parameters': {'sampleCount': 1}}"),
        arguments(
            use(
                client ->
                    client
                        .models
                        .segmentImage(
                            "image-segmentation-001",
                            SegmentImageSource.builder()
                                .prompt("boat")
                                .image(LINK)
                                .scribbleImage(ScribbleImage.builder().image(BYTES).build())
                                .build(),
                            SegmentImageConfig.builder().mode("PROMPT").build())
                        .generatedMasks()
                        .get()
                        .size()),
            1,
            "image-segmentation-001",
            "{'instances': [{'prompt': 'boat', 'image': {'gcsUri': 'gs://b/i'}, 'scribble':"
                + " {'image': {'bytesBase64Encoded': 'AQID', 'mimeType': 'image/png'}}}],"
                + " 'parameters': {'mode': 'PROMPT'}}",
            "{'predictions': [{'mimeType': 'image/png', 'bytesBase64Encoded': 'AAAA',"
                + " 'labels': [{'label': 'boat', 'score': 0}]}]}",
            "{'in.0.role': 'user', 'in.0.contents.0.type': 'text',"
                + " 'in.0.contents.0.text': 'boat', 'in.0.contents.1.type': 'image',"
                + " 'in.0.contents.1.image.image.url': 'gs://b/i',"
                + " 'in.0.contents.2.type': 'image',"
                + (" 'in.0.contents.2.image.image.url': '" + BYTES_URL + "',")
                + " 'llm.invocation_parameters': {'mode': 'PROMPT'}, 'out.0.role': 'model',"
                + " 'out.0.contents.0.type': 'image',"
                + " 'out.0.contents.0.image.image.url': 'data:image/png;base64,AAAA'}"));
  }

  @ParameterizedTest(name = "{2}")
  @MethodSource("images")
  void anImage(
      Use use, Object result, String model, String request, String answer, String expected) {
    server.enqueue(StubResponse.json(quoted(answer)));

    assertThat(use.apply(client().vertex())).isEqualTo(result);

    ExpectedSpan.llm("GenerateImages", model)
        .input(model, quoted(request))
        .output(quoted(answer))
        .with(quoted(expected))
        .verify(span());
  }

  static Stream<Arguments> embeddings() {
    EmbedContentConfig config =
        EmbedContentConfig.builder()
            .taskType("RETRIEVAL_QUERY")
            .title("T")
            .outputDimensionality(2)
            .build();
    return Stream.of(
        arguments(
            false,
            use(client -> size(client, "gemini-embedding-001", List.of("one", "two"), config)),
            2,
            "gemini-embedding-001",
            "{'requests': [{'content': {'parts': [{'text': 'one'}], 'role': 'user'}, 'taskType':"
                + " 'RETRIEVAL_QUERY', 'title': 'T', 'outputDimensionality': 2, 'model':"
                + " 'models/gemini-embedding-001'}, {'content': {'parts': [{'text': 'two'}], 'role':"
                + " 'user'}, 'taskType': 'RETRIEVAL_QUERY', 'title': 'T', 'outputDimensionality': 2,"
                + " 'model': 'models/gemini-embedding-001'}]}",
            "{'embeddings': [{'values': [0, 0.5]}, {'values': [1, 2], 'newField': 0}],"
                + " 'usageMetadata': {'promptTokenCount': 2, 'totalTokenCount': 0}}",
            "{'embedding.invocation_parameters': {'model': 'gemini-embedding-001', 'taskType':"
                + " 'RETRIEVAL_QUERY', 'outputDimensionality': 2}, 'vector.0.text': 'one',"
                + " 'vector.0.vector': [0, 0.5], 'vector.1.text': 'two', 'vector.1.vector': [1, 2],"
                + " 'tokens.prompt': 2, 'tokens.total': 2}"),
        arguments(
            false,
            use(client -> size(client, "gemini-embedding-2", List.of("one"), null)),
            1,
            "gemini-embedding-2",
            "{'requests': [{'content': {'parts': [{'text': 'one'}], 'role': 'user'},"
                + " 'model': 'models/gemini-embedding-2'}]}",
            "{'embeddings': [{}]}",
            "{'vector.0.text': 'one'}"),
        arguments(
            true,
            use(client -> size(client, "text-embedding-005", List.of("one", "two"), config)),
            2,
            "text-embedding-005",
            "{'instances': [{'content': 'one', 'task_type': 'RETRIEVAL_QUERY', 'title': 'T'},"
                + " {'content': 'two', 'task_type': 'RETRIEVAL_QUERY', 'title': 'T'}],"
                + " 'parameters': {'outputDimensionality': 2}}",
            "{'predictions': [{'embeddings': {'values': [0.5], 'statistics': {'token_count': 3}}},"
                + " {'embeddings': {'values': [-1], 'statistics': {'token_count': 0}}}]}",
            "{'embedding.invocation_parameters': {'model': 'text-embedding-005', 'task_type':"
                + " 'RETRIEVAL_QUERY', 'outputDimensionality': 2}, 'vector.0.text': 'one',"
                + " 'vector.0.vector': [0.5], 'vector.1.text': 'two', 'vector.1.vector': [-1],"
                + " 'tokens.prompt': 3, 'tokens.total': 3}"),
        arguments(
            true,
            use(
                client ->
                    client
                        .models
                        .embedContent(
                            "gemini-embedding-2",
                            Content.fromParts(
                                Part.fromText("one"), Part.fromUri("gs://b/i", "image/png")),
                            config)
                        .embeddings()
                        .get()
                        .size()),
            1,
            "gemini-embedding-2",
            "{'content': {'parts': [{'text': 'one'}, {'fileData': {'fileUri': 'gs://b/i',"
                + " 'mimeType': 'image/png'}}], 'role': 'user'}, 'embedContentConfig': {'taskType':"
                + " 'RETRIEVAL_QUERY', 'title': 'T', 'outputDimensionality': 2}}",
            "{'embedding': {'values': [0, 1]}, 'usageMetadata': {'promptTokenCount': 4,"
                + " 'totalTokenCount': 4}, 'truncated': false}",
            "{'embedding.invocation_parameters': {'model': 'gemini-embedding-2', 'taskType':"
                + " 'RETRIEVAL_QUERY', 'outputDimensionality': 2}, 'vector.0.text': 'one',"
                + " 'vector.0.vector': [0, 1], 'tokens.prompt': 4, 'tokens.total': 4}"));
  }

  private static int size(
      Client client, String model, List<String> texts, EmbedContentConfig config) {
    return client.models.embedContent(model, texts, config).embeddings().get().size();
  }

  @ParameterizedTest(name = "{3} {0}")
  @MethodSource("embeddings")
  void anEmbedding(
      boolean ofVertex,
      Use use,
      Object result,
      String model,
      String request,
      String answer,
      String expected) {
    server.enqueue(StubResponse.json(quoted(answer)));

    assertThat(use.apply(ofVertex ? client().vertex() : client().gemini())).isEqualTo(result);

    ExpectedSpan.embedding(model)
        .input(model, quoted(request))
        .output(quoted(answer))
        .with(quoted(expected))
        .verify(span());
  }

  @Test
  void cachedContent() {
    String answer = "{\"name\": \"cachedContents/1\", \"usageMetadata\": {\"totalTokenCount\": 0}}";
    server.enqueue(StubResponse.json(answer));

    assertThat(
            client()
                .gemini()
                .caches
                .create(
                    "gemini-2.5-flash",
                    CreateCachedContentConfig.builder()
                        .contents(Content.fromParts(Part.fromText("a")))
                        .systemInstruction(Content.fromParts(Part.fromText("s")))
                        .displayName("d")
                        .ttl(Duration.ofSeconds(60))
                        .tools(Tool.builder().googleSearch(GoogleSearch.builder().build()).build())
                        .build())
                .name())
        .contains("cachedContents/1");

    ExpectedSpan.of("Caches.create", "CHAIN")
        .input(
            """
            {"model": "models/gemini-2.5-flash", "ttl": "60s", "displayName": "d",
             "contents": [{"parts": [{"text": "a"}], "role": "user"}],
             "systemInstruction": {"parts": [{"text": "s"}], "role": "user"},
             "tools": [{"googleSearch": {}}]}
            """)
        .output(answer)
        .verify(span());
  }

  private static Use use(Use use) {
    return use;
  }

  static Stream<Arguments> interactions() {
    return Stream.of(
        arguments(
            """
            {"model": "gemini-2.5-flash", "system_instruction": "Be brief.", "input": [
               {"type": "user_input", "content": [{"type": "text", "text": "How deep?"},
                 {"type": "image", "data": "AAAA", "mime_type": "image/png"},
                 {"type": "document", "uri": "gs://b/d", "mime_type": "application/pdf"}]},
               {"type": "function_call", "id": "c0", "name": "depth", "arguments": {"of": 0}},
               {"type": "function_result", "call_id": "c0", "name": "depth",
                "result": {"metres": 0}},
               {"type": "function_result", "call_id": "c1", "name": "photo", "result": [
                 {"type": "text", "text": "ok"}, {"type": "image", "uri": "gs://b/i"}]},
               {"type": "function_result", "call_id": "c2", "is_error": true, "result": "no"}],
             "generation_config": {"temperature": 0, "thinking_level": "low"},
             "background": false, "store": true, "previous_interaction_id": "i0",
             "tools": [{"type": "function", "name": "depth", "description": "Says how deep"},
                       {"type": "google_search"}]}
            """,
            """
            {"id": "i1", "status": "requires_action", "model": "gemini-2.5-flash", "steps": [
               {"type": "user_input", "content": [{"type": "text", "text": "How deep?"}]},
               {"type": "thought", "signature": "c2ln", "summary": [
                 {"type": "text", "text": "Hmm."}, {"type": "image", "uri": "gs://b/t"}]},
               {"type": "google_search_call", "id": "g1", "arguments": {"queries": ["fjord"]}},
               {"type": "function_call", "id": "c1", "name": "depth", "arguments": {"of": 1}},
               {"type": "function_call", "id": "c2", "name": "now", "arguments": {}},
               {"type": "model_output", "content": [{"type": "text", "text": "1,308 m"},
                 {"type": "audio", "data": "AAAA", "mime_type": "audio/wav"}]}],
             "usage": {"total_input_tokens": 5, "total_output_tokens": 4, "total_thought_tokens": 3,
                       "total_cached_tokens": 2, "total_tool_use_tokens": 1, "total_tokens": 13,
                       "input_tokens_by_modality": [{"modality": "audio", "tokens": 2},
                                                    {"modality": "text", "tokens": 3}],
                       "tool_use_tokens_by_modality": [{"modality": "audio", "tokens": 0}],
                       "output_tokens_by_modality": [{"modality": "audio", "tokens": 1}]}}
            """,
            """
            {"llm.invocation_parameters": {"temperature": 0, "thinking_level": "low",
               "background": false, "store": true, "previous_interaction_id": "i0"},
             "llm.tools.0.tool.name": "depth", "llm.tools.0.tool.description": "Says how deep",
             "llm.tools.0.tool.json_schema": {"type": "function", "name": "depth",
               "description": "Says how deep"},
             "llm.tools.1.tool.json_schema": {"type": "google_search"},
             "in.0.role": "system", "in.0.content": "Be brief.",
             "in.1.role": "user", "in.1.contents.0.type": "text",
             "in.1.contents.0.text": "How deep?", "in.1.contents.1.type": "image",
             "in.1.contents.1.image.image.url": "data:image/png;base64,AAAA",
             "in.1.contents.2.type": "document", "in.1.contents.2.document.document.url": "gs://b/d",
             "in.1.contents.2.document.document.mime_type": "application/pdf",
             "in.2.role": "model",
             "in.2.call.0.0": {"id": "c0", "function.name": "depth",
               "function.arguments": {"of": 0}},
             "in.3.role": "tool", "in.3.name": "depth", "in.3.tool_call_id": "c0",
             "in.3.content": {"metres": 0},
             "in.4.role": "tool", "in.4.name": "photo", "in.4.tool_call_id": "c1",
             "in.4.contents.0.type": "text", "in.4.contents.0.text": "ok",
             "in.4.contents.1.type": "image", "in.4.contents.1.image.image.url": "gs://b/i",
             "in.5.role": "tool", "in.5.tool_call_id": "c2", "in.5.content": "no",
             "out.0.role": "model", "out.0.contents.0.type": "reasoning",
             "out.0.contents.0.text": "Hmm.", "out.0.contents.0.signature": "c2ln",
             "out.0.contents.1.type": "image", "out.0.contents.1.image.image.url": "gs://b/t",
             "out.0.contents.2.type": "google_search_call",
             "out.0.contents.2.text": {"type": "google_search_call", "id": "g1",
               "arguments": {"queries": ["fjord"]}},
             "out.0.call.3.0": {"id": "c1", "function.name": "depth",
               "function.arguments": {"of": 1}},
             "out.0.call.4.1": {"id": "c2", "function.name": "now", "function.arguments": {}},
             "out.0.contents.5.type": "text", "out.0.contents.5.text": "1,308 m",
             "out.0.contents.6.type": "audio", "out.0.contents.6.audio.audio.mime_type": "audio/wav",
             "out.0.contents.6.audio.audio.url": "data:audio/wav;base64,AAAA",
             "llm.finish_reason": "requires_action",
             "tokens.prompt": 6, "tokens.completion": 7, "tokens.total": 13,
             "tokens.prompt_details.cache_read": 2, "tokens.prompt_details.audio": 2,
             "tokens.completion_details.reasoning": 3, "tokens.completion_details.audio": 1}
            """,
            null),
        // It runs on the server: the application asks for the answer later.
        arguments(
            """
            {"model": "gemini-2.5-flash", "input": "How deep?", "background": true}
            """,
            """
            {"id": "i1", "status": "in_progress", "object": "interaction"}
            """,
            """
            {"llm.invocation_parameters": {"background": true}, "in.0.role": "user",
             "in.0.content": "How deep?", "llm.finish_reason": "in_progress"}
            """,
            null),
        arguments(
            """
            {"model": "gemini-2.5-flash", "input": {"type": "text", "text": "How deep?"}}
            """,
            """
            {"id": "i1", "status": "failed", "errors": [{"code": "internal", "message": "no fjord"}],
             "usage": {"total_input_tokens": 0}}
            """,
            """
            {"in.0.role": "user", "in.0.content": "How deep?", "llm.finish_reason": "failed",
             "tokens.prompt": 0, "tokens.total": 0}
            """,
            "internal: no fjord"),
        arguments(
            """
            {"model": "gemini-2.5-flash", "input": [{"role": "user", "content": "How deep?"}]}
            """,
            "{\"id\": \"i1\", \"status\": \"failed\"}",
            """
            {"in.0.role": "user", "in.0.content": "How deep?", "llm.finish_reason": "failed"}
            """,
            "The interaction failed"),
        arguments(
            """
            {"model": "gemini-2.5-flash", "input": "How deep?", "cached_content": "c",
             "tools": [{"type": "mcp_server", "name": "maps", "url": "https://m",
                        "headers": {"Authorization": "Bearer secret"}}]}
            """,
            """
            {"id": "i1", "status": "incomplete", "outputs": [{"type": "text", "text": "1"}]}
            """,
            """
            {"llm.invocation_parameters": {"cached_content": "c"},
             "input.value": {"model": "gemini-2.5-flash", "input": "How deep?",
               "cached_content": "c", "tools": [{"type": "mcp_server", "name": "maps",
                 "url": "https://m", "headers": {"Authorization": "__REDACTED__"}}]},
             "llm.tools.0.tool.name": "maps",
             "llm.tools.0.tool.json_schema": {"type": "mcp_server", "name": "maps",
               "url": "https://m", "headers": {"Authorization": "__REDACTED__"}},
             "in.0.role": "user", "in.0.content": "How deep?",
             "out.0.role": "model", "out.0.content": "1", "llm.finish_reason": "incomplete"}
            """,
            null));
  }

  @ParameterizedTest
  @MethodSource("interactions")
  void anInteraction(String request, String answer, String expected, String failure) {
    assertThat(post("interactions", request, StubResponse.json(answer))).isEqualTo(answer);

    ExpectedSpan span =
        ExpectedSpan.llm("Interactions.create", "gemini-2.5-flash")
            .input(request)
            .output(answer)
            .with(expected);
    (failure == null ? span : span.failed(failure)).verify(span());
  }

  @Test
  void anInteractionWithAnAgent() {
    String request =
        """
        {"agent": "deep-research", "input": [{"type": "text", "text": "How deep?"}],
         "agent_config": {"type": "deep-research", "thinking_summaries": "auto"}}
        """;
    String answer =
        """
        {"id": "i1", "status": "completed", "agent": "deep-research", "steps": [
          {"type": "model_output", "content": [{"type": "text", "text": "1,308 m"}]}]}
        """;

    post("interactions", request, StubResponse.json(answer));

    ExpectedSpan.llm("Interactions.create", "none")
        .input(request)
        .output(answer)
        .with(
            """
            {"openinference.span.kind": "AGENT", "agent.name": "deep-research",
             "llm.model_name": null, "llm.invocation_parameters": {"agent": "deep-research",
               "agent_config": {"type": "deep-research", "thinking_summaries": "auto"}},
             "in.0.role": "user", "in.0.content": "How deep?",
             "out.0.role": "model", "out.0.content": "1,308 m", "llm.finish_reason": "completed"}
            """)
        .verify(span());
  }
}
