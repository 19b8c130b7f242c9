// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import io.opentelemetry.sdk.common.export.Compressor;
import io.opentelemetry.sdk.common.export.MessageWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Sends a request on the calling thread and keeps the answer for {@link AnsweringExporter}.
 *
 * <p>OpenTelemetry's exporters read only the status, log each failure with the text of the
 * response, and follow redirects in their senders. These exporters still encode the spans, but they
 * never see a failure: {@link AnsweringExporter} reads the answer instead.
 */
abstract class OtlpSender {

  private volatile @Nullable Answer answer;

  /** Returns the answer to the last request and forgets it, or null if no request was sent. */
  final @Nullable Answer takeAnswer() {
    Answer taken = answer;
    answer = null;
    return taken;
  }

  /**
   * Sends a request, keeps its answer, and reports a delivery to OpenTelemetry.
   *
   * @param request sends it and returns the answer
   */
  final void exchange(Supplier<Answer> request, Runnable onDelivery) {
    UntracedExport.run(
        () -> {
          Answer given = request.get();
          answer = given;
          if (given.outcome() == DeliveryOutcome.DELIVERED) {
            onDelivery.run();
          }
        });
  }

  /** Releases threads and connections; the next request opens new ones. */
  abstract void release();

  /** Writes the message, compressed if a compressor is given. */
  static byte[] encode(MessageWriter message, @Nullable Compressor compressor) throws IOException {
    ByteArrayOutputStream bytes =
        new ByteArrayOutputStream(
            compressor == null ? Math.max(32, message.getContentLength()) : 8_192);
    if (compressor == null) {
      message.writeMessage(bytes);
    } else {
      try (OutputStream compressed = compressor.compress(bytes)) {
        message.writeMessage(compressed);
      }
    }
    return bytes.toByteArray();
  }
}
