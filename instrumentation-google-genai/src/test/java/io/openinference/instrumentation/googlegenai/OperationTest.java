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

/** Images, embeddings and caches. All attributes are listed. */
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
}
