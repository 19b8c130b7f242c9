// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openai.core.http.StreamResponse;
import org.junit.jupiter.api.Test;

class ResponseTypesTest {

  /** As our class would be on a release whose interface has one more method. */
  private abstract static class LacksAMethod implements StreamResponse<String> {
    @Override
    public void close() {}
  }

  @Test
  void releaseAtHandFits() {
    assertThatCode(ResponseTypes::check).doesNotThrowAnyException();
  }

  @Test
  void methodThatIsNotImplementedIsALinkageError() {
    assertThatThrownBy(() -> ResponseTypes.requireComplete(LacksAMethod.class))
        .isInstanceOf(LinkageError.class)
        .hasMessageContaining("StreamResponse.stream()");
  }
}
