// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The escaped text equals Jackson's. */
class StringEscapesTest {

  private static final ObjectMapper JACKSON = new ObjectMapper();
  private static final ModelJson MODEL_JSON = new ModelJson(new JsonMapper());

  @Test
  void escapesEachCharacterThatJacksonEscapes() throws Exception {
    for (int character = 0; character <= Character.MAX_VALUE; character++) {
      assertWrittenAsByJackson("The character before " + (char) character + " and after it");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {16, 17, 23, 24, 1_023, 1_024, 1_025, 3_999, 4_000, 4_001, 9_000})
  void escapesAtEachPlace(int length) throws Exception {
    String text = "a".repeat(length);
    assertWrittenAsByJackson(text);
    for (int i = 0; i < length; i += length > 2_000 ? 97 : 1) {
      StringBuilder escaped = new StringBuilder(text);
      escaped.setCharAt(i, '\n');
      assertWrittenAsByJackson(escaped.toString());
    }
  }

  @Test
  void escapesWhatComesTogether() throws Exception {
    Random random = new Random(1);
    String alphabet = "abc \n\t\"\\\u0000\u001f\u007f\u00e9\u201c\u2022\u5c0f\ud83d\ude00\ud83d";
    for (int i = 0; i < 5_000; i++) {
      int length = random.nextInt(i % 100 == 0 ? 10_000 : 100);
      StringBuilder text = new StringBuilder();
      for (int j = 0; j < length; j++) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      assertWrittenAsByJackson(text.toString());
    }
  }

  @Test
  void leavesAllToJacksonWhereItEscapesMoreThanUsual() throws Exception {
    ObjectMapper escaping = JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();
    String text = "Gr\u00fc\u00dfe, long enough";
    TextBuffer buffer = new TextBuffers().take();
    try (JsonGenerator generator = new TextGenerator(escaping.createGenerator(buffer), buffer)) {
      generator.writeString(text);
    }

    assertThat(buffer.toString())
        .isEqualTo(escaping.writeValueAsString(text))
        .startsWith("\"Gr\\u00FC\\u00DFe");
  }

  private static void assertWrittenAsByJackson(String text) throws JsonProcessingException {
    List<String> texts = List.of(text, "short", text);
    String expected = JACKSON.writeValueAsString(texts);
    assertThat(WireJson.toJson(texts)).isEqualTo(expected);
    assertThat(MODEL_JSON.read(texts).text()).isEqualTo(expected);
  }
}
