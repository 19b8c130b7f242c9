// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.openai.core.MultipartField;
import com.openai.core.ObjectMappers;
import io.openinference.instrumentation.TraceConfig;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the uploaded images of a request as data URIs.
 *
 * <p>Only images in memory are read, because a stream from a file or the network can be read only
 * once, and openai-java must read it.
 */
final class UploadedImages {

  private static final List<String> FIELDS = List.of("image", "image[]", "mask");
  private static final String UNKNOWN_TYPE = "data:;base64,";

  private final TraceConfig config;
  // Made for the first upload: most applications upload none, and a mapper is costly.
  private volatile @Nullable JsonMapper mapper;

  UploadedImages(TraceConfig config) {
    this.config = config;
  }

  private JsonMapper mapper() {
    JsonMapper known = mapper;
    if (known == null) {
      known =
          ObjectMappers.jsonMapper()
              .rebuild()
              .addModule(
                  new SimpleModule()
                      .addSerializer(new ImageSerializer<>(InputStream.class, config))
                      .addSerializer(new ImageSerializer<>(byte[].class, config)))
              .build();
      mapper = known;
    }
    return known;
  }

  List<String> of(Map<?, ?> body) {
    List<String> urls = new ArrayList<>();
    for (String field : FIELDS) {
      if (body.get(field) instanceof MultipartField<?> part
          && !part.value().isMissing()
          && !part.value().isNull()) {
        Object value = mapper().convertValue(part.value(), Object.class);
        if (value instanceof List<?> several) {
          several.forEach(image -> add(urls, image, part.contentType()));
        } else {
          add(urls, value, part.contentType());
        }
      }
    }
    return urls;
  }

  private static void add(List<String> urls, @Nullable Object image, String contentType) {
    if (image instanceof String text && !text.isEmpty()) {
      String type = contentType.startsWith("image/") ? contentType : "image/png";
      urls.add(
          text.startsWith(UNKNOWN_TYPE)
              ? "data:" + type + ";base64," + text.substring(UNKNOWN_TYPE.length())
              : text);
    }
  }

  /** Writes an image in memory as a data URI, or an empty text for other values. */
  private static final class ImageSerializer<T> extends StdSerializer<T> {

    private static final long serialVersionUID = 1L;

    private final transient TraceConfig config;

    ImageSerializer(Class<T> type, TraceConfig config) {
      super(type);
      this.config = config;
    }

    @Override
    public void serialize(T value, JsonGenerator generator, SerializerProvider provider)
        throws IOException {
      if (value instanceof byte[] bytes) {
        generator.writeString(isShown(bytes.length) ? dataUri(bytes) : TraceConfig.REDACTED_VALUE);
      } else if (value.getClass() == ByteArrayInputStream.class) {
        generator.writeString(url((ByteArrayInputStream) value));
      } else {
        generator.writeString("");
      }
    }

    private String url(ByteArrayInputStream stream) throws IOException {
      if (!isShown(stream.available())) {
        return TraceConfig.REDACTED_VALUE;
      }
      stream.mark(0);
      try {
        return dataUri(stream.readAllBytes());
      } finally {
        // Back to where openai-java is to begin.
        stream.reset();
      }
    }

    /** Tells whether the bytes would be recorded; if not, nobody needs to read them. */
    private boolean isShown(int size) {
      boolean hidden =
          config.hideInputs() || config.hideInputMessages() || config.hideInputImages();
      return !hidden
          && (config.blobUploader() != null || size / 3L * 4 <= config.base64ImageMaxLength());
    }

    private static String dataUri(byte[] bytes) {
      return "data:" + type(bytes) + ";base64," + Base64.getEncoder().encodeToString(bytes);
    }

    /** Recognizes the format by the first bytes; returns an empty text if the format is unknown. */
    private static String type(byte[] bytes) {
      if (startsWith(bytes, 0, 0x89, 'P', 'N', 'G')) {
        return "image/png";
      }
      if (startsWith(bytes, 0, 0xFF, 0xD8, 0xFF)) {
        return "image/jpeg";
      }
      if (startsWith(bytes, 0, 'G', 'I', 'F', '8')) {
        return "image/gif";
      }
      boolean isWebp =
          startsWith(bytes, 0, 'R', 'I', 'F', 'F') && startsWith(bytes, 8, 'W', 'E', 'B', 'P');
      return isWebp ? "image/webp" : "";
    }

    private static boolean startsWith(byte[] bytes, int offset, int... start) {
      if (bytes.length < offset + start.length) {
        return false;
      }
      for (int i = 0; i < start.length; i++) {
        if ((bytes[offset + i] & 0xFF) != start[i]) {
          return false;
        }
      }
      return true;
    }
  }
}
