// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.openai.core.JsonNull;
import com.openai.core.JsonValue;
import com.openai.core.ObjectMappers;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import io.openinference.instrumentation.api.wire.WireJson;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ModelsTest {

  @Test
  void keepsWhatModelsDoNotKnow() throws Exception {
    String json =
        "{\"id\":7,\"choices\":\"none\",\"surprise\":{\"a\":[1,null]},\"usage\":null,\"model\":\"m\"}";
    ChatCompletion model = ObjectMappers.jsonMapper().readValue(json, ChatCompletion.class);

    Map<String, Object> map = Models.JSON.toMap(model);

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

    assertThat(Models.JSON.toMap(params._body()))
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

    Map<String, Object> map = Models.JSON.toMap(params._body());

    assertThat(map).containsEntry("messages", List.of(Map.of("role", "user", "content", text)));
    // On the same thread, which may use the same buffer.
    assertThat(WireJson.parse(Models.JSON.read(params._body()).text())).isEqualTo(map);
  }

  @Test
  void readsWhatIsNoObjectAsEmpty() {
    assertThat(Models.JSON.toMap("text")).isEmpty();
  }
}
