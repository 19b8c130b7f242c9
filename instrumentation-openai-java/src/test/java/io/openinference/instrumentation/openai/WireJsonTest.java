// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.openai.core.JsonNull;
import com.openai.core.JsonValue;
import com.openai.core.ObjectMappers;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WireJsonTest {

  @Test
  void keepsWhatModelsDoNotKnow() throws Exception {
    String json =
        "{\"id\":7,\"choices\":\"none\",\"surprise\":{\"a\":[1,null]},\"usage\":null,\"model\":\"m\"}";
    ChatCompletion model = ObjectMappers.jsonMapper().readValue(json, ChatCompletion.class);

    Map<String, Object> map = WireJson.toMap(model);

    assertThat(map).isEqualTo(WireJson.parse(json));
    assertThat(map).containsEntry("usage", null).containsEntry("id", 7);
  }

  @Test
  void turnsParamsIntoTheBodyOnTheWire() {
    ChatCompletionCreateParams params =
        ChatCompletionCreateParams.builder()
            .model("gpt-4o-mini")
            .addUserMessage("hi")
            .temperature(0.5)
            .putAdditionalBodyProperty("vendor", JsonValue.from(Map.of("x", List.of(1))))
            .putAdditionalBodyProperty("nothing", JsonNull.of())
            .build();

    assertThat(WireJson.toMap(params._body()))
        .containsEntry("model", "gpt-4o-mini")
        .containsEntry("messages", List.of(Map.of("role", "user", "content", "hi")))
        .containsEntry("temperature", 0.5)
        .containsEntry("vendor", Map.of("x", List.of(1)))
        .containsEntry("nothing", null);
  }

  @Test
  void readsLongTextsAsMapsAndAsText() {
    String text = "a \"quote\" ".repeat(100_000);
    ChatCompletionCreateParams params =
        ChatCompletionCreateParams.builder().model("gpt-4o-mini").addUserMessage(text).build();

    Map<String, Object> map = WireJson.toMap(params._body());

    assertThat(map).containsEntry("messages", List.of(Map.of("role", "user", "content", text)));
    // On the same thread, which may use the same buffer.
    assertThat(WireJson.parse(WireJson.read(params._body()).text())).isEqualTo(map);
  }

  @Test
  void writesNulls() {
    assertThat(WireJson.toJson(WireJson.parse("{\"a\":null,\"b\":[null]}")))
        .isEqualTo("{\"a\":null,\"b\":[null]}");
    assertThat(WireJson.toJson(Arrays.asList(1, null))).isEqualTo("[1,null]");
  }

  @Test
  void readsWhatIsNoObjectAsEmpty() {
    assertThat(WireJson.parse("[1]")).isEmpty();
    assertThat(WireJson.parse("{\"a\":")).isEmpty();
    assertThat(WireJson.parse("")).isEmpty();
    assertThat(WireJson.parse("null")).isEmpty();
    assertThat(WireJson.toMap("text")).isEmpty();
  }

  @Test
  void writesWhatCannotBeWrittenAsNothing() {
    assertThat(WireJson.toJson(new Object())).isEmpty();
  }
}
