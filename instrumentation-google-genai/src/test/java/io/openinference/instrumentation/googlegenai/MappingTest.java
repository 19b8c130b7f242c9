// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.googlegenai;

import static io.openinference.testing.OpenInferenceAssertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.openinference.instrumentation.OpenInference;
import io.openinference.testing.StubResponse;
import io.opentelemetry.context.Scope;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the JSON on the wire becomes on the span, through each door. All attributes are listed. */
class MappingTest extends AbstractDoorTest {

  /** The span of a greeting. */
  private static ExpectedSpan ofHello() {
    return ExpectedSpan.llm("GenerateContent", MODEL)
        .input(MODEL, HELLO)
        .with("{\"in.0.role\": \"user\", \"in.0.content\": \"hi\"}");
  }

  private void verifyAnswer(String answer, String expected) {
    assertThat(post(GENERATE, HELLO, StubResponse.json(answer))).isEqualTo(answer);

    ofHello().output(answer).with(expected).verify(span());
  }

  private void verifyRequest(String request, String expected) {
    String answer = "{\"candidates\": []}";

    post(GENERATE, request, StubResponse.json(answer));

    ExpectedSpan.llm("GenerateContent", MODEL)
        .input(MODEL, request)
        .output(answer)
        .with(expected)
        .verify(span());
  }

  static Stream<Arguments> parts() {
    return Stream.of(
        arguments(
            "{'text': 'Deep.', 'thoughtSignature': 'c2ln'}",
            "'out.0.contents.0.type': 'text', 'out.0.contents.0.text': 'Deep.',"
                + " 'out.0.contents.0.signature': 'c2ln'"),
        arguments(
            "{'text': 'Hmm.', 'thought': true}, {'text': 'Deep.'}",
            "'out.0.contents.0.type': 'reasoning', 'out.0.contents.0.text': 'Hmm.',"
                + " 'out.0.contents.1.type': 'text', 'out.0.contents.1.text': 'Deep.'"),
        arguments(
            "{'text': 'Hmm.', 'thought': true, 'thoughtSignature': 'c2ln'}",
            "'out.0.contents.0.type': 'reasoning', 'out.0.contents.0.text': 'Hmm.',"
                + " 'out.0.contents.0.signature': 'c2ln'"),
        arguments(
            "{'functionCall': {'id': 'c1', 'name': 'depth', 'args': {'of': 0}},"
                + " 'thoughtSignature': 'c2ln'}, {'functionCall': {'name': 'width'}}",
            "'out.0.call.0.0': {'id': 'c1', 'function.name': 'depth',"
                + " 'function.arguments': {'of': 0}, 'reasoning_signature': 'c2ln'},"
                + " 'out.0.call.1.1': {'function.name': 'width'}"),
        arguments(
            "{'text': 'I look.'}, {'functionCall': {'id': 'c1', 'name': 'depth', 'args': {'zero':"
                + " 0, 'no': false, 'none': null, 'empty': '', 'list': [], 'a': {'b': 1.5}}}}",
            "'out.0.contents.0.type': 'text', 'out.0.contents.0.text': 'I look.', 'out.0.call.1.0':"
                + " {'id': 'c1', 'function.name': 'depth', 'function.arguments': {'zero': 0, 'no':"
                + " false, 'none': null, 'empty': '', 'list': [], 'a': {'b': 1.5}}}"),
        arguments(
            "{'functionCall': {'name': 'depth', 'args': {}}, 'thought': true}",
            "'out.0.call.0.0': {'function.name': 'depth', 'function.arguments': {}}"),
        arguments(
            "{'functionCall': {'name': 'depth', 'args': '{\\\"of\\\":0}'}}",
            "'out.0.call.0.0': {'function.name': 'depth', 'function.arguments': {'of': 0}}"),
        arguments(
            "{'functionCall': {'name': 'depth', 'args': [0, false]}}",
            "'out.0.call.0.0': {'function.name': 'depth', 'function.arguments': [0, false]}"),
        // A malformed call may name nothing.
        arguments(
            "{'functionCall': {'name': null, 'args': null}}, {'functionCall': {'name': 'depth'}}",
            "'out.0.contents.0.type': 'tool_use', 'out.0.call.1.0': {'function.name': 'depth'}"),
        arguments(
            "{'inlineData': {'mimeType': 'image/webp', 'data': 'AAAA'}}",
            "'out.0.contents.0.type': 'image',"
                + " 'out.0.contents.0.image.image.url': 'data:image/webp;base64,AAAA'"),
        // Models that make images sign them.
        arguments(
            "{'inlineData': {'mimeType': 'image/png', 'data': 'AAAA'}, 'thoughtSignature': 'c2ln'}",
            "'out.0.contents.0.type': 'image', 'out.0.contents.0.signature': 'c2ln',"
                + " 'out.0.contents.0.image.image.url': 'data:image/png;base64,AAAA'"),
        arguments(
            "{'inlineData': {'mimeType': 'audio/wav', 'data': 'AAAA'}, 'thoughtSignature': 'c2ln'}",
            "'out.0.contents.0.type': 'audio', 'out.0.contents.0.signature': 'c2ln',"
                + " 'out.0.contents.0.audio.audio.mime_type': 'audio/wav',"
                + " 'out.0.contents.0.audio.audio.url': 'data:audio/wav;base64,AAAA'"),
        arguments(
            "{'fileData': {'mimeType': 'video/mp4', 'fileUri': 'gs://b/v'}, 'thoughtSignature':"
                + " 'c2ln'}",
            "'out.0.contents.0.type': 'video', 'out.0.contents.0.signature': 'c2ln',"
                + " 'out.0.contents.0.video.video.url': 'gs://b/v'"),
        arguments(
            "{'fileData': {'mimeType': 'image/png', 'fileUri': 'gs://b/i.png'}}",
            "'out.0.contents.0.type': 'image',"
                + " 'out.0.contents.0.image.image.url': 'gs://b/i.png'"),
        arguments(
            "{'fileData': {'fileUri': 'https://b/x'}}",
            "'out.0.contents.0.type': 'document',"
                + " 'out.0.contents.0.document.document.url': 'https://b/x'"),
        arguments(
            "{'inlineData': {'mimeType': 'application/pdf', 'data': 'AAAA'}}",
            "'out.0.contents.0.type': 'document',"
                + " 'out.0.contents.0.document.document.mime_type': 'application/pdf',"
                + " 'out.0.contents.0.document.document.url': 'data:application/pdf;base64,AAAA'"),
        arguments(
            "{'inlineData': {'mimeType': 'IMAGE/PNG', 'data': 'AAAA'}, 'thought': true}",
            "'out.0.contents.0.type': 'image',"
                + " 'out.0.contents.0.image.image.url': 'data:IMAGE/PNG;base64,AAAA'"),
        arguments(
            "{'executableCode': {'language': 'PYTHON', 'code': '1+1'}, 'thoughtSignature': 'c2ln'},"
                + " {'codeExecutionResult': {'outcome': 'OUTCOME_FAILED', 'output': ''}}",
            "'out.0.contents.0.type': 'executableCode', 'out.0.contents.0.signature': 'c2ln',"
                + " 'out.0.contents.0.text': {'language': 'PYTHON', 'code': '1+1'},"
                + " 'out.0.contents.1.type': 'codeExecutionResult',"
                + " 'out.0.contents.1.text': {'outcome': 'OUTCOME_FAILED', 'output': ''}"),
        arguments(
            "{'text': null, 'thoughtSignature': 'c2ln'}",
            "'out.0.contents.0.type': 'reasoning', 'out.0.contents.0.signature': 'c2ln'"),
        arguments(
            "{'hologram': {'beam': 1, 'deep': [null, false]}, 'partMetadata': {'a': 1}}",
            "'out.0.contents.0.type': 'hologram',"
                + " 'out.0.contents.0.text': {'beam': 1, 'deep': [null, false]}"),
        arguments(
            "{'text': ''}, {}, {'text': 'Deep.'}",
            "'out.0.contents.0.type': 'text', 'out.0.contents.0.text': '',"
                + " 'out.0.contents.1.type': 'text', 'out.0.contents.1.text': 'Deep.'"));
  }

  @ParameterizedTest
  @MethodSource("parts")
  void aPartOfAnAnswer(String parts, String expected) {
    verifyAnswer(
        quoted("{'candidates': [{'content': {'parts': [" + parts + "]}}]}"),
        quoted("{'out.0.role': 'model', " + expected + "}"));
  }

  static Stream<Arguments> contents() {
    return Stream.of(
        arguments(
            """
            {"parts": [
              {"functionResponse": {"id": "c1", "name": "depth", "response": {"result": 0}}},
              {"functionResponse": {"name": "width", "response": "wide"}},
              {"functionResponse": {"id": "c3", "name": "none", "response": {}}},
              {"functionResponse": {"id": "c4", "name": "failed", "response": {"error": "no fjord"}}},
              {"text": "And?"}]}
            """,
            """
            {"in.0.role": "tool", "in.0.name": "depth", "in.0.tool_call_id": "c1",
             "in.0.content": {"result": 0},
             "in.1.role": "tool", "in.1.name": "width", "in.1.content": "wide",
             "in.2.role": "tool", "in.2.name": "none", "in.2.tool_call_id": "c3",
             "in.2.content": {},
             "in.3.role": "tool", "in.3.name": "failed", "in.3.tool_call_id": "c4",
             "in.3.content": {"error": "no fjord"},
             "in.4.role": "user", "in.4.content": "And?"}
            """),
        arguments(
            """
            {"parts": [
              {"functionResponse": {"id": "c1", "name": "photo", "response": {"result": "ok"},
                "willContinue": false, "scheduling": "SILENT",
                "parts": [{"inlineData": {"mimeType": "image/png", "data": "AAAA"}},
                          {"fileData": {"mimeType": "image/png", "fileUri": "gs://b/i"}},
                          {"fileData": {"mimeType": "application/pdf", "fileUri": "gs://b/d"}},
                          {"inlineData": {"mimeType": "audio/wav", "data": "AAAA"}},
                          {"hologram": {"beam": 0}}]}}]}
            """,
            """
            {"in.0.role": "tool", "in.0.name": "photo", "in.0.tool_call_id": "c1",
             "in.0.contents.0.type": "text", "in.0.contents.0.text": {"result": "ok"},
             "in.0.contents.1.type": "image",
             "in.0.contents.1.image.image.url": "data:image/png;base64,AAAA",
             "in.0.contents.2.type": "image", "in.0.contents.2.image.image.url": "gs://b/i",
             "in.0.contents.3.type": "document",
             "in.0.contents.3.document.document.mime_type": "application/pdf",
             "in.0.contents.3.document.document.url": "gs://b/d",
             "in.0.contents.4.type": "audio", "in.0.contents.4.audio.audio.mime_type": "audio/wav",
             "in.0.contents.4.audio.audio.url": "data:audio/wav;base64,AAAA",
             "in.0.contents.5.type": "hologram", "in.0.contents.5.text": {"beam": 0}}
            """),
        arguments(
            """
            {"role": "user", "parts": [
              {"functionResponse": {"name": "photo",
                "parts": [{"fileData": {"mimeType": "image/png", "fileUri": "gs://b/i"}}]}}]}
            """,
            """
            {"in.0.role": "tool", "in.0.name": "photo",
             "in.0.contents.0.type": "image", "in.0.contents.0.image.image.url": "gs://b/i"}
            """),
        arguments("{\"role\": \"moderator\", \"parts\": []}", "{\"in.0.role\": \"moderator\"}"),
        arguments(
            """
            {"role": "user", "parts": [{"fileData": {"mimeType": "video/mp4", "fileUri": "gs://b/v"},
              "videoMetadata": {"fps": 0}}, {"text": "Sum it up."}]}
            """,
            """
            {"in.0.role": "user", "in.0.contents.0.type": "video",
             "in.0.contents.0.video.video.url": "gs://b/v",
             "in.0.contents.1.type": "text", "in.0.contents.1.text": "Sum it up."}
            """));
  }

  @ParameterizedTest
  @MethodSource("contents")
  void aContentOfARequest(String content, String expected) {
    verifyRequest("{\"contents\": [" + content + "]}", expected);
  }

  static Stream<Arguments> answers() {
    return Stream.of(
        arguments(
            "{'candidates': [{'finishReason': 'SAFETY'}]}",
            "{'out.0.role': 'model', 'llm.finish_reason': 'SAFETY'}"),
        arguments(
            "{'candidates': [{'finishReason': 'MALFORMED_FUNCTION_CALL', 'content': {},"
                + " 'finishMessage': 'print(depth('}]}",
            "{'out.0.role': 'model', 'llm.finish_reason': 'MALFORMED_FUNCTION_CALL',"
                + " 'metadata': {'finish_message': 'print(depth('}}"),
        arguments(
            "{'candidates': [{'finishReason': 'OUT_OF_FJORDS', 'content': {'parts': []}}]}",
            "{'out.0.role': 'model', 'llm.finish_reason': 'OUT_OF_FJORDS'}"),
        arguments(
            "{'candidates': [{'finishReason': '', 'content': {'parts': [{'text': 'a'}]}}]}",
            "{'out.0.role': 'model', 'out.0.content': 'a'}"),
        arguments(
            "{'candidates': [{'finishReason': 'STOP'}, {'finishReason': 'MAX_TOKENS',"
                + " 'content': {'role': 'critic', 'parts': [{'text': 'b'}]}}]}",
            "{'out.0.role': 'model', 'out.1.role': 'critic', 'out.1.content': 'b',"
                + " 'llm.finish_reason': 'STOP'}"),
        arguments(
            "{'candidates': [{'content': null, 'finishReason': 'NO_IMAGE'}]}",
            "{'out.0.role': 'model', 'llm.finish_reason': 'NO_IMAGE'}"),
        arguments(
            "{'candidates': {'finishReason': 'LANGUAGE'}}",
            "{'out.0.role': 'model', 'llm.finish_reason': 'LANGUAGE'}"),
        // The place of a candidate is its place in the list, and its index tells which is the
        // first.
        arguments(
            "{'candidates': [{'index': 1, 'finishReason': 'MAX_TOKENS', 'finishMessage': 'b'},"
                + " {'index': 0, 'finishReason': 'STOP', 'finishMessage': 'a'}]}",
            "{'out.0.role': 'model', 'out.1.role': 'model', 'llm.finish_reason': 'STOP',"
                + " 'metadata': {'finish_message': 'a'}}"),
        arguments(
            "{'candidates': [{'index': 2, 'finishReason': 'STOP'}]}",
            "{'out.0.role': 'model', 'llm.finish_reason': 'STOP'}"),
        arguments(
            "{'promptFeedback': {'blockReason': 'SAFETY'}}",
            "{'llm.finish_reason': 'SAFETY',"
                + " 'metadata': {'prompt_feedback': {'blockReason': 'SAFETY'}}}"),
        arguments(
            "{'candidates': [], 'promptFeedback': {'blockReason': 'JAILBREAK', 'safetyRatings': ["
                + "{'category': 'C', 'probabilityScore': 0, 'blocked': false}],"
                + " 'blockReasonMessage': 'No.'}, 'usageMetadata': {'promptTokenCount': 3}}",
            "{'llm.finish_reason': 'JAILBREAK', 'tokens.prompt': 3, 'tokens.total': 3,"
                + " 'metadata': {'prompt_feedback': {'blockReason': 'JAILBREAK', 'safetyRatings': ["
                + "{'category': 'C', 'probabilityScore': 0, 'blocked': false}],"
                + " 'blockReasonMessage': 'No.'}}}"),
        arguments(
            "{'candidates': [{}], 'promptFeedback': {'blockReason': 'OTHER'}}",
            "{'out.0.role': 'model', 'llm.finish_reason': 'OTHER',"
                + " 'metadata': {'prompt_feedback': {'blockReason': 'OTHER'}}}"),
        arguments(
            "{'candidates': [null, {'finishReason': 'STOP'}]}",
            "{'out.0.role': 'model', 'llm.finish_reason': 'STOP'}"),
        arguments(
            "{'candidates': [{'finishReason': 'STOP'}], 'promptFeedback': {'safetyRatings': []}}",
            "{'out.0.role': 'model', 'llm.finish_reason': 'STOP'}"),
        arguments(
            "{'candidates': [{'groundingMetadata': {'groundingChunks': [{'maps': {'placeId':"
                + " 'p'}}], 'groundingSupports': [{'segment': {'endIndex': 0}, 'confidenceScores':"
                + " [0]}]}, 'citationMetadata': {'citations': [{'uri': 'u', 'startIndex': 0}]},"
                + " 'urlContextMetadata': {'urlMetadata': [{'retrievedUrl': 'r'}]}},"
                + " {'citationMetadata': {'citations': [{'uri': 'v'}]}}]}",
            "{'out.0.role': 'model', 'out.1.role': 'model', 'metadata': {'grounding_metadata':"
                + " {'groundingChunks': [{'maps': {'placeId': 'p'}}],"
                + " 'groundingSupports': [{'segment': {'endIndex': 0}, 'confidenceScores': [0]}]},"
                + " 'citation_metadata': {'citations': [{'uri': 'u', 'startIndex': 0}]},"
                + " 'url_context_metadata': {'urlMetadata': [{'retrievedUrl': 'r'}]}}}"));
  }

  @ParameterizedTest
  @MethodSource("answers")
  void anAnswer(String answer, String expected) {
    verifyAnswer(quoted(answer), quoted(expected));
  }

  static Stream<Arguments> usages() {
    return Stream.of(
        arguments(
            "'promptTokenCount': '5', 'candidatesTokenCount': '0', 'thoughtsTokenCount': 0",
            "'tokens.prompt': 5, 'tokens.completion': 0, 'tokens.total': 5,"
                + " 'tokens.completion_details.reasoning': 0"),
        arguments(
            "'promptTokenCount': 0, 'cachedContentTokenCount': 0, 'toolUsePromptTokenCount': 0,"
                + " 'totalTokenCount': 0, 'promptTokensDetails': [{'modality': 'AUDIO',"
                + " 'tokenCount': 0}]",
            "'tokens.prompt': 0, 'tokens.total': 0, 'tokens.prompt_details.cache_read': 0,"
                + " 'tokens.prompt_details.audio': 0"),
        arguments(
            "'thoughtsTokenCount': 7",
            "'tokens.completion': 7, 'tokens.total': 7,"
                + " 'tokens.completion_details.reasoning': 7"),
        arguments("'toolUsePromptTokenCount': 2", "'tokens.prompt': 2, 'tokens.total': 2"),
        arguments("'totalTokenCount': 9", "'tokens.total': 9"),
        arguments(
            "'promptTokenCount': 5, 'candidatesTokenCount': 5, 'totalTokenCount': 3",
            "'tokens.prompt': 5, 'tokens.completion': 5, 'tokens.total': 10"),
        arguments(
            "'promptTokenCount': 5, 'responseTokenCount': 2, 'trafficType': 'ON_DEMAND',"
                + " 'newTokenCount': 4",
            "'tokens.prompt': 5, 'tokens.completion': 2, 'tokens.total': 7"),
        arguments(
            "'promptTokensDetails': [{'modality': 'AUDIO', 'tokenCount': 6}, {'modality':"
                + " 'AUDIO'}], 'toolUsePromptTokensDetails': [{'modality': 'AUDIO', 'tokenCount':"
                + " 1}], 'candidatesTokenCount': 0, 'responseTokenCount': 3,"
                + " 'responseTokensDetails': [{'modality': 'AUDIO', 'tokenCount': 3}]",
            "'tokens.prompt_details.audio': 7, 'tokens.completion': 3, 'tokens.total': 3,"
                + " 'tokens.completion_details.audio': 3"),
        arguments(
            "'candidatesTokensDetails': [{'modality': 'AUDIO', 'tokenCount': 3}]",
            "'tokens.completion_details.audio': 3"));
  }

  @ParameterizedTest
  @MethodSource("usages")
  void theCountsOfAnAnswer(String usage, String expected) {
    verifyAnswer(
        quoted("{'candidates': [], 'usageMetadata': {" + usage + "}}"),
        quoted("{" + expected + "}"));
  }

  static Stream<Arguments> failures() {
    return Stream.of(
        arguments(
            "{'error': {'code': 429, 'status': 'RESOURCE_EXHAUSTED', 'message': 'later'}}",
            "RESOURCE_EXHAUSTED: later"),
        arguments("{'error': {'message': 'later'}}", "error: later"),
        arguments("{'error': {'code': 429}}", "error"),
        arguments("{'error': 'later'}", "later"));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void aFailureInsideOfASuccess(String answer, String expected) {
    post(GENERATE, HELLO, StubResponse.json(quoted(answer)));

    ofHello().output(quoted(answer)).failed(expected).verify(span());
  }

  /** Metadata of the application win where an answer has some of the same name. */
  @Test
  void metadataOfTheApplication() {
    String answer =
        quoted("{'candidates': [{'finishMessage': 'a', 'citationMetadata': {'b': 0}}]}");
    try (Scope ignored = OpenInference.usingMetadata(Map.of("team", 1, "finish_message", "mine"))) {
      post(GENERATE, HELLO, StubResponse.json(answer));
    }

    ofHello()
        .output(answer)
        .with(
            quoted(
                "{'out.0.role': 'model', 'metadata': {'team': 1, 'finish_message': 'mine',"
                    + " 'citation_metadata': {'b': 0}}}"))
        .verify(span());
  }

  static String quoted(String text) {
    return text.replace('\'', '"');
  }
}
