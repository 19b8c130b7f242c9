// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api;

import io.openinference.instrumentation.TraceConfig;
import io.openinference.instrumentation.api.CredentialNames.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Replaces credentials inside the bodies of requests and responses with {@link
 * TraceConfig#REDACTED_VALUE}, whatever the settings say: a trace is no place for keys.
 *
 * <pre>{@code
 * Map<String, ?> shown = CredentialRedactor.redactFields(body);
 * }</pre>
 *
 * <p>A body is a tree of maps, lists and scalars, as JSON has them. The name of a field says that
 * its text is a credential, for example {@code api_key}, {@code authorization} or {@code password},
 * at any depth. So do name and place: {@code value} inside {@code domain_secrets}, {@code key}
 * inside {@code authentication}, each value inside {@code headers}. A URL loses its user info and
 * parameters such as {@code token}.
 *
 * <p>Numbers, such as {@code max_tokens}, stay. So does a JSON schema that defines a field of such
 * a name, except for a default or an example. The text of messages stays, and so do the addresses
 * of images, files and sources inside of messages.
 *
 * @since 0.1.0
 */
public final class CredentialRedactor {

  /** What is nested deeper is replaced as a whole, because nobody looked at it. */
  private static final int MAX_DEPTH = 500;

  /** Maps and lists that are looked at; a map that holds itself has no end. */
  private static final int MAX_CONTAINERS = 1_000_000;

  /** What an object that is named as a credential may say about it without telling it. */
  private static final Set<String> DESCRIPTIONS =
      Set.of(
          "type",
          "name",
          "domain",
          "description",
          "title",
          "format",
          "pattern",
          "enum",
          "required",
          "$ref",
          "$schema",
          "$comment",
          "contentEncoding",
          "contentMediaType",
          "server_label");

  /** The fields below these have the names of what a JSON schema defines. */
  private static final Set<String> DEFINITIONS =
      Set.of("properties", "patternProperties", "$defs", "definitions", "dependentSchemas");

  /** The names below these are tokens of a model. */
  private static final Set<String> LOG_PROBABILITIES =
      Set.of("logprobs", "top_logprobs", "token_logprobs", "logit_bias");

  /** Below these a URL is what a message shows. */
  private static final Set<String> MESSAGES =
      Set.of(
          "messages",
          "message",
          "input",
          "output",
          "choices",
          "content",
          "contents",
          "instructions",
          "prompt",
          "prediction",
          "data",
          "image",
          "images",
          "mask");

  private static final Set<String> TOOLS = Set.of("tools", "functions");

  private int containers;

  private CredentialRedactor() {}

  /**
   * Returns the fields of a body without credentials.
   *
   * @param fields names and JSON values; not modified
   * @return the same map where it holds no credential
   */
  @SuppressWarnings("unchecked") // A copy has the names of the map.
  public static Map<String, ?> redactFields(Map<String, ?> fields) {
    return (Map<String, ?>) new CredentialRedactor().object(fields, false, false, 0);
  }

  /**
   * Returns a JSON value without credentials.
   *
   * @param value maps, lists and scalars; not modified
   * @return the same object where it holds no credential
   */
  public static @Nullable Object redact(@Nullable Object value) {
    return new CredentialRedactor().value(value, false, 0);
  }

  /**
   * Returns a URL without its user info and without parameters that are credentials.
   *
   * @param url an address
   * @return the same string where it holds no credential
   */
  public static String redactUrl(String url) {
    return CredentialUrls.redact(url);
  }

  /**
   * Returns JSON text that cannot be parsed, such as the beginning of a body.
   *
   * @param text the text
   * @return {@link TraceConfig#REDACTED_VALUE} if a name in it announces a credential, else the
   *     same string
   */
  public static String redactUnparsed(String text) {
    boolean hasLogProbabilities = text.contains("\"logprob\"");
    int quote = text.indexOf('"');
    while (quote >= 0) {
      int end = text.indexOf('"', quote + 1);
      if (end < 0) {
        return text;
      }
      String quoted = text.substring(quote + 1, end);
      if (isCredentialUrl(quoted)
          || (isValueText(text, end + 1) && isCredential(quoted, hasLogProbabilities))) {
        return TraceConfig.REDACTED_VALUE;
      }
      // The end of a string may be a quote inside of one, so that each quote begins a string.
      quote = end;
    }
    return text;
  }

  private static boolean isCredentialUrl(String quoted) {
    return CredentialUrls.mayHoldCredential(quoted)
        && !CredentialUrls.redact(quoted).equals(quoted);
  }

  private static boolean isCredential(String name, boolean hasLogProbabilities) {
    return switch (CredentialNames.kindOf(name)) {
      case CREDENTIAL, HEADERS -> true;
      case TOKEN -> !hasLogProbabilities;
      default -> false;
    };
  }

  /** Tells whether a colon follows, and then a text, an object or a list, or the end. */
  private static boolean isValueText(String text, int next) {
    int colon = afterSpace(text, next);
    if (colon >= text.length() || text.charAt(colon) != ':') {
      return false;
    }
    int value = afterSpace(text, colon + 1);
    return value < text.length() && "\"{[".indexOf(text.charAt(value)) >= 0;
  }

  private static int afterSpace(String text, int start) {
    int next = start;
    while (next < text.length() && Character.isWhitespace(text.charAt(next))) {
      next++;
    }
    return next;
  }

  /**
   * Tells whether an object with a field of this name may hold a credential. Where no field of a
   * body has such a name and {@link #mayHoldCredential} is false for each text, there is none.
   *
   * @param name the name of a field
   * @return false if the name says nothing
   */
  public static boolean mayNameCredential(String name) {
    Kind kind = CredentialNames.kindOf(name);
    return kind != Kind.PLAIN && kind != Kind.MEDIA_ADDRESS;
  }

  /**
   * Tells whether a text may be a URL with a credential.
   *
   * @param text the value of a field
   * @return false if it is no URL with user info, query or fragment
   */
  public static boolean mayHoldCredential(String text) {
    return CredentialUrls.mayHoldCredential(text);
  }

  /** Tells whether a value is a map or list beyond what is looked at. */
  private boolean isTooMuch(@Nullable Object value, int depth) {
    return (value instanceof Map || value instanceof List)
        && (depth > MAX_DEPTH || ++containers > MAX_CONTAINERS);
  }

  private @Nullable Object value(@Nullable Object value, boolean inMessage, int depth) {
    if (value instanceof String text) {
      return inMessage || !CredentialUrls.mayHoldCredential(text)
          ? text
          : CredentialUrls.redact(text);
    }
    if (isTooMuch(value, depth)) {
      return TraceConfig.REDACTED_VALUE;
    }
    if (value instanceof Map<?, ?> map) {
      return object(map, inMessage, false, depth);
    }
    return value instanceof List<?> list
        ? elements(list, element -> value(element, inMessage, depth + 1))
        : value;
  }

  /**
   * @param isDefinitions whether the names are of what a JSON schema defines
   */
  private Map<?, ?> object(Map<?, ?> map, boolean inMessage, boolean isDefinitions, int depth) {
    return fields(
        map,
        (name, value) ->
            value instanceof String || value instanceof Map || value instanceof List
                ? field(map, name, value, inMessage, isDefinitions, depth + 1)
                : value);
  }

  private @Nullable Object field(
      Map<?, ?> map,
      String name,
      Object value,
      boolean inMessage,
      boolean isDefinitions,
      int depth) {
    boolean below = TOOLS.contains(name) ? false : inMessage || MESSAGES.contains(name);
    return switch (CredentialNames.kindOf(name)) {
      case CREDENTIAL -> credential(value, true, depth);
      case TOKEN -> map.containsKey("logprob") ? value : credential(value, true, depth);
      case HEADERS -> credential(value, isDefinitions || value instanceof List, depth);
      case QUERY ->
          value instanceof Map<?, ?> query ? parameters(query, depth) : value(value, below, depth);
      case ADDRESS ->
          value instanceof String url ? CredentialUrls.redact(url) : value(value, below, depth);
      case VALUE ->
          isNamedCredential(map) ? credential(value, true, depth) : value(value, below, depth);
      case MEDIA_ADDRESS, PLAIN -> plain(name, value, below, depth);
    };
  }

  private @Nullable Object plain(String name, Object value, boolean inMessage, int depth) {
    if (LOG_PROBABILITIES.contains(name)) {
      return value;
    }
    return DEFINITIONS.contains(name)
            && value instanceof Map<?, ?> definitions
            && !isTooMuch(definitions, depth)
        ? object(definitions, inMessage, true, depth)
        : value(value, inMessage, depth);
  }

  /** Tells whether the object is a pair of a name and a value, such as a header. */
  private static boolean isNamedCredential(Map<?, ?> map) {
    Object name = map.get("name") == null ? map.get("key") : map.get("name");
    return name instanceof String text
        && (CredentialNames.kindOf(text) == Kind.CREDENTIAL
            || CredentialNames.kindOf(text) == Kind.TOKEN);
  }

  private Map<?, ?> parameters(Map<?, ?> query, int depth) {
    return fields(
        query,
        (name, value) ->
            CredentialNames.isQueryCredential(name) ? credential(value, true, depth) : value);
  }

  /**
   * Replaces each text in a value.
   *
   * @param isDescribed whether fields with the names of descriptions stay
   */
  private @Nullable Object credential(@Nullable Object value, boolean isDescribed, int depth) {
    if (value instanceof String text) {
      return text.isEmpty() ? text : TraceConfig.REDACTED_VALUE;
    }
    if (isTooMuch(value, depth)) {
      return TraceConfig.REDACTED_VALUE;
    }
    if (value instanceof List<?> list) {
      return elements(list, element -> credential(element, isDescribed, depth + 1));
    }
    return value instanceof Map<?, ?> map
        ? fields(
            map,
            (name, field) ->
                isDescribed && isDescription(name, field)
                    ? field
                    : credential(field, isDescribed, depth + 1))
        : value;
  }

  /** A field of the name {@code type} that is an object is one that a schema defines. */
  private static boolean isDescription(String name, @Nullable Object field) {
    return DESCRIPTIONS.contains(name) && !(field instanceof Map);
  }

  private static List<?> elements(List<?> list, Elements mapping) {
    List<@Nullable Object> copy = null;
    int index = 0;
    for (Object element : list) {
      Object redacted = mapping.apply(element);
      if (redacted != element) {
        copy = copy == null ? new ArrayList<>(list) : copy;
        copy.set(index, redacted);
      }
      index++;
    }
    return copy == null ? list : copy;
  }

  private static Map<?, ?> fields(Map<?, ?> map, Fields mapping) {
    Map<Object, @Nullable Object> copy = null;
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      Object value = entry.getValue();
      Object redacted = mapping.apply(String.valueOf(entry.getKey()), value);
      if (redacted != value) {
        copy = copy == null ? new LinkedHashMap<>(map) : copy;
        copy.put(entry.getKey(), redacted);
      }
    }
    return copy == null ? map : copy;
  }

  /** Says what becomes of an element. */
  private interface Elements {
    @Nullable Object apply(@Nullable Object element);
  }

  /** Says what becomes of a field. */
  private interface Fields {
    @Nullable Object apply(String name, @Nullable Object value);
  }
}
