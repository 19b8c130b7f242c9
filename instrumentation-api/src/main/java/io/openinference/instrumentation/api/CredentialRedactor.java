// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api;

import io.openinference.instrumentation.TraceConfig;
import io.openinference.instrumentation.api.FieldKinds.Kind;
import io.openinference.instrumentation.api.wire.WireJson;
import io.openinference.instrumentation.spi.CredentialNames;
import io.openinference.instrumentation.spi.FailureTexts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Replaces credentials in the bodies of requests and responses with {@link
 * TraceConfig#REDACTED_VALUE}, independent of the settings, because keys must not appear in a
 * trace.
 *
 * <pre>{@code
 * Map<String, ?> shown = CredentialRedactor.redactFields(body);
 * }</pre>
 *
 * <p>A body is a tree of maps, lists and scalars, as JSON has them. The name of a field decides
 * whether its text is a credential, at any depth. Examples are {@code api_key}, {@code
 * authorization} and {@code password}. Name and place together can decide too: {@code value} inside
 * {@code domain_secrets}, {@code key} inside {@code authentication}, and each value inside {@code
 * headers}. In a URL, user info and parameters such as {@code token} are replaced. A text such as
 * {@code Bearer sk-12345} or {@code --api-key=sk-12345} is replaced under every name outside of
 * messages, and an object or a list of JSON in a text is read as such there.
 *
 * <p>The texts of an {@code error} lose what has the form of a credential, because providers quote
 * the key that they refuse.
 *
 * <p>Numbers, such as {@code max_tokens}, stay. A JSON schema that defines a field of such a name
 * stays too, except for a default or an example. The text of messages stays. Addresses of images,
 * files and sources inside messages stay too.
 *
 * @since 0.1.0
 */
public final class CredentialRedactor {

  /** The maximum depth. Deeper values are replaced as a whole, because they are not inspected. */
  private static final int MAX_DEPTH = 500;

  /** The maximum number of maps and lists to inspect; a map that contains itself has no end. */
  private static final int MAX_CONTAINERS = 1_000_000;

  /** Fields of a credential object that describe the credential without revealing it. */
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

  /**
   * The user chooses the names of the fields below these fields, because a JSON schema defines
   * them.
   */
  private static final Set<String> DEFINITIONS =
      Set.of("properties", "patternProperties", "$defs", "definitions", "dependentSchemas");

  /** The names below these fields are tokens of a model. */
  private static final Set<String> LOG_PROBABILITIES =
      Set.of("logprobs", "top_logprobs", "token_logprobs", "prompt_logprobs", "logit_bias");

  /**
   * A field {@code token} beside one of these fields of OpenAI and Gemini is a token of the model.
   */
  private static final Set<String> LOG_PROBABILITY = Set.of("logprob", "logProbability");

  /** Below these fields, a text is part of a message, which is a prompt or an answer of a model. */
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
          "inputText",
          "system",
          "systemInstruction",
          "system_instruction",
          "preamble",
          "text",
          "generation",
          "outputText",
          "completion",
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
   * @return the same map if it holds no credential
   */
  @SuppressWarnings("unchecked") // A copy has the same names as the map.
  public static Map<String, ?> redactFields(Map<String, ?> fields) {
    return (Map<String, ?>) new CredentialRedactor().object(fields, false, false, 0);
  }

  /**
   * Returns a JSON value without credentials.
   *
   * @param value maps, lists and scalars; not modified
   * @return the same object if it holds no credential
   */
  public static @Nullable Object redact(@Nullable Object value) {
    return new CredentialRedactor().value(value, false, 0);
  }

  /**
   * Returns a URL without user info and without parameters that are credentials.
   *
   * @param url a URL
   * @return the same string if it holds no credential
   */
  public static String redactUrl(String url) {
    return CredentialUrls.redact(url);
  }

  /**
   * Returns JSON text that cannot be parsed, such as the beginning of a body, without credentials.
   *
   * @param text the text
   * @return {@link TraceConfig#REDACTED_VALUE} if a name in the text belongs to a credential, else
   *     the same string
   */
  public static String redactUnparsed(String text) {
    boolean hasLogProbabilities =
        LOG_PROBABILITY.stream().anyMatch(name -> text.contains('"' + name + '"'));
    int quote = text.indexOf('"');
    while (quote >= 0) {
      int end = text.indexOf('"', quote + 1);
      if (end < 0) {
        return text;
      }
      String quoted = text.substring(quote + 1, end);
      if (isCredentialUrl(quoted)
          || CredentialTexts.isAuthorization(quoted)
          || (isValueText(text, end + 1) && isCredential(quoted, hasLogProbabilities))) {
        return TraceConfig.REDACTED_VALUE;
      }
      // An end quote may in fact be a quote inside a string, so every quote counts as the start of
      // a string.
      quote = end;
    }
    return text;
  }

  private static boolean isCredentialUrl(String quoted) {
    return CredentialUrls.mayHoldCredential(quoted)
        && !CredentialUrls.redact(quoted).equals(quoted);
  }

  private static boolean isCredential(String name, boolean hasLogProbabilities) {
    return switch (FieldKinds.kindInText(name)) {
      case CREDENTIAL, HEADERS -> true;
      case TOKEN -> !hasLogProbabilities;
      default -> false;
    };
  }

  /** Tells whether a colon follows, and then a text, an object, a list or the end. */
  private static boolean isValueText(String text, int next) {
    int colon = CredentialTexts.afterSpace(text, next);
    if (colon >= text.length() || text.charAt(colon) != ':') {
      return false;
    }
    int value = CredentialTexts.afterSpace(text, colon + 1);
    return value < text.length() && "\"{[".indexOf(text.charAt(value)) >= 0;
  }

  /**
   * Tells whether an object with a field of this name may hold a credential. A body holds no
   * credential if this method returns false for each name and {@link #mayHoldCredential} returns
   * false for each text.
   *
   * @param name the name of a field
   * @return false if the name reveals nothing
   */
  public static boolean mayNameCredential(String name) {
    Kind kind = FieldKinds.kindOf(name);
    return kind != Kind.PLAIN && kind != Kind.MEDIA_ADDRESS;
  }

  /**
   * Tells whether a text may be a URL with a credential, or a credential itself.
   *
   * @param text the value of a field
   * @return false if the text is neither a URL with user info, query or fragment, nor an object or
   *     a list of JSON, nor the value of an authorization header, nor a credential with its name
   */
  public static boolean mayHoldCredential(String text) {
    return CredentialUrls.mayHoldCredential(text)
        || CredentialTexts.isJson(text)
        || CredentialTexts.isAuthorization(text);
  }

  /** Tells whether a value is a map or list beyond the limits of inspection. */
  private boolean isTooMuch(@Nullable Object value, int depth) {
    return (value instanceof Map || value instanceof List)
        && (depth > MAX_DEPTH || ++containers > MAX_CONTAINERS);
  }

  private @Nullable Object value(@Nullable Object value, boolean inMessage, int depth) {
    if (value instanceof String text) {
      return inMessage || !mayHoldCredential(text) ? text : redactText(text);
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

  private static String redactText(String text) {
    if (CredentialTexts.isAuthorization(text)) {
      return TraceConfig.REDACTED_VALUE;
    }
    return CredentialTexts.isJson(text) ? redactJson(text) : CredentialUrls.redact(text);
  }

  private static String redactJson(String text) {
    boolean isList = text.charAt(0) == '[';
    Map<String, ?> fields = WireJson.parseAll(isList ? "{\"list\":" + text + '}' : text);
    if (fields == null || (isList && fields.size() > 1)) {
      return redactUnparsed(text);
    }
    Map<String, ?> redacted = redactFields(fields);
    return redacted == fields ? text : WireJson.toJson(isList ? redacted.get("list") : redacted);
  }

  /**
   * @param isDefinitions true if the names are those of a JSON schema's definitions
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
    return switch (FieldKinds.kindOf(name)) {
      case CREDENTIAL -> credential(value, true, depth);
      case TOKEN -> isLogProbability(map) ? value : credential(value, true, depth);
      case HEADERS -> credential(value, isDefinitions || value instanceof List, depth);
      case QUERY -> query(value, below, depth);
      case ADDRESS ->
          value instanceof String url ? CredentialUrls.redact(url) : value(value, below, depth);
      case VALUE ->
          isNamed(map, "name", "key", "type")
              ? credential(value, true, depth)
              : value(value, below, depth);
      case KEY ->
          isNamed(map, "type") ? credential(value, true, depth) : value(value, below, depth);
      case ERROR -> {
        Object named = value(value, below, depth);
        yield below ? named : failure(named, depth);
      }
      case MEDIA_ADDRESS, PLAIN -> plain(name, value, below, depth);
    };
  }

  /** Redacts texts by their form; what names tell is redacted before. */
  private @Nullable Object failure(@Nullable Object value, int depth) {
    if (value instanceof String text) {
      return FailureTexts.redact(text);
    }
    if (isTooMuch(value, depth)) {
      return TraceConfig.REDACTED_VALUE;
    }
    if (value instanceof List<?> list) {
      return elements(list, element -> failure(element, depth + 1));
    }
    return value instanceof Map<?, ?> map
        ? fields(map, (name, field) -> failure(field, depth + 1))
        : value;
  }

  private static boolean isLogProbability(Map<?, ?> map) {
    return LOG_PROBABILITY.stream().anyMatch(map::containsKey);
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

  /**
   * Tells whether the object names a credential, as a pair of a name and a value does.
   *
   * @param fields the fields that may hold the name
   */
  private static boolean isNamed(Map<?, ?> map, String... fields) {
    for (String field : fields) {
      if (map.get(field) instanceof String name && CredentialNames.isCredential(name)) {
        return true;
      }
    }
    return false;
  }

  private @Nullable Object query(Object value, boolean inMessage, int depth) {
    if (value instanceof Map<?, ?> query) {
      return parameters(query, depth);
    }
    if (value instanceof String text && !inMessage && CredentialUrls.isQuery(text)) {
      String redacted = CredentialUrls.redactQuery(text);
      return redacted.equals(text) ? value(text, false, depth) : redacted;
    }
    return value(value, inMessage, depth);
  }

  private Map<?, ?> parameters(Map<?, ?> query, int depth) {
    return fields(
        query,
        (name, value) ->
            CredentialNames.isQueryCredential(name) ? credential(value, true, depth) : value);
  }

  /**
   * Replaces each text inside a value.
   *
   * @param isDescribed true if fields with names of descriptions stay
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

  /** A field {@code type} whose value is an object is a field that a schema defines. */
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

  /** Decides how to redact an element. */
  private interface Elements {
    @Nullable Object apply(@Nullable Object element);
  }

  /** Decides how to redact a field. */
  private interface Fields {
    @Nullable Object apply(String name, @Nullable Object value);
  }
}
