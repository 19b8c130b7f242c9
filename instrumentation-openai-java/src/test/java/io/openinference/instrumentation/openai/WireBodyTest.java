// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.openai.core.JsonValue;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import io.openinference.instrumentation.api.wire.WireBody;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WireBodyTest {

  @Test
  void cutsFieldsOutOfItsText() {
    WireBody body = read(request("gpt-4o-mini, \"the small one\"", "hi".repeat(5_000)));

    assertThat(body.cut(name -> !name.equals("messages")))
        .isEqualTo(
            "{\"model\":\"gpt-4o-mini, \\\"the small one\\\"\",\"seed\":7,\"stop\":[\"a\",\"b\"]}");
    assertThat(body.cut(Set.of("messages", "seed")::contains))
        .isEqualTo(
            "{\"messages\":[{\"content\":\""
                + "hi".repeat(5_000)
                + "\",\"role\":\"user\"}],\"seed\":7}");
    assertThat(body.cut(name -> true)).isEqualTo(body.text());
    assertThat(body.cut(name -> false)).isEqualTo("{}");
  }

  @Test
  void cutsFieldsOutOfTheTextOfAStreamingCall() {
    WireBody body = read(request("gpt-4o-mini", "hi")).withTrue("stream");

    assertThat(body.cut(name -> !name.equals("messages")))
        .isEqualTo("{\"model\":\"gpt-4o-mini\",\"seed\":7,\"stop\":[\"a\",\"b\"],\"stream\":true}");
  }

  @Test
  void cutsFieldsOfLargeObjects() {
    ChatCompletionCreateParams.Builder request = request("gpt-4o-mini", "hi");
    StringBuilder parameters = new StringBuilder("{\"model\":\"gpt-4o-mini\"");
    for (int i = 0; i < 40; i++) {
      request.putAdditionalBodyProperty("vendor_" + i, JsonValue.from(Map.of("x", List.of(i))));
      parameters.append(",\"vendor_").append(i).append("\":{\"x\":[").append(i).append("]}");
    }

    assertThat(read(request).cut(name -> name.equals("model") || name.startsWith("vendor")))
        .isEqualTo(parameters + "}");
  }

  @Test
  void cutsNothingWhereTheTextIsNotKnown() {
    assertThat(new WireBody(Map.of("model", "gpt-4o")).cut(name -> true)).isNull();
    assertThat(Models.JSON.read(List.of(1)).cut(name -> true)).isNull();
  }

  @Test
  void ofFieldsWithOneNameTheLastCountsInTheTextToo() {
    WireBody body =
        read(
            request("gpt-4o-mini", "hi")
                .putAdditionalBodyProperty("model", JsonValue.from("gpt-4o"))
                .putAdditionalBodyProperty("stop", JsonValue.from(List.of())));

    assertThat(body.text())
        .isEqualTo(
            "{\"messages\":[{\"content\":\"hi\",\"role\":\"user\"}],"
                + "\"model\":\"gpt-4o\",\"seed\":7,\"stop\":[]}");
    assertThat(body.cut(name -> true)).isNull();
  }

  private static ChatCompletionCreateParams.Builder request(String model, String text) {
    return ChatCompletionCreateParams.builder()
        .model(model)
        .addUserMessage(text)
        .seed(7)
        .stopOfStrings(List.of("a", "b"));
  }

  private static WireBody read(ChatCompletionCreateParams.Builder request) {
    return Models.JSON.read(request.build()._body());
  }
}
