// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.googlegenai;

import static io.openinference.instrumentation.googlegenai.MappingTest.quoted;
import static io.openinference.testing.OpenInferenceAssertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.openinference.testing.StubResponse;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The answer that the chunks of a stream add up to, through each door. All attributes are listed.
 */
class StreamMergeTest extends AbstractDoorTest {

  static Stream<Arguments> chunks() {
    return Stream.of(
        arguments(
            "counts that later chunks leave out, repeat as zero, or have as text",
            List.of(
                "{'candidates': [{'content': {'parts': [{'text': 'a'}]}}], 'usageMetadata':"
                    + " {'promptTokenCount': 9, 'cachedContentTokenCount': 3, 'thoughtsTokenCount':"
                    + " '2', 'toolUsePromptTokenCount': 1, 'promptTokensDetails':"
                    + " [{'modality': 'AUDIO', 'tokenCount': 4}]}}",
                "{'usageMetadata': {'promptTokenCount': 0, 'candidatesTokenCount': 5,"
                    + " 'promptTokensDetails': []}}",
                "{'usageMetadata': {'cachedContentTokenCount': 0, 'newCount': 0}}",
                "{'candidates': []}"),
            "{'candidates': [{'content': {'parts': [{'text': 'a'}]}}], 'usageMetadata':"
                + " {'promptTokenCount': 9, 'cachedContentTokenCount': 3, 'thoughtsTokenCount':"
                + " '2', 'toolUsePromptTokenCount': 1, 'promptTokensDetails': [{'modality':"
                + " 'AUDIO', 'tokenCount': 4}], 'candidatesTokenCount': 5, 'newCount': 0}}",
            "{'out.0.role': 'model', 'out.0.content': 'a', 'tokens.prompt': 10,"
                + " 'tokens.completion': 7, 'tokens.total': 17,"
                + " 'tokens.prompt_details.cache_read': 3, 'tokens.prompt_details.audio': 4,"
                + " 'tokens.completion_details.reasoning': 2}"),
        arguments(
            "counts of modalities that later chunks leave out, and zeros as text",
            List.of(
                "{'usageMetadata': {'promptTokenCount': 9, 'candidatesTokenCount': 0,"
                    + " 'promptTokensDetails': [{'modality': 'AUDIO', 'tokenCount': 4}],"
                    + " 'toolUsePromptTokensDetails': [{'modality': 'AUDIO', 'tokenCount': 1}]}}",
                "{'usageMetadata': {'promptTokenCount': '0', 'responseTokenCount': 7,"
                    + " 'promptTokensDetails': [{'modality': 'TEXT', 'tokenCount': 5}],"
                    + " 'toolUsePromptTokensDetails': [{'modality': 'AUDIO', 'tokenCount': 0}],"
                    + " 'responseTokensDetails': [{'modality': 'AUDIO', 'tokenCount': 2}]}}",
                "{'usageMetadata': {'responseTokensDetails': [{'modality': 'AUDIO'}, null]}}"),
            "{'usageMetadata': {'promptTokenCount': 9, 'candidatesTokenCount': 0,"
                + " 'responseTokenCount': 7, 'promptTokensDetails': [{'modality': 'AUDIO',"
                + " 'tokenCount': 4}, {'modality': 'TEXT', 'tokenCount': 5}],"
                + " 'toolUsePromptTokensDetails': [{'modality': 'AUDIO', 'tokenCount': 1}],"
                + " 'responseTokensDetails': [{'modality': 'AUDIO', 'tokenCount': 2}]}}",
            "{'tokens.prompt': 9, 'tokens.completion': 7, 'tokens.total': 16,"
                + " 'tokens.prompt_details.audio': 5, 'tokens.completion_details.audio': 2}"),
        arguments(
            "two counts of a modality in one list",
            List.of(
                "{'usageMetadata': {'promptTokenCount': 9, 'promptTokensDetails': [{'modality':"
                    + " 'AUDIO', 'tokenCount': 4}, {'modality': 'AUDIO', 'tokenCount': 3}]}}",
                "{'usageMetadata': {'promptTokensDetails': [{'modality': 'AUDIO', 'tokenCount':"
                    + " 5}]}}"),
            "{'usageMetadata': {'promptTokenCount': 9, 'promptTokensDetails': [{'modality':"
                + " 'AUDIO', 'tokenCount': 5}, {'modality': 'AUDIO', 'tokenCount': 3}]}}",
            "{'tokens.prompt': 9, 'tokens.total': 9, 'tokens.prompt_details.audio': 8}"),
        arguments(
            "an index of zero that is left out beside another index, and parts without a value",
            List.of(
                "{'candidates': [{'index': 1, 'content': {'parts': [{'text': 'b'}]}},"
                    + " {'content': {'parts': [{'text': null}, {'functionCall': null}, {'text':"
                    + " 'a'}]}, 'finishReason': 'STOP'}]}",
                "{'candidates': [{'index': 1, 'finishReason': 'MAX_TOKENS'},"
                    + " {'content': {'parts': [{'functionCall': {}}, {'text': '!'}]}}]}"),
            "{'candidates': [{'content': {'parts': [{'text': 'a!'}]}, 'finishReason': 'STOP'},"
                + " {'index': 1, 'content': {'parts': [{'text': 'b'}]},"
                + " 'finishReason': 'MAX_TOKENS'}]}",
            "{'out.0.role': 'model', 'out.0.content': 'a!', 'out.1.role': 'model',"
                + " 'out.1.content': 'b', 'llm.finish_reason': 'STOP'}"),
        arguments(
            "arguments in pieces, and then whole",
            List.of(
                part(
                    "{'functionCall': {'name': 'depth', 'willContinue': true, 'partialArgs':"
                        + " [{'jsonPath': '$.of', 'stringValue': 'fj', 'willContinue': true}]}}"),
                part("{'functionCall': {'name': 'depth', 'args': {'of': 'fjord'}}}")),
            "{'candidates': [{'content': {'parts': [{'functionCall': {'name': 'depth', 'args':"
                + " {'of': 'fjord'}}}]}}]}",
            "{'out.0.role': 'model', 'out.0.call.0.0': {'function.name': 'depth',"
                + " 'function.arguments': {'of': 'fjord'}}}"),
        arguments(
            "arguments whole at first, and pieces that add to them",
            List.of(
                part(
                    "{'functionCall': {'name': 'route', 'willContinue': true,"
                        + " 'args': {'to': {'city': 'Bergen'}, 'via': [1]}}}"),
                part(
                    "{'functionCall': {'partialArgs': [{'jsonPath': '$.to.km', 'numberValue': 0},"
                        + " {'jsonPath': '$.via[0]', 'numberValue': 2}]}}")),
            "{'candidates': [{'content': {'parts': [{'functionCall': {'name': 'route', 'args':"
                + " {'to': {'city': 'Bergen', 'km': 0}, 'via': [2]}}}]}}]}",
            "{'out.0.role': 'model', 'out.0.call.0.0': {'function.name': 'route',"
                + " 'function.arguments': {'to': {'city': 'Bergen', 'km': 0}, 'via': [2]}}}"),
        arguments(
            "arguments in pieces, lists of lists, a text in three, names in quotes",
            List.of(
                part(
                    "{'functionCall': {'name': 'route', 'willContinue': true, 'partialArgs':"
                        + " [{'jsonPath': '$.m[0][0]', 'numberValue': 0}, {'jsonPath': '$.m[1][0]',"
                        + " 'stringValue': 'x', 'willContinue': true}]}}"),
                part(
                    "{'functionCall': {'willContinue': true, 'partialArgs':"
                        + " [{'jsonPath': '$.m[1][0]', 'stringValue': 'y', 'willContinue': true},"
                        + " {'jsonPath': '$.m[0][1]', 'numberValue': 1.5}]}}"),
                part("{'text': 'a'}"),
                part(
                    "{'functionCall': {'willContinue': true, 'partialArgs':"
                        + " [{'jsonPath': '$.m[1][0]', 'stringValue': ''},"
                        + " {'jsonPath': '$.none', 'nullValue': 'NULL_VALUE'},"
                        + " {'jsonPath': '$[\\\"q[0].r\\\"].s', 'boolValue': true}]}}")),
            "{'candidates': [{'content': {'parts': [{'functionCall': {'name': 'route', 'args':"
                + " {'m': [[0, 1.5], ['xy']], 'none': null, 'q[0].r': {'s': true}}}},"
                + " {'text': 'a'}]}}]}",
            "{'out.0.role': 'model', 'out.0.call.0.0': {'function.name': 'route',"
                + " 'function.arguments': {'m': [[0, 1.5], ['xy']], 'none': null,"
                + " 'q[0].r': {'s': true}}}, 'out.0.contents.1.type': 'text',"
                + " 'out.0.contents.1.text': 'a'}"),
        arguments(
            "arguments in pieces, whose paths cannot be read",
            List.of(
                part(
                    "{'functionCall': {'name': 'depth', 'willContinue': true, 'partialArgs':"
                        + " [{'jsonPath': '$.of', 'numberValue': 1},"
                        + " {'jsonPath': '$.of[', 'stringValue': 'x'},"
                        + " {'jsonPath': '$.of[1', 'stringValue': 'x'},"
                        + " {'jsonPath': '$.of[*]', 'stringValue': 'x'},"
                        + " {'jsonPath': '$.of[-1]', 'stringValue': 'x'},"
                        + " {'jsonPath': '$', 'stringValue': 'x'}, {'stringValue': 'x'}, null]}}")),
            "{'candidates': [{'content': {'parts': [{'functionCall': {'name': 'depth', 'args':"
                + " {'of': 1}}}]}}]}",
            "{'out.0.role': 'model', 'out.0.call.0.0': {'function.name': 'depth',"
                + " 'function.arguments': {'of': 1}}}"),
        arguments(
            "counts of zero alone",
            List.of(
                "{'usageMetadata': {'promptTokenCount': 0, 'candidatesTokenCount': 0,"
                    + " 'thoughtsTokenCount': 0}}"),
            "{'usageMetadata': {'promptTokenCount': 0, 'candidatesTokenCount': 0,"
                + " 'thoughtsTokenCount': 0}}",
            "{'tokens.prompt': 0, 'tokens.completion': 0, 'tokens.total': 0,"
                + " 'tokens.completion_details.reasoning': 0}"),
        arguments(
            "a finish reason at first, and nothing of it later",
            List.of(
                "{'candidates': [{'finishReason': 'MAX_TOKENS'}]}",
                "{'candidates': [{'content': {'parts': [{'text': 'a'}]}, 'finishReason': ''}]}",
                "{'candidates': [{'content': {'parts': [{'text': 'b'}]},"
                    + " 'finishReason': 'FINISH_REASON_UNSPECIFIED'}]}",
                "{'candidates': [{'finishReason': null}]}"),
            "{'candidates': [{'content': {'parts': [{'text': 'ab'}]},"
                + " 'finishReason': 'MAX_TOKENS'}]}",
            "{'out.0.role': 'model', 'out.0.content': 'ab', 'llm.finish_reason': 'MAX_TOKENS'}"),
        arguments(
            "a finish reason on each chunk, the last of which is new",
            List.of(
                "{'candidates': [{'content': {'parts': [{'text': 'a'}]}, 'finishReason': 'STOP'}]}",
                "{'candidates': [{'content': {'parts': [{'text': 'b'}]},"
                    + " 'finishReason': 'OUT_OF_FJORDS'}]}"),
            "{'candidates': [{'content': {'parts': [{'text': 'ab'}]},"
                + " 'finishReason': 'OUT_OF_FJORDS'}]}",
            "{'out.0.role': 'model', 'out.0.content': 'ab', 'llm.finish_reason': 'OUT_OF_FJORDS'}"),
        arguments(
            "several candidates, of which the first has no content and ends last",
            List.of(
                "{'candidates': [{'index': 1, 'content': {'parts': [{'text': 'b'}]}}]}",
                "{'candidates': [{'index': 1, 'finishReason': 'STOP'}, {'index': 0,"
                    + " 'content': null}]}",
                "{'candidates': [{'index': 0, 'content': {'parts': []},"
                    + " 'finishReason': 'MALFORMED_FUNCTION_CALL', 'finishMessage': 'f('}]}"),
            "{'candidates': [{'index': 0, 'finishReason': 'MALFORMED_FUNCTION_CALL',"
                + " 'finishMessage': 'f('}, {'index': 1, 'content': {'parts': [{'text': 'b'}]},"
                + " 'finishReason': 'STOP'}]}",
            "{'out.0.role': 'model', 'out.1.role': 'model', 'out.1.content': 'b',"
                + " 'llm.finish_reason': 'MALFORMED_FUNCTION_CALL',"
                + " 'metadata': {'finish_message': 'f('}}"),
        arguments(
            "arguments in pieces, of two calls in turn, one of which does not end",
            List.of(
                part(
                    "{'functionCall': {'id': 'c1', 'name': 'route', 'willContinue': true},"
                        + " 'thoughtSignature': 'c2ln'}"),
                part(
                    "{'functionCall': {'id': 'c2', 'name': 'depth', 'willContinue': true,"
                        + " 'partialArgs': [{'jsonPath': '$.of', 'stringValue': 'fj',"
                        + " 'willContinue': true}]}}"),
                part(
                    "{'functionCall': {'id': 'c1', 'willContinue': true, 'partialArgs': ["
                        + "{'jsonPath': '$.stops[0].city', 'stringValue': 'Ber'},"
                        + " {'jsonPath': '$.stops[1]', 'nullValue': null},"
                        + " {'jsonPath': '$.far', 'boolValue': false}]}}"),
                part(
                    "{'functionCall': {'id': 'c1', 'partialArgs': [{'jsonPath':"
                        + " '$.stops[0].city', 'stringValue': 'gen'}, {'jsonPath':"
                        + " '$.stops[0].km', 'numberValue': 0}]}}")),
            "{'candidates': [{'content': {'parts': [{'functionCall': {'id': 'c1', 'name': 'route',"
                + " 'args': {'stops': [{'city': 'Bergen', 'km': 0}, null], 'far': false}},"
                + " 'thoughtSignature': 'c2ln'}, {'functionCall': {'id': 'c2', 'name': 'depth',"
                + " 'args': {'of': 'fj'}}}]}}]}",
            "{'out.0.role': 'model', 'out.0.call.0.0': {'id': 'c1', 'function.name': 'route',"
                + " 'function.arguments': {'stops': [{'city': 'Bergen', 'km': 0}, null],"
                + " 'far': false}, 'reasoning_signature': 'c2ln'}, 'out.0.call.1.1': {'id': 'c2',"
                + " 'function.name': 'depth', 'function.arguments': {'of': 'fj'}}}"),
        arguments(
            "arguments in pieces, of the same function, without an id",
            List.of(
                part(
                    "{'functionCall': {'name': 'depth', 'willContinue': true, 'partialArgs':"
                        + " [{'jsonPath': '$.of', 'stringValue': 'a', 'willContinue': true}]}}"),
                part(
                    "{'functionCall': {'partialArgs': [{'jsonPath': '$.of', 'stringValue': 'b'}],"
                        + " 'willContinue': true}}"),
                part("{'functionCall': {}}"),
                part(
                    "{'functionCall': {'name': 'depth', 'partialArgs':"
                        + " [{'jsonPath': '$.of', 'stringValue': ''}]}}")),
            "{'candidates': [{'content': {'parts': [{'functionCall': {'name': 'depth', 'args':"
                + " {'of': 'ab'}}}, {'functionCall': {'name': 'depth', 'args': {'of': ''}}}]}}]}",
            "{'out.0.role': 'model', 'out.0.call.0.0': {'function.name': 'depth',"
                + " 'function.arguments': {'of': 'ab'}}, 'out.0.call.1.1': {'function.name':"
                + " 'depth', 'function.arguments': {'of': ''}}}"),
        arguments(
            "a prompt that is blocked after the beginning",
            List.of(
                part("{'text': 'a'}"),
                "{'promptFeedback': {'blockReason': 'SAFETY', 'blockReasonMessage': 'No.'}}"),
            "{'candidates': [{'content': {'parts': [{'text': 'a'}]}}], 'promptFeedback':"
                + " {'blockReason': 'SAFETY', 'blockReasonMessage': 'No.'}}",
            "{'out.0.role': 'model', 'out.0.content': 'a', 'llm.finish_reason': 'SAFETY',"
                + " 'metadata': {'prompt_feedback': {'blockReason': 'SAFETY',"
                + " 'blockReasonMessage': 'No.'}}}"),
        arguments(
            "unknown fields on every level",
            List.of(
                "{'candidates': [{'content': {'role': 'model', 'parts': [{'text': 'a', 'x': 0}],"
                    + " 'y': [0]}, 'z': false}], 'u': 1, 'usageMetadata': {'v': 0}}",
                "{'candidates': [{'content': {'parts': [{'hologram': {'beam': 0}}]}}], 'w': ''}"),
            "{'candidates': [{'content': {'role': 'model', 'parts': [{'text': 'a', 'x': 0},"
                + " {'hologram': {'beam': 0}}], 'y': [0]}, 'z': false}], 'u': 1,"
                + " 'usageMetadata': {'v': 0}, 'w': ''}",
            "{'out.0.role': 'model', 'out.0.contents.0.type': 'text', 'out.0.contents.0.text': 'a',"
                + " 'out.0.contents.1.type': 'hologram', 'out.0.contents.1.text': {'beam': 0}}"),
        arguments(
            "code, its result, an image with a signature, and sources",
            List.of(
                part("{'text': 'Hmm.', 'thought': true}"),
                part("{'text': '', 'thought': true, 'thoughtSignature': 'MQ=='}"),
                part("{'executableCode': {'language': 'PYTHON', 'code': '1'}}"),
                part("{'codeExecutionResult': {'outcome': 'OUTCOME_OK', 'output': '0'}}"),
                part(
                    "{'inlineData': {'mimeType': 'image/png', 'data': 'AAAA'},"
                        + " 'thoughtSignature': 'Mg=='}"),
                part("{'text': 'a'}"),
                part("{'text': '', 'thoughtSignature': 'Mw=='}"),
                "{'candidates': [{'groundingMetadata': {'groundingSupports': [{'segment':"
                    + " {'startIndex': 0}}]}}]}"),
            "{'candidates': [{'content': {'parts': [{'text': 'Hmm.', 'thought': true,"
                + " 'thoughtSignature': 'MQ=='}, {'executableCode': {'language': 'PYTHON', 'code':"
                + " '1'}}, {'codeExecutionResult': {'outcome': 'OUTCOME_OK', 'output': '0'}},"
                + " {'inlineData': {'mimeType': 'image/png', 'data': 'AAAA'}, 'thoughtSignature':"
                + " 'Mg=='}, {'text': 'a', 'thoughtSignature': 'Mw=='}]}, 'groundingMetadata':"
                + " {'groundingSupports': [{'segment': {'startIndex': 0}}]}}]}",
            "{'out.0.role': 'model', 'out.0.contents.0.type': 'reasoning',"
                + " 'out.0.contents.0.text': 'Hmm.', 'out.0.contents.0.signature': 'MQ==',"
                + " 'out.0.contents.1.type': 'executableCode',"
                + " 'out.0.contents.1.text': {'language': 'PYTHON', 'code': '1'},"
                + " 'out.0.contents.2.type': 'codeExecutionResult',"
                + " 'out.0.contents.2.text': {'outcome': 'OUTCOME_OK', 'output': '0'},"
                + " 'out.0.contents.3.type': 'image', 'out.0.contents.3.signature': 'Mg==',"
                + " 'out.0.contents.3.image.image.url': 'data:image/png;base64,AAAA',"
                + " 'out.0.contents.4.type': 'text', 'out.0.contents.4.text': 'a',"
                + " 'out.0.contents.4.signature': 'Mw==', 'metadata': {'grounding_metadata':"
                + " {'groundingSupports': [{'segment': {'startIndex': 0}}]}}}"),
        arguments(
            "an end that is no JSON",
            List.of(part("{'text': 'a'}"), "[DONE]"),
            "{'candidates': [{'content': {'parts': [{'text': 'a'}]}}]}",
            "{'out.0.role': 'model', 'out.0.content': 'a'}"));
  }

  private static String part(String part) {
    return "{'candidates': [{'content': {'parts': [" + part + "]}}]}";
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("chunks")
  void whatChunksAddUpTo(String name, List<String> chunks, String output, String expected) {
    String[] events = chunks.stream().map(MappingTest::quoted).toArray(String[]::new);

    assertThat(post(STREAM, HELLO, StubResponse.sse(events))).contains(events);

    ExpectedSpan.llm("GenerateContentStream", MODEL)
        .input(MODEL, HELLO)
        .output(quoted(output))
        .with(quoted("{'in.0.role': 'user', 'in.0.content': 'hi'}"))
        .with(quoted(expected))
        .events(output.contains("parts") ? new String[] {ExpectedSpan.FIRST_TOKEN} : new String[0])
        .verify(span());
  }
}
