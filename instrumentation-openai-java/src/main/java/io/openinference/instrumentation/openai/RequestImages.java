// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import io.openinference.instrumentation.ImageRedactor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Replaces the images inside a request that must not be recorded; copies only what it changes. */
final class RequestImages {

  private static final String[] WITH_IMAGES = {"messages", "input", "prompt"};

  private final ImageRedactor redactor;

  private RequestImages(ImageRedactor redactor) {
    this.redactor = redactor;
  }

  /** Returns the value itself if it holds no image that is to be replaced. */
  static @Nullable Object redact(@Nullable Object value, ImageRedactor redactor) {
    return new RequestImages(redactor).value(value);
  }

  /** Returns the body itself if it holds no image that is to be replaced. */
  static Map<String, ?> redactBody(Map<String, ?> body, ImageRedactor redactor) {
    RequestImages images = new RequestImages(redactor);
    Map<String, @Nullable Object> copy = null;
    for (String key : WITH_IMAGES) {
      Object value = body.get(key);
      Object redacted = images.value(value);
      if (redacted != value) {
        copy = copy == null ? new LinkedHashMap<>(body) : copy;
        copy.put(key, redacted);
      }
    }
    return copy == null ? body : copy;
  }

  private @Nullable Object value(@Nullable Object value) {
    if (value instanceof List<?> list) {
      return list(list);
    }
    return value instanceof Map<?, ?> map ? map(map) : value;
  }

  private List<?> list(List<?> list) {
    List<@Nullable Object> copy = null;
    for (int i = 0; i < list.size(); i++) {
      Object element = list.get(i);
      Object redacted = value(element);
      if (redacted != element) {
        copy = copy == null ? new ArrayList<>(list) : copy;
        copy.set(i, redacted);
      }
    }
    return copy == null ? list : copy;
  }

  private Map<?, ?> map(Map<?, ?> map) {
    Map<Object, @Nullable Object> copy = null;
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      Object value = entry.getValue();
      Object redacted = field(map, entry.getKey(), value);
      if (redacted != value) {
        copy = copy == null ? new LinkedHashMap<>(map) : copy;
        copy.put(entry.getKey(), redacted);
      }
    }
    return copy == null ? map : copy;
  }

  private @Nullable Object field(Map<?, ?> map, @Nullable Object name, @Nullable Object value) {
    if ("image_url".equals(name)) {
      return image(value);
    }
    // An image that was generated before comes back as base64 without the prefix of a data URI.
    return value instanceof String base64
            && "result".equals(name)
            && "image_generation_call".equals(map.get("type"))
        ? generated(base64)
        : value(value);
  }

  private String generated(String base64) {
    String url = OutputImages.url(base64, "png");
    String redacted = redactor.redact(url);
    return redacted.equals(url) ? base64 : redacted;
  }

  /** An image is a URL, or an object with one. */
  private @Nullable Object image(@Nullable Object image) {
    if (image instanceof String url) {
      return redactor.redact(url);
    }
    if (image instanceof Map<?, ?> map && map.get("url") instanceof String url) {
      String redacted = redactor.redact(url);
      if (!redacted.equals(url)) {
        Map<Object, @Nullable Object> copy = new LinkedHashMap<>(map);
        copy.put("url", redacted);
        return copy;
      }
    }
    return image;
  }
}
