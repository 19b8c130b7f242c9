// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import dev.langchain4j.data.audio.Audio;
import dev.langchain4j.data.image.Image;
import dev.langchain4j.data.message.AudioContent;
import dev.langchain4j.data.message.Content;
import dev.langchain4j.data.message.ImageContent;
import dev.langchain4j.data.message.PdfFileContent;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.data.message.VideoContent;
import dev.langchain4j.data.pdf.PdfFile;
import dev.langchain4j.data.video.Video;
import io.openinference.instrumentation.Document;
import io.openinference.instrumentation.MessageContent;
import io.openinference.instrumentation.api.ContentRedactor;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Maps the parts of a message: text, image, audio, video and files. */
final class Contents {

  private static final String PDF = "application/pdf";

  /** Returns the text of a message that has one text or no parts, or null for other messages. */
  static @Nullable String singleText(List<? extends Content> contents) {
    if (contents.isEmpty()) {
      return "";
    }
    return contents.size() == 1 && contents.get(0) instanceof TextContent text ? text.text() : null;
  }

  static List<MessageContent> map(List<? extends Content> contents) {
    return contents.stream().map(Contents::map).toList();
  }

  private static MessageContent map(Content content) {
    if (content instanceof TextContent text) {
      return MessageContent.text(text.text());
    }
    if (content instanceof ImageContent image) {
      return MessageContent.builder("image").imageUrl(url(image.image())).build();
    }
    if (content instanceof AudioContent audio) {
      return MessageContent.audio(url(audio.audio()), audio.audio().mimeType(), null);
    }
    if (content instanceof VideoContent video) {
      return MessageContent.video(url(video.video()));
    }
    if (content instanceof PdfFileContent file) {
      return MessageContent.document(Document.file(url(file.pdfFile()), PDF, null));
    }
    return MessageContent.builder(typeName(content)).text(link(content)).build();
  }

  /** Returns the part in the format of OpenAI's chat API, which most readers know. */
  static Map<String, Object> toJson(Content content, ContentRedactor redactor) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("type", typeName(content));
    if (content instanceof TextContent text) {
      json.put("text", redactor.redactText(text.text()));
    } else if (content instanceof ImageContent image) {
      String url = url(image.image());
      json.put("type", "image_url");
      json.put("image_url", url == null ? Map.of() : Map.of("url", redactor.redactImage(url)));
    } else {
      String link = link(content);
      if (link != null) {
        // A video also counts as images.
        String shown = content instanceof VideoContent ? redactor.redactImage(link) : link;
        json.put("url", redactor.redactMedia(shown));
      }
    }
    return json;
  }

  /** Returns the image's URL, or the image itself as a {@code data:} URI. */
  static @Nullable String url(Image image) {
    if (image.url() != null) {
      return image.url().toString();
    }
    String mimeType = image.mimeType() == null ? "image/png" : image.mimeType();
    return dataUri(mimeType, image.base64Data());
  }

  private static @Nullable String url(Audio audio) {
    if (audio.url() != null) {
      return audio.url().toString();
    }
    String mimeType = audio.mimeType() == null ? "audio/wav" : audio.mimeType();
    return dataUri(mimeType, audio.base64Data());
  }

  private static @Nullable String url(Video video) {
    if (video.url() != null) {
      return video.url().toString();
    }
    String mimeType = video.mimeType() == null ? "video/mp4" : video.mimeType();
    return dataUri(mimeType, video.base64Data());
  }

  private static @Nullable String url(PdfFile file) {
    return file.url() == null ? dataUri(PDF, file.base64Data()) : file.url().toString();
  }

  private static @Nullable String dataUri(String mimeType, @Nullable String base64) {
    return base64 == null ? null : "data:" + mimeType + ";base64," + base64;
  }

  /** Returns the address of a file; its bytes are left out, because they may be many. */
  private static @Nullable String link(Content content) {
    URI url = null;
    if (content instanceof VideoContent video) {
      url = video.video().url();
    } else if (content instanceof PdfFileContent file) {
      url = file.pdfFile().url();
    } else if (content instanceof AudioContent audio) {
      url = audio.audio().url();
    }
    return url == null ? null : url.toString();
  }

  private static String typeName(Content content) {
    return content.type().name().toLowerCase(Locale.ROOT);
  }

  private Contents() {}
}
