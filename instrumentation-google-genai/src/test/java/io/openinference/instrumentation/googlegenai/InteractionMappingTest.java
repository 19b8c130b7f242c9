// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.googlegenai;

import static io.openinference.instrumentation.googlegenai.MappingTest.quoted;
import static io.openinference.testing.OpenInferenceAssertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.openinference.testing.StubResponse;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the JSON of the Interactions API becomes on the span. All attributes are listed. */
class InteractionMappingTest extends AbstractDoorTest {

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
               {"type": "function_result", "call_id": "c2", "is_error": true, "result": "no"},
               {"type": "function_result", "call_id": "c3", "result": []},
               {"type": "function_result", "call_id": "c4", "result": 0}],
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
             "in.6.role": "tool", "in.6.tool_call_id": "c3", "in.6.content": [],
             "in.7.role": "tool", "in.7.tool_call_id": "c4", "in.7.content": "0",
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

  private static final String CREATED =
      "{'event_type': 'interaction.created', 'interaction': {'id': 'i1', 'status': 'in_progress'}}";

  private static String start(int index, String step) {
    return "{'event_type': 'step.start', 'index': " + index + ", 'step': " + step + "}";
  }

  private static String delta(int index, String delta) {
    return "{'event_type': 'step.delta', 'index': " + index + ", 'delta': " + delta + "}";
  }

  static Stream<Arguments> events() {
    return Stream.of(
        arguments(
            "counts that later events leave out or repeat as zero",
            List.of(
                CREATED,
                "{'event_type': 'step.delta', 'index': 0, 'delta': {'type': 'text', 'text': 'a'},"
                    + " 'metadata': {'total_usage': {'total_input_tokens': 5,"
                    + " 'total_cached_tokens': 2, 'total_thought_tokens': 3}}}",
                "{'event_type': 'step.stop', 'index': 0, 'usage': {'total_output_tokens': 4,"
                    + " 'total_thought_tokens': 0}, 'step_usage': {'total_output_tokens': 1}}",
                "{'event_type': 'interaction.completed', 'interaction': {'id': 'i1', 'status':"
                    + " 'completed', 'usage': {'total_tokens': 12, 'total_cached_tokens': 0}}}"),
            "{'id': 'i1', 'status': 'completed', 'usage': {'total_input_tokens': 5,"
                + " 'total_cached_tokens': 2, 'total_thought_tokens': 3, 'total_output_tokens': 4,"
                + " 'total_tokens': 12}, 'steps': [{'type': 'model_output', 'content':"
                + " [{'type': 'text', 'text': 'a'}]}]}",
            "{'out.0.role': 'model', 'out.0.content': 'a', 'llm.finish_reason': 'completed',"
                + " 'tokens.prompt': 5, 'tokens.completion': 7, 'tokens.total': 12,"
                + " 'tokens.prompt_details.cache_read': 2,"
                + " 'tokens.completion_details.reasoning': 3}",
            null),
        arguments(
            "counts of modalities that later events leave out, zeros as text, a repeated start",
            List.of(
                start(0, "{'type': 'model_output', 'content': [{'type': 'text', 'text': 'a'}]}"),
                start(0, "{'type': 'model_output', 'content': [{'type': 'text', 'text': 'a'}]}"),
                "{'event_type': 'step.delta', 'index': 0, 'delta': {'type': 'text', 'text': 'b'},"
                    + " 'metadata': {'total_usage': {'total_input_tokens': 5,"
                    + " 'input_tokens_by_modality': [{'modality': 'audio', 'tokens': 2}]}}}",
                "{'event_type': 'interaction.completed', 'interaction': {'status': 'completed',"
                    + " 'usage': {'total_input_tokens': '0', 'total_output_tokens': 1,"
                    + " 'input_tokens_by_modality': [{'modality': 'text', 'tokens': 3}]}}}"),
            "{'status': 'completed', 'usage': {'total_input_tokens': 5, 'total_output_tokens': 1,"
                + " 'input_tokens_by_modality': [{'modality': 'audio', 'tokens': 2},"
                + " {'modality': 'text', 'tokens': 3}]}, 'steps': [{'type': 'model_output',"
                + " 'content': [{'type': 'text', 'text': 'ab'}]}]}",
            "{'out.0.role': 'model', 'out.0.content': 'ab', 'llm.finish_reason': 'completed',"
                + " 'tokens.prompt': 5, 'tokens.completion': 1, 'tokens.total': 6,"
                + " 'tokens.prompt_details.audio': 2}",
            null),
        arguments(
            "a stream without an end",
            List.of(
                CREATED,
                start(0, "{'type': 'model_output', 'content': [{'type': 'text', 'text': 'a'}]}"),
                "{'event_type': 'step.delta', 'index': 0, 'delta': {'type': 'text', 'text': 'b'},"
                    + " 'metadata': {'total_usage': {'total_input_tokens': 0,"
                    + " 'total_output_tokens': 1}}}"),
            "{'id': 'i1', 'status': 'in_progress', 'usage': {'total_input_tokens': 0,"
                + " 'total_output_tokens': 1}, 'steps': [{'type': 'model_output', 'content':"
                + " [{'type': 'text', 'text': 'ab'}]}]}",
            "{'out.0.role': 'model', 'out.0.content': 'ab', 'llm.finish_reason': 'in_progress',"
                + " 'tokens.prompt': 0, 'tokens.completion': 1, 'tokens.total': 1}",
            null),
        arguments(
            "an error after the beginning",
            List.of(
                CREATED,
                delta(0, "{'type': 'text', 'text': 'a'}"),
                "{'event_type': 'error', 'error': {'code': 'overloaded', 'message': 'later'}}"),
            "{'id': 'i1', 'status': 'in_progress', 'error': {'code': 'overloaded', 'message':"
                + " 'later'}, 'steps': [{'type': 'model_output', 'content':"
                + " [{'type': 'text', 'text': 'a'}]}]}",
            "{'out.0.role': 'model', 'out.0.content': 'a', 'llm.finish_reason': 'in_progress'}",
            "overloaded: later"),
        arguments(
            "a failure without an error",
            List.of(
                CREATED,
                delta(0, "{'type': 'text', 'text': 'a'}"),
                "{'event_type': 'interaction.completed',"
                    + " 'interaction': {'id': 'i1', 'status': 'failed'}}"),
            "{'id': 'i1', 'status': 'failed', 'steps': [{'type': 'model_output', 'content':"
                + " [{'type': 'text', 'text': 'a'}]}]}",
            "{'out.0.role': 'model', 'out.0.content': 'a', 'llm.finish_reason': 'failed'}",
            "The interaction failed"),
        arguments(
            "calls, one of which is not whole, and thoughts",
            List.of(
                CREATED,
                start(0, "{'type': 'thought'}"),
                delta(
                    0, "{'type': 'thought_summary', 'content': {'type': 'text', 'text': 'Hmm.'}}"),
                delta(0, "{'type': 'thought_signature', 'signature': 'c2ln'}"),
                start(1, "{'type': 'function_call', 'id': 'c1', 'name': 'depth', 'arguments': {}}"),
                start(2, "{'type': 'function_call', 'id': 'c2', 'name': 'width', 'arguments': {}}"),
                start(3, "{'type': 'function_call', 'id': 'c3', 'name': 'now', 'arguments': {}}"),
                delta(1, "{'type': 'arguments_delta', 'arguments': '{\\\"of\\\": '}"),
                delta(2, "{'type': 'arguments_delta', 'arguments': '{\\\"of\\\": '}"),
                delta(1, "{'type': 'arguments_delta', 'arguments': '0}'}"),
                "{'event_type': 'interaction.status_update', 'interaction_id': 'i1',"
                    + " 'status': 'requires_action', 'usage': {'total_output_tokens': 4}}"),
            "{'id': 'i1', 'status': 'requires_action', 'usage': {'total_output_tokens': 4},"
                + " 'steps': [{'type': 'thought', 'summary': [{'type': 'text', 'text': 'Hmm.'}],"
                + " 'signature': 'c2ln'}, {'type': 'function_call', 'id': 'c1', 'name': 'depth',"
                + " 'arguments': {'of': 0}}, {'type': 'function_call', 'id': 'c2', 'name': 'width',"
                + " 'arguments': '{\\\"of\\\": '}, {'type': 'function_call', 'id': 'c3',"
                + " 'name': 'now', 'arguments': {}}]}",
            "{'out.0.role': 'model', 'out.0.contents.0.type': 'reasoning',"
                + " 'out.0.contents.0.text': 'Hmm.', 'out.0.contents.0.signature': 'c2ln',"
                + " 'out.0.call.1.0': {'id': 'c1', 'function.name': 'depth',"
                + " 'function.arguments': {'of': 0}}, 'out.0.call.2.1': {'id': 'c2',"
                + " 'function.name': 'width', 'function.arguments': '{\\\"of\\\": '},"
                + " 'out.0.call.3.2': {'id': 'c3', 'function.name': 'now',"
                + " 'function.arguments': {}}, 'llm.finish_reason': 'requires_action',"
                + " 'tokens.completion': 4, 'tokens.total': 4}",
            null),
        arguments(
            "tools of the server, media, and what a later API has",
            List.of(
                CREATED,
                start(0, "{'type': 'google_search_call', 'id': 'g1'}"),
                delta(0, "{'type': 'google_search_call', 'arguments': {'queries': ['fjord']}}"),
                delta(
                    1,
                    "{'type': 'google_search_result', 'call_id': 'g1', 'result': [{'rank': 0}]}"),
                delta(2, "{'type': 'hologram', 'beam': 0}"),
                start(3, "{'type': 'model_output'}"),
                delta(3, "{'type': 'text', 'text': 'a'}"),
                delta(3, "{'type': 'text_annotation_delta', 'annotations': [{'a': 0}]}"),
                delta(3, "{'type': 'text', 'text': 'b'}"),
                delta(3, "{'type': 'audio', 'data': 'AAAA', 'mime_type': 'audio/wav'}"),
                delta(3, "{'type': 'image', 'uri': 'gs://b/i'}"),
                delta(3, "{'type': 'text', 'text': 'c'}"),
                "{'event_type': 'hologram', 'beam': 0}"),
            "{'id': 'i1', 'status': 'in_progress', 'steps': [{'type': 'google_search_call',"
                + " 'id': 'g1', 'arguments': {'queries': ['fjord']}},"
                + " {'type': 'google_search_result', 'call_id': 'g1', 'result': [{'rank': 0}]},"
                + " {'type': 'hologram', 'beam': 0}, {'type': 'model_output', 'content': ["
                + "{'type': 'text', 'text': 'ab'}, {'type': 'audio', 'data': 'AAAA', 'mime_type':"
                + " 'audio/wav'}, {'type': 'image', 'uri': 'gs://b/i'},"
                + " {'type': 'text', 'text': 'c'}]}]}",
            "{'out.0.role': 'model', 'out.0.contents.0.type': 'google_search_call',"
                + " 'out.0.contents.0.text': {'type': 'google_search_call', 'id': 'g1',"
                + " 'arguments': {'queries': ['fjord']}},"
                + " 'out.0.contents.1.type': 'google_search_result', 'out.0.contents.1.text':"
                + " {'type': 'google_search_result', 'call_id': 'g1', 'result': [{'rank': 0}]},"
                + " 'out.0.contents.2.type': 'hologram',"
                + " 'out.0.contents.2.text': {'type': 'hologram', 'beam': 0},"
                + " 'out.0.contents.3.type': 'text', 'out.0.contents.3.text': 'ab',"
                + " 'out.0.contents.4.type': 'audio',"
                + " 'out.0.contents.4.audio.audio.mime_type': 'audio/wav',"
                + " 'out.0.contents.4.audio.audio.url': 'data:audio/wav;base64,AAAA',"
                + " 'out.0.contents.5.type': 'image',"
                + " 'out.0.contents.5.image.image.url': 'gs://b/i',"
                + " 'out.0.contents.6.type': 'text', 'out.0.contents.6.text': 'c',"
                + " 'llm.finish_reason': 'in_progress'}",
            null),
        arguments(
            "steps that the last event repeats as a whole",
            List.of(
                CREATED,
                delta(0, "{'type': 'text', 'text': 'a'}"),
                "{'event_type': 'interaction.completed', 'interaction': {'id': 'i1', 'status':"
                    + " 'completed', 'model': 'gemini-2.5-flash-001', 'steps':"
                    + " [{'type': 'model_output', 'content': [{'type': 'text', 'text': 'ab'}]}]}}"),
            "{'id': 'i1', 'status': 'completed', 'model': 'gemini-2.5-flash-001', 'steps':"
                + " [{'type': 'model_output', 'content': [{'type': 'text', 'text': 'ab'}]}]}",
            "{'out.0.role': 'model', 'out.0.content': 'ab', 'llm.finish_reason': 'completed',"
                + " 'llm.model_name': 'gemini-2.5-flash-001',"
                + " 'llm.request.model_name': 'gemini-2.5-flash',"
                + " 'llm.response.model_name': 'gemini-2.5-flash-001'}",
            null),
        arguments(
            "one that runs in the background",
            List.of(
                CREATED,
                "{'event_type': 'interaction.status_update', 'interaction_id': 'i1',"
                    + " 'status': 'in_progress'}"),
            "{'id': 'i1', 'status': 'in_progress'}",
            "{'llm.finish_reason': 'in_progress'}",
            null));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("events")
  void whatEventsAddUpTo(
      String name, List<String> events, String output, String expected, String failure) {
    String request = quoted("{'model': 'gemini-2.5-flash', 'input': 'How deep?', 'stream': true}");
    String[] sent = events.stream().map(MappingTest::quoted).toArray(String[]::new);

    assertThat(post("interactions", request, StubResponse.sse(sent))).contains(sent);

    ExpectedSpan span =
        ExpectedSpan.llm("Interactions.create", "gemini-2.5-flash")
            .input(request)
            .output(quoted(output))
            .with(
                quoted(
                    "{'llm.invocation_parameters': {'stream': true}, 'in.0.role': 'user',"
                        + " 'in.0.content': 'How deep?'}"))
            .with(quoted(expected))
            .events(
                output.contains("steps") ? new String[] {ExpectedSpan.FIRST_TOKEN} : new String[0]);
    (failure == null ? span : span.failed(failure)).verify(span());
  }
}
