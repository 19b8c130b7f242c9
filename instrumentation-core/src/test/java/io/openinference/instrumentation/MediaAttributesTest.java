// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import static io.openinference.instrumentation.ExpectedAttributes.attributes;
import static io.openinference.testing.OpenInferenceAssertions.assertThat;

import io.openinference.testing.OpenInferenceExtension;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Images, files and videos: of any span, and in messages. */
class MediaAttributesTest {

  private static final String PNG = "data:image/png;base64,iVBORw0KGgo=";
  private static final String PDF = "data:application/pdf;base64,JVBERi0xLjc=";

  @RegisterExtension
  static final OpenInferenceExtension telemetry = OpenInferenceExtension.create();

  @RegisterExtension final FaultWatch faults = new FaultWatch();

  private final OpenInferenceTracer tracer = OpenInferenceTracer.create(telemetry.openTelemetry());

  @Test
  void anySpanHasImagesAndFiles() {
    tracer
        .tool("draw")
        .run(
            span ->
                span.inputImages(Arrays.asList(PNG, null, "https://example.com/cat.png"))
                    .outputImages(List.of("s3://pictures/1.png"))
                    .inputDocuments(List.of(Document.file(PDF, "application/pdf", "terms.pdf")))
                    .outputDocuments(
                        List.of(
                            Document.builder().id("file-1").name("report.md").content("#").build()))
                    .outputImages(null)
                    .inputDocuments(null));

    assertThat(telemetry.trace().root())
        .hasExactlyAttributes(
            attributes(
                "openinference.span.kind", "TOOL",
                "input.images.0.image.url", PNG,
                "input.images.1.image.url", "https://example.com/cat.png",
                "output.images.0.image.url", "s3://pictures/1.png",
                "input.documents.0.document.url", PDF,
                "input.documents.0.document.mime_type", "application/pdf",
                "input.documents.0.document.name", "terms.pdf",
                "output.documents.0.document.id", "file-1",
                "output.documents.0.document.name", "report.md",
                "output.documents.0.document.content", "#"));
  }

  @Test
  void messageHasFilesVideoAndAudio() {
    Message message =
        Message.builder("user")
            .contents(
                List.of(
                    MessageContent.document(
                        Document.builder()
                            .id("file-1")
                            .url(PDF)
                            .mimeType("application/pdf")
                            .name("terms.pdf")
                            .build()),
                    MessageContent.video("gs://films/1.mp4"),
                    MessageContent.document(null),
                    MessageContent.video(null),
                    MessageContent.document(Document.of("inline text"))))
            .build();
    tracer.llm("chat").run(span -> span.inputMessages(List.of(message)));

    String contents = "llm.input_messages.0.message.contents.";
    assertThat(telemetry.trace().root())
        .hasExactlyAttributes(
            attributes(
                "openinference.span.kind",
                "LLM",
                "llm.input_messages.0.message.role",
                "user",
                contents + "0.message_content.type",
                "document",
                contents + "0.message_content.document.document.id",
                "file-1",
                contents + "0.message_content.document.document.url",
                PDF,
                contents + "0.message_content.document.document.mime_type",
                "application/pdf",
                contents + "0.message_content.document.document.name",
                "terms.pdf",
                contents + "1.message_content.type",
                "video",
                contents + "1.message_content.video.video.url",
                "gs://films/1.mp4",
                contents + "2.message_content.type",
                "document",
                contents + "3.message_content.type",
                "video",
                contents + "4.message_content.type",
                "document",
                contents + "4.message_content.document.document.content",
                "inline text"));
  }
}
