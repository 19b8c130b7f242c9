// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.masking;

import io.openinference.instrumentation.TraceConfig;
import io.openinference.instrumentation.api.ContentRedactor;
import io.openinference.instrumentation.api.wire.AudioFormats;
import io.openinference.instrumentation.api.wire.ImageFormats;
import io.openinference.instrumentation.api.wire.WireJson;
import io.openinference.instrumentation.api.wire.WireObject;
import io.openinference.instrumentation.spi.Base64DataUri;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Replaces hidden text, images, audio and files inside messages; copies only what it changes.
 *
 * @since 0.1.0
 */
public final class JsonRedactor {

  private static final Set<MessageField> MEDIA =
      EnumSet.of(
          MessageField.IMAGE,
          MessageField.VIDEO,
          MessageField.IMAGE_DATA,
          MessageField.IMAGE_DATA_OR_TEXT,
          MessageField.VIDEO_DATA,
          MessageField.AUDIO_DATA,
          MessageField.FILE_DATA);

  private final ContentRedactor redactor;
  private final boolean hidesTools;
  private final MessageShape shape;

  JsonRedactor(ContentRedactor redactor, boolean hidesTools, MessageShape shape) {
    this.redactor = redactor;
    this.hidesTools = hidesTools;
    this.shape = shape;
  }

  /** Tells whether messages are hidden as a whole. */
  public boolean hidesMessages() {
    return redactor.hidesMessages();
  }

  /** Tells whether the text of messages is hidden, or messages as a whole. */
  public boolean hidesText() {
    return redactor.hidesText();
  }

  /** Returns null if messages are hidden as a whole. */
  @Nullable Object redactMessage(@Nullable Object value) {
    return redactor.hidesMessages() ? null : redact(value);
  }

  /**
   * Redacts a field of a body, which may itself be an image or a file, or a list of such.
   *
   * @return null if messages are hidden as a whole
   */
  @Nullable Object redactMessage(Map<?, ?> body, String name, @Nullable Object value) {
    MessageField kind = shape.of(body, name);
    return MEDIA.contains(kind) && !redactor.hidesMessages()
        ? field(body, name, value)
        : redactMessage(value);
  }

  /** Returns an object or a list as JSON text. */
  public String json(@Nullable Object value) {
    return WireJson.toJson(redact(value));
  }

  /** Returns an object as JSON text. */
  public String json(WireObject object) {
    return json(object.fields());
  }

  /** Returns a field of an object as JSON text. */
  public String jsonOf(WireObject object, String field) {
    return WireJson.toJson(redacted(object).get(field));
  }

  /** Returns an object without some of its fields as JSON text. */
  public String jsonWithout(WireObject object, String... fields) {
    return WireJson.toJson(redacted(object).without(fields));
  }

  private WireObject redacted(WireObject object) {
    return WireObject.of(redact(object.fields()));
  }

  /** Returns the same value if it holds nothing to replace. */
  @Nullable Object redact(@Nullable Object value) {
    if (value instanceof String text) {
      return text(text);
    }
    if (value instanceof List<?> list) {
      return mapped(list, this::redact);
    }
    return value instanceof Map<?, ?> map ? mapped(map, this::field) : value;
  }

  /** Replaces the images in tool definitions; another setting covers their text. */
  @Nullable Object redactTools(@Nullable Object value) {
    if (value instanceof List<?> tools) {
      return mapped(tools, this::redactTools);
    }
    return value instanceof Map<?, ?> tool ? mapped(tool, this::toolField) : value;
  }

  private @Nullable Object toolField(Map<?, ?> tool, String name, @Nullable Object value) {
    return shape.holdsImageOfTool(name) && value instanceof Map<?, ?> images
        ? mapped(images, this::imageOfTool)
        : value;
  }

  private @Nullable Object imageOfTool(Map<?, ?> map, String name, @Nullable Object value) {
    return shape.of(map, name) == MessageField.IMAGE ? image(value) : value;
  }

  private @Nullable Object field(Map<?, ?> map, String name, @Nullable Object value) {
    MessageField kind = shape.of(map, name);
    return switch (kind) {
      case TOOL_ARGUMENTS -> value;
      case IMAGE -> image(value);
      case VIDEO -> video(value);
      case ENCODED_TEXT -> value != null && redactor.hidesText() ? null : value;
      case TOOL_RESULT ->
          value != null && redactor.hidesText() ? TraceConfig.REDACTED_VALUE : redact(value);
      case TOOLS -> hidesTools ? TraceConfig.REDACTED_VALUE : redact(value);
      // The names are the user's and do not reveal the content of the fields.
      case NAMED_BY_USER ->
          value instanceof Map<?, ?> all ? mapped(all, (m, n, v) -> redact(v)) : redact(value);
      case TEXT, STRUCTURE, LINK ->
          value instanceof String text ? string(kind, map, text) : redact(value);
      case IMAGE_DATA, IMAGE_DATA_OR_TEXT, VIDEO_DATA, AUDIO_DATA, FILE_DATA ->
          data(kind, map, name, value);
    };
  }

  private @Nullable Object data(
      MessageField kind, Map<?, ?> map, String name, @Nullable Object value) {
    if (value instanceof String base64) {
      return string(kind, map, base64);
    }
    return value instanceof List<?> list
        ? mapped(list, element -> element(map, name, element))
        : redact(value);
  }

  private @Nullable Object element(Map<?, ?> map, String name, @Nullable Object element) {
    return element == null ? null : data(shape.ofElement(map, name, element), map, name, element);
  }

  private String string(MessageField kind, Map<?, ?> map, String text) {
    return switch (kind) {
      case STRUCTURE -> text;
      case LINK -> redactor.redactMedia(text);
      case IMAGE_DATA -> imageData(map, text);
      case IMAGE_DATA_OR_TEXT ->
          redactor.hidesText() ? TraceConfig.REDACTED_VALUE : imageData(map, text);
      case VIDEO_DATA -> videoData(map, text);
      case AUDIO_DATA -> media(AudioFormats.dataUri(shape.audioFormat(map), text), text);
      case FILE_DATA -> media(dataUri(map, "", "", text), text);
      default -> text(text);
    };
  }

  /** The results of tools hold media as data URIs, in fields whose names their tools choose. */
  private String text(String text) {
    if (redactor.hidesText() || !Base64DataUri.isDataUri(text)) {
      return redactor.redactText(text);
    }
    return Base64DataUri.isVideo(text) ? redactVideo(text) : redactor.redactMedia(text);
  }

  private String media(String url, String text) {
    return redactor.redactMedia(url).equals(url) ? text : TraceConfig.REDACTED_VALUE;
  }

  /**
   * Returns the URI that the attribute of the same data has, because the limit counts the whole
   * URI.
   *
   * @param family the prefix that the types have
   * @param other the type of data that name no such type
   */
  private static String dataUri(Map<?, ?> map, String family, String other, String data) {
    String named = mediaType(map);
    String type = named == null ? other : named;
    return Base64DataUri.isDataUri(data)
        ? data
        : "data:" + (type.startsWith(family) ? type : other) + ";base64," + data;
  }

  private static @Nullable String mediaType(Map<?, ?> map) {
    String named = WireObject.of(map).firstText("media_type", "mimeType", "mime_type");
    return named == null ? null : named.toLowerCase(Locale.ROOT);
  }

  private String imageData(Map<?, ?> map, String base64) {
    String type = mediaType(map);
    String format = WireObject.of(map).text("format");
    // The limit of images does not count a URI of another type.
    String url =
        type != null && type.startsWith("image/") && !Base64DataUri.isDataUri(base64)
            ? "data:" + type + ";base64," + base64
            : ImageFormats.dataUri(format == null ? "" : format, base64);
    return redactor.redactImage(url).equals(url) ? base64 : TraceConfig.REDACTED_VALUE;
  }

  private String videoData(Map<?, ?> map, String base64) {
    String url = dataUri(map, "video/", "video/mp4", base64);
    return url.equals(redactVideo(url)) ? base64 : TraceConfig.REDACTED_VALUE;
  }

  /** A video counts as images and as speech. */
  private String redactVideo(String url) {
    return redactor.redactMedia(redactor.redactImage(url));
  }

  private @Nullable Object image(@Nullable Object image) {
    return image instanceof String url
        ? redactor.redactImage(url)
        : parts(image, this::partOfImage);
  }

  private @Nullable Object partOfImage(Map<?, ?> map, String name, @Nullable Object value) {
    if (!(value instanceof String text)) {
      return parts(value, this::partOfImage);
    }
    return switch (shape.of(map, name)) {
      case LINK, IMAGE, VIDEO -> redactor.redactImage(text);
      case IMAGE_DATA, VIDEO_DATA, FILE_DATA -> imageData(map, text);
      default -> name.equals("url") ? redactor.redactImage(text) : field(map, name, text);
    };
  }

  private @Nullable Object video(@Nullable Object video) {
    return video instanceof String url ? redactVideo(url) : parts(video, this::partOfVideo);
  }

  private @Nullable Object partOfVideo(Map<?, ?> map, String name, @Nullable Object value) {
    if (!(value instanceof String text)) {
      return parts(value, this::partOfVideo);
    }
    return switch (shape.of(map, name)) {
      case LINK, IMAGE, VIDEO -> redactVideo(text);
      case IMAGE_DATA, VIDEO_DATA, FILE_DATA -> videoData(map, text);
      default -> name.equals("url") ? redactVideo(text) : field(map, name, text);
    };
  }

  private @Nullable Object parts(@Nullable Object value, FieldMapping mapping) {
    return value instanceof Map<?, ?> map ? mapped(map, mapping) : redact(value);
  }

  /** Returns the same list if no element changes. */
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

  /** Decides how to redact an element of a list. */
  interface ElementMapping {
    @Nullable Object apply(@Nullable Object element);
  }

  /** Decides how to redact a field of an object. */
  private interface FieldMapping {
    @Nullable Object apply(Map<?, ?> map, String name, @Nullable Object value);
  }
}
