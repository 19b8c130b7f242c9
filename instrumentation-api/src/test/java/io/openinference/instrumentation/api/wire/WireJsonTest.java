// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class WireJsonTest {

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
  }

  @Test
  void writesWhatCannotBeWrittenAsNothing() {
    assertThat(WireJson.toJson(new Object())).isEmpty();
  }
}
