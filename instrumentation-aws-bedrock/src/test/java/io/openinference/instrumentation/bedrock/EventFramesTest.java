// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bedrock;

import static org.assertj.core.api.Assertions.assertThat;

import io.openinference.instrumentation.api.wire.EventFrames;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventFramesTest {

  private final List<String> seen = new ArrayList<>();
  private final EventFrames frames = new EventFrames();

  private void accept(byte[] bytes, int size) {
    for (int offset = 0; offset < bytes.length; offset += size) {
      int length = Math.min(size, bytes.length - offset);
      frames.accept(bytes, offset, length, this::see);
    }
  }

  private void see(EventFrames.Frame frame) {
    seen.add(frame.kind() + " " + frame.type() + " " + frame.payload());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 12, 13, 4096})
  void framesMayArriveInAnyPieces(int size) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(Frames.ENCODING.encode("messageStart {\"role\": \"assistant\"}"));
    bytes.writeBytes(Frames.ENCODING.encode("metadata {}"));
    bytes.writeBytes(Frames.ENCODING.encode("throttlingException {\"message\": \"é\"}"));

    accept(bytes.toByteArray(), size);

    assertThat(seen)
        .containsExactly(
            "event messageStart {\"role\": \"assistant\"}",
            "event metadata {}",
            "exception throttlingException {\"message\": \"é\"}");
  }

  @Test
  void aFrameThatIsTooLongIsLeftOut() {
    byte[] prelude = ByteBuffer.allocate(12).putInt(1_900_000_000).putInt(0).putInt(0).array();

    accept(prelude, 5);
    accept(new byte[100_000], 1000);

    assertThat(seen).isEmpty();
  }

  @Test
  void anyBytesAreTolerated() {
    Random random = new Random(7);
    for (int i = 0; i < 2_000; i++) {
      byte[] bytes = Frames.ENCODING.encode("contentBlockDelta {\"delta\": {\"text\": \"a\"}}");
      int faulty = random.nextInt(bytes.length);
      bytes[faulty] = (byte) random.nextInt(256);
      try {
        new EventFrames().accept(bytes, 0, bytes.length, frame -> {});
      } catch (RuntimeException e) {
        // The caller lets go of the response then.
        assertThat(e)
            .isInstanceOfAny(
                IllegalArgumentException.class,
                IndexOutOfBoundsException.class,
                java.nio.BufferUnderflowException.class);
      }
    }
  }
}
