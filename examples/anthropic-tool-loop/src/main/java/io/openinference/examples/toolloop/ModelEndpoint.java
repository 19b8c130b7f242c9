// SPDX-License-Identifier: Apache-2.0
package io.openinference.examples.toolloop;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import io.openinference.testing.StubRequest;
import io.openinference.testing.StubResponse;
import io.openinference.testing.StubServer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Anthropic, or a server of this program that speaks its protocol. */
final class ModelEndpoint implements AutoCloseable {

  private static final String API_KEY = "ANTHROPIC_API_KEY";

  private static final String START =
      """
      event: message_start
      data: {"type":"message_start","message":{"id":"msg_1","type":"message","role":"assistant","model":"claude-sonnet-4-5","content":[],"stop_reason":null,"stop_sequence":null,"usage":{"input_tokens":%d,"cache_read_input_tokens":400,"output_tokens":1}}}

      """;
  private static final String THOUGHT =
      """
      event: content_block_start
      data: {"type":"content_block_start","index":0,"content_block":{"type":"thinking","thinking":"","signature":""}}

      event: content_block_delta
      data: {"type":"content_block_delta","index":0,"delta":{"type":"thinking_delta","thinking":"I need the tool."}}

      event: content_block_delta
      data: {"type":"content_block_delta","index":0,"delta":{"type":"signature_delta","signature":"c2ln"}}

      event: content_block_stop
      data: {"type":"content_block_stop","index":0}

      """;
  private static final String CALL =
      """
      event: content_block_start
      data: {"type":"content_block_start","index":1,"content_block":{"type":"tool_use","id":"toolu_1","name":"track_parcel","input":{}}}

      event: content_block_delta
      data: {"type":"content_block_delta","index":1,"delta":{"type":"input_json_delta","partial_json":"{\\"number\\": "}}

      event: content_block_delta
      data: {"type":"content_block_delta","index":1,"delta":{"type":"input_json_delta","partial_json":"\\"P-1042\\"}"}}

      """;
  private static final String TEXT =
      """
      event: content_block_start
      data: {"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}

      event: content_block_delta
      data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"Your parcel "}}

      event: content_block_delta
      data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"is in Oslo."}}

      """;
  private static final String END =
      """
      event: content_block_stop
      data: {"type":"content_block_stop","index":%d}

      event: message_delta
      data: {"type":"message_delta","delta":{"stop_reason":"%s","stop_sequence":null},"usage":{"output_tokens":%d}}

      event: message_stop
      data: {"type":"message_stop"}

      """;

  private final @Nullable StubServer server;
  private final AnthropicClient client;

  private ModelEndpoint(@Nullable StubServer server, AnthropicClient client) {
    this.server = server;
    this.client = client;
  }

  static ModelEndpoint start(Map<String, String> environment) {
    if (environment.containsKey(API_KEY)) {
      return new ModelEndpoint(null, AnthropicOkHttpClient.fromEnv());
    }
    StubServer server = StubServer.start().handler(ModelEndpoint::answer);
    return new ModelEndpoint(
        server, AnthropicOkHttpClient.builder().apiKey("none").baseUrl(server.baseUrl()).build());
  }

  /** Calls the tool, and answers once the request has its result. */
  private static StubResponse answer(StubRequest request) {
    String stream =
        request.bodyText().contains("tool_result")
            ? START.formatted(212) + TEXT + END.formatted(0, "end_turn", 11)
            : START.formatted(140) + THOUGHT + CALL + END.formatted(1, "tool_use", 34);
    return StubResponse.of(200, "text/event-stream", stream.getBytes(StandardCharsets.UTF_8));
  }

  AnthropicClient client() {
    return client;
  }

  @Override
  public void close() {
    if (server != null) {
      server.close();
    }
  }
}
