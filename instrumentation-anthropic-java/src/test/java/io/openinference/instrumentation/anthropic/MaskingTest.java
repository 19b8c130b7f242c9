// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import com.anthropic.core.http.StreamResponse;
import com.anthropic.models.messages.RawMessageStreamEvent;
import io.openinference.instrumentation.TraceConfig;
import io.openinference.instrumentation.TraceConfigBuilder;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each secret names the kind of content that it stands in. A setting hides all secrets of its kinds
 * from every attribute, and no others.
 */
class MaskingTest extends AbstractAnthropicTest {

  private static final Pattern SECRET = Pattern.compile("S-[a-z]+");

  private static final String REQUEST =
      """
      {"model": "claude-sonnet-4-5", "max_tokens": 100,
       "system": [{"type": "text", "text": "S-intext", "citations": []}],
       "tools": [{"name": "S-tool", "description": "S-tool", "input_schema": {"description": "S-tool"}}],
       "stop_sequences": ["S-param"],
       "metadata": {"user_id": "S-param"},
       "mcp_servers": [{"type": "url", "name": "post", "url": "https://example.org",
                        "authorization_token": "S-credential"}],
       "messages": [
         {"role": "user", "content": "S-intext"},
         {"role": "system", "content": [
           {"type": "tool_addition", "tool": {"type": "tool_definition",
             "definition": {"name": "S-tool", "description": "S-tool", "input_schema": {}}}},
           {"type": "compaction", "content": "S-intext", "tool_changes": [
             {"type": "tool_addition", "tool": {"definition": {"name": "S-tool"}}}]}]},
         {"role": "assistant", "content": [
           {"type": "thinking", "thinking": "S-intext", "signature": "c2ln"},
           {"type": "text", "text": "S-intext", "citations": [{"type": "char_location",
             "cited_text": "S-intext", "document_title": "S-intext", "url": "https://S-intext"}]},
           {"type": "tool_use", "id": "toolu_1", "name": "track", "input": {"id": "S-inarguments"},
            "toolset_name": "S-inname", "caller": {"type": "code", "tool_id": "S-inname", "note": "S-intext"}},
           {"type": "mcp_tool_use", "id": "mcp_1", "name": "track", "server_name": "S-inname", "input": {}},
           {"type": "web_fetch_tool_result", "tool_use_id": "srv_1", "content": {"type": "web_fetch_result",
             "url": "https://S-intext", "content": {"type": "document", "title": "S-intext",
               "source": {"type": "base64", "media_type": "application/pdf", "data": "S-intext"}}}}]},
         {"role": "user", "content": [
           {"type": "tool_result", "tool_use_id": "toolu_1", "content": "S-intext"},
           {"type": "tool_result", "tool_use_id": "toolu_2", "content": [
             {"type": "text", "text": "S-intext"},
             {"type": "image", "source": {"type": "base64", "media_type": "image/png", "data": "S-inimage"}},
             {"type": "image", "source": {"type": "url", "url": "https://S-inimage"}},
             {"type": "document", "source": {"type": "base64", "media_type": "application/pdf", "data": "S-intext"}},
             {"type": "document", "source": {"type": "content", "content": [
               {"type": "text", "text": "S-intext"},
               {"type": "image", "source": {"type": "base64", "media_type": "image/png", "data": "S-inimage"}}]}}]},
           {"type": "image", "source": {"type": "url", "url": "https://S-inimage"}},
           {"type": "document", "title": "S-intext", "context": "S-intext",
            "source": {"type": "text", "media_type": "text/plain", "data": "S-intext"}},
           {"type": "document", "source": {"type": "url", "url": "https://S-intext"}},
           {"type": "search_result", "source": "https://S-intext", "title": "S-intext",
            "content": [{"type": "text", "text": "S-intext"}]},
           {"type": "hologram", "beam": "S-intext", "deep": {"er": ["S-intext"]}}]}]}
      """;

  private static final String ANSWER =
      """
      {"id": "msg_1", "type": "message", "role": "assistant", "model": "claude-sonnet-4-5",
       "stop_reason": "end_turn", "stop_sequence": "S-param",
       "diagnostics": {"cache_miss_reason": {"type": "messages_changed", "note": "S-outtext"}},
       "stop_details": {"type": "refusal", "explanation": "S-outtext"},
       "content": [
         {"type": "thinking", "thinking": "S-outtext", "signature": "c2ln"},
         {"type": "text", "text": "S-outtext", "citations": [{"type": "char_location",
           "cited_text": "S-outtext", "document_title": "S-outtext"}]},
         {"type": "tool_use", "id": "toolu_9", "name": "track", "input": {"id": "S-outarguments"},
          "toolset_name": "S-outname", "caller": {"type": "code", "tool_id": "S-outname", "note": "S-outtext"}},
         {"type": "mcp_tool_use", "id": "mcp_1", "name": "track", "server_name": "S-outname", "input": {}},
         {"type": "mcp_tool_result", "tool_use_id": "mcp_1", "is_error": true, "content": "S-outtext"},
         {"type": "code_execution_tool_result", "tool_use_id": "srv_1", "content": {
           "type": "code_execution_result", "stdout": "S-outtext", "return_code": 0}},
         {"type": "web_search_tool_result", "tool_use_id": "srv_1", "content": [
           {"type": "web_search_result", "url": "https://S-outtext", "title": "S-outtext",
            "encrypted_content": "ZW5j"}]},
         {"type": "compaction", "content": "S-outtext"},
         {"type": "hologram", "beam": "S-outtext"}],
       "usage": {"input_tokens": 10, "output_tokens": 5}}
      """;

  private static final Set<String> ALL =
      Set.of(
          "S-intext",
          "S-inarguments",
          "S-inimage",
          "S-inname",
          "S-tool",
          "S-param",
          "S-outtext",
          "S-outname",
          "S-outarguments");

  static Stream<Arguments> settings() {
    return Stream.of(
        setting("none", builder -> builder),
        setting(
            "inputs",
            b -> b.hideInputs(true),
            "S-intext",
            "S-inarguments",
            "S-inimage",
            "S-inname",
            "S-tool"),
        setting(
            "input messages",
            b -> b.hideInputMessages(true),
            "S-intext",
            "S-inarguments",
            "S-inimage",
            "S-inname"),
        setting("input text", b -> b.hideInputText(true), "S-intext"),
        setting("input images", b -> b.hideInputImages(true), "S-inimage"),
        setting("tools", b -> b.hideLlmTools(true), "S-tool"),
        setting("parameters", b -> b.hideLlmInvocationParameters(true), "S-param"),
        setting("outputs", b -> b.hideOutputs(true), "S-outtext", "S-outarguments", "S-outname"),
        setting(
            "output messages",
            b -> b.hideOutputMessages(true),
            "S-outtext",
            "S-outarguments",
            "S-outname"),
        setting("output text", b -> b.hideOutputText(true), "S-outtext"));
  }

  private static Arguments setting(
      String name, UnaryOperator<TraceConfigBuilder> change, String... hidden) {
    return Arguments.of(name, change.apply(TraceConfig.builder()).build(), Set.of(hidden));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("settings")
  void answer(String name, TraceConfig config, Set<String> hidden) {
    answer(ANSWER);

    instrumentor(config).wrap(untraced).messages().create(Params.of(REQUEST));

    assertThat(shown()).isEqualTo(without(hidden));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("settings")
  void stream(String name, TraceConfig config, Set<String> hidden) {
    answerStream(Events.of(ANSWER));

    try (StreamResponse<RawMessageStreamEvent> response =
        instrumentor(config).wrap(untraced).messages().createStreaming(Params.of(REQUEST))) {
      response.stream().forEach(event -> {});
    }

    assertThat(shown()).isEqualTo(without(hidden));
  }

  private static Set<String> without(Set<String> hidden) {
    Set<String> shown = new TreeSet<>(ALL);
    shown.removeAll(hidden);
    return shown;
  }

  private static Set<String> shown() {
    Set<String> secrets = new TreeSet<>();
    Matcher matcher = SECRET.matcher(span().getAttributes() + " " + span().getEvents());
    while (matcher.find()) {
      secrets.add(matcher.group());
    }
    return secrets;
  }
}
