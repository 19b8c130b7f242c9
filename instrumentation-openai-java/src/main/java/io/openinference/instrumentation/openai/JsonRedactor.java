// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import io.openinference.instrumentation.TraceConfig;
import io.openinference.instrumentation.api.ContentRedactor;
import io.openinference.instrumentation.api.wire.AudioFormats;
import io.openinference.instrumentation.api.wire.WireJson;
import io.openinference.instrumentation.api.wire.WireObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Replaces the text, images, audio and files inside messages that must not be recorded; copies only
 * what it changes.
 *
 * <p>Where text is hidden, each string is text unless {@link StructuralFields} says otherwise, so
 * that fields of newer releases are hidden too.
 */
final class JsonRedactor {

  /** The fields of an image without a type. */
  private static final Set<String> IMAGE = Set.of("url", "b64_json", "revised_prompt");

  private final ContentRedactor redactor;
  private final boolean hidesTools;

  JsonRedactor(ContentRedactor redactor, boolean hidesTools) {
    this.redactor = redactor;
    this.hidesTools = hidesTools;
  }

  /** Returns null if messages are hidden as a whole. */
  @Nullable Object redactMessage(@Nullable Object value) {
    return redactor.hidesMessages() ? null : redact(value);
  }

  /** Returns an object or a list as JSON text. */
  String json(@Nullable Object value) {
    return WireJson.toJson(redact(value));
  }

  /** Returns an object as JSON text. */
  String json(WireObject object) {
    return json(object.fields());
  }

  /** Returns a field of an object as JSON text. */
  String jsonOf(WireObject object, String field) {
    return WireJson.toJson(redacted(object).get(field));
  }

  /** Returns an object without some of its fields as JSON text. */
  String jsonWithout(WireObject object, String... fields) {
    return WireJson.toJson(redacted(object).without(fields));
  }

  private WireObject redacted(WireObject object) {
    return WireObject.of(redact(object.fields()));
  }

  /** Returns the value itself if it holds nothing that is to be replaced. */
  @Nullable Object redact(@Nullable Object value) {
    if (value instanceof String text) {
      return redactor.redactText(text);
    }
    if (value instanceof List<?> list) {
      return mapped(list, this::redact);
    }
    return value instanceof Map<?, ?> map ? mapped(map, this::field) : value;
  }

  /** Replaces the images among the definitions of tools, whose text has a setting of its own. */
  @Nullable Object redactTools(@Nullable Object value) {
    if (value instanceof List<?> tools) {
      return mapped(tools, this::redactTools);
    }
    return value instanceof Map<?, ?> tool ? mapped(tool, this::toolField) : value;
  }

  private @Nullable Object toolField(Map<?, ?> tool, String name, @Nullable Object value) {
    return name.equals("input_image_mask") && value instanceof Map<?, ?> mask
        ? mapped(mask, (map, field, image) -> field.equals("image_url") ? image(image) : image)
        : value;
  }

  private @Nullable Object field(Map<?, ?> map, String name, @Nullable Object value) {
    return switch (name) {
      case "image_url" -> image(value);
      case "video_url" -> video(value);
      // The same text as tokens and bytes.
      case "logprobs", "tokens", "bytes" -> value != null && redactor.hidesText() ? null : value;
      case "tools" -> hidesTools ? TraceConfig.REDACTED_VALUE : redact(value);
      // Their names are the user's, and so say nothing about what they hold.
      case "variables" ->
          value instanceof Map<?, ?> all ? mapped(all, (m, n, v) -> redact(v)) : redact(value);
      default -> value instanceof String text ? string(map, name, text) : nested(map, name, value);
    };
  }

  private @Nullable Object nested(Map<?, ?> map, String name, @Nullable Object value) {
    return StructuralFields.isToolArgument(map, name) ? value : redact(value);
  }

  private String string(Map<?, ?> map, String name, String text) {
    return switch (name) {
      case "url" -> isImage(map) ? redactor.redactImage(text) : redactor.redactMedia(text);
      case "b64_json" -> generatedImage(text);
      case "result" ->
          "image_generation_call".equals(map.get("type"))
              ? generatedImage(text)
              : redactor.redactText(text);
      case "data" ->
          isAudio(map)
              ? media(AudioFormats.dataUri(audioFormat(map), text), text)
              : redactor.redactText(text);
      case "file_data" -> media(text.startsWith("data:") ? text : "data:;base64," + text, text);
      default -> StructuralFields.isStructural(map, name) ? text : redactor.redactText(text);
    };
  }

  /** Tells images from what else has an address, such as citations. */
  private static boolean isImage(Map<?, ?> map) {
    return map.get("type") instanceof String type
        ? type.equals("image")
        : IMAGE.containsAll(map.keySet());
  }

  private static boolean isAudio(Map<?, ?> map) {
    return map.containsKey("format") || map.containsKey("transcript");
  }

  private static String audioFormat(Map<?, ?> audio) {
    return audio.get("format") instanceof String format ? format : "wav";
  }

  private String media(String url, String text) {
    return redactor.redactMedia(url).equals(url) ? text : TraceConfig.REDACTED_VALUE;
  }

  /** An image that was generated is base64 without the prefix of a data URI. */
  private String generatedImage(String base64) {
    String url = OutputImages.url(base64, "png");
    return redactor.redactImage(url).equals(url) ? base64 : TraceConfig.REDACTED_VALUE;
  }

  /** An image is a URL, or an object with one. */
  private @Nullable Object image(@Nullable Object image) {
    if (image instanceof String url) {
      return redactor.redactImage(url);
    }
    return image instanceof Map<?, ?> map
        ? mapped(map, (m, name, url) -> name.equals("url") ? image(url) : field(m, name, url))
        : redact(image);
  }

  /** A video is a URL, or an object with one. It is made of images, and carries speech. */
  private @Nullable Object video(@Nullable Object video) {
    if (video instanceof String url) {
      return redactor.redactMedia(redactor.redactImage(url));
    }
    return video instanceof Map<?, ?> map
        ? mapped(map, (m, name, url) -> name.equals("url") ? video(url) : field(m, name, url))
        : redact(video);
  }

  /** Returns the list itself if no element changes. */
  static List<?> mapped(List<?> list, ElementMapping mapping) {
    List<@Nullable Object> copy = null;
    for (int i = 0; i < list.size(); i++) {
      Object element = list.get(i);
      Object redacted = mapping.apply(element);
      if (redacted != element) {
        copy = copy == null ? new ArrayList<>(list) : copy;
        copy.set(i, redacted);
      }
    }
    return copy == null ? list : copy;
  }

  private static Map<?, ?> mapped(Map<?, ?> map, FieldMapping mapping) {
    Map<Object, @Nullable Object> copy = null;
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      Object value = entry.getValue();
      Object redacted = mapping.apply(map, String.valueOf(entry.getKey()), value);
      if (redacted != value) {
        copy = copy == null ? new LinkedHashMap<>(map) : copy;
        copy.put(entry.getKey(), redacted);
      }
    }
    return copy == null ? map : copy;
  }

  /** Says what becomes of an element of a list. */
  interface ElementMapping {
    @Nullable Object apply(@Nullable Object element);
  }

  /** Says what becomes of a field of an object. */
  private interface FieldMapping {
    @Nullable Object apply(Map<?, ?> map, String name, @Nullable Object value);
  }
}
