// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.openinference.instrumentation.spi.JsonWriter;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonValuesTest {

  @Test
  void writesALongValueWholeWhereItIsAskedTo() {
    String text = "a\"".repeat(JsonWriter.MAX_LENGTH);

    assertThat(JsonValues.write(Map.of("messages", List.of(text, "end"))))
        .hasSize(3 * JsonWriter.MAX_LENGTH + "{'messages':['','end']}".length())
        .endsWith("\",\"end\"]}");
  }

  @Test
  void endsAListWithoutEndAlsoWhereItIsWrittenWhole() {
    List<Integer> endless = Collections.nCopies(Integer.MAX_VALUE, 1);

    assertThat(JsonValues.write(endless))
        .startsWith("[1,1,")
        .endsWith("]")
        .hasSizeLessThan(1 << 22);
  }
}
