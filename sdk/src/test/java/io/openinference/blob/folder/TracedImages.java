// SPDX-License-Identifier: Apache-2.0
package io.openinference.blob.folder;

import static io.opentelemetry.api.common.AttributeKey.stringKey;

import io.openinference.instrumentation.Blob;
import io.openinference.instrumentation.BlobUploader;
import io.openinference.instrumentation.Message;
import io.openinference.instrumentation.MessageContent;
import io.openinference.instrumentation.OpenInferenceTracer;
import io.openinference.instrumentation.TraceConfig;
import io.openinference.testing.OpenInferenceExtension;
import io.opentelemetry.api.common.Attributes;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Traces model calls whose message holds an image, and tells what the span recorded of it. */
final class TracedImages {

  static final String IMAGE_KEY =
      "llm.input_messages.0.message.contents.0.message_content.image.image.url";

  private static final int IMAGE_BYTES = 100;

  /** An image of 100 bytes that is different for each number. */
  static byte[] image(int number) {
    byte[] image = new byte[IMAGE_BYTES];
    image[0] = (byte) 0x89;
    image[1] = (byte) (number >> 8);
    image[2] = (byte) number;
    return image;
  }

  static Blob blob(int number) {
    return Blob.of(image(number), "image/png", IMAGE_KEY);
  }

  static TraceConfig config(BlobUploader uploader) {
    return TraceConfig.builder().base64ImageMaxLength(10).blobUploader(uploader).build();
  }

  static @Nullable String recordedUrl(
      OpenInferenceExtension telemetry, BlobUploader uploader, int number) {
    return recorded(telemetry, config(uploader), number).get(stringKey(IMAGE_KEY));
  }

  /** Returns all attributes of the span of one call. */
  static Attributes recorded(OpenInferenceExtension telemetry, TraceConfig config, int number) {
    OpenInferenceTracer tracer =
        OpenInferenceTracer.builder(telemetry.openTelemetry()).config(config).build();
    record(tracer, number);
    Attributes attributes = telemetry.trace().spans().get(0).getAttributes();
    telemetry.clear();
    return attributes;
  }

  static void record(OpenInferenceTracer tracer, int number) {
    String url = "data:image/png;base64," + Base64.getEncoder().encodeToString(image(number));
    Message message = Message.builder("user").contents(List.of(MessageContent.image(url))).build();
    tracer.llm("ChatCompletion").run(span -> span.inputMessages(List.of(message)));
  }

  private TracedImages() {}
}
