// SPDX-License-Identifier: Apache-2.0
package io.openinference.masking;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A request and its response as JSON, from a file. A place for a secret names the form and the
 * position: {@code {{text:INPUT_TEXT}}}.
 */
record Template(String name, JsonNode root) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern PLACE = Pattern.compile("\\{\\{(\\w+)(?: ([\\w/]+))?(?::(\\w+))?}}");

  static Template read(String name) {
    try (InputStream file = Template.class.getResourceAsStream("/exchanges/" + name + ".json")) {
      return new Template(name, JSON.readTree(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String api() {
    return root.get("api").textValue();
  }

  /** Returns the model that the request names outside of its body. */
  String model() {
    return root.path("model").asText();
  }

  int status() {
    return root.path("status").asInt(200);
  }

  boolean has(String part) {
    return root.has(part);
  }

  String text(String part, Secrets secrets) {
    return write(planted(root.get(part), secrets));
  }

  /** Returns the data of server-sent events. */
  List<String> events(Secrets secrets) {
    List<String> events = new ArrayList<>();
    for (JsonNode event : root.get("events")) {
      events.add(write(planted(event, secrets)));
    }
    return events;
  }

  private JsonNode planted(JsonNode node, Secrets secrets) {
    if (node.isObject()) {
      ObjectNode copy = JSON.createObjectNode();
      node.properties()
          .forEach(
              field ->
                  copy.set(
                      planted(TextNode.valueOf(field.getKey()), secrets).textValue(),
                      planted(field.getValue(), secrets)));
      return copy;
    }
    if (node.isArray()) {
      ArrayNode copy = JSON.createArrayNode();
      node.forEach(element -> copy.add(planted(element, secrets)));
      return copy;
    }
    return node.isTextual() ? planted(node.textValue(), secrets) : node;
  }

  private JsonNode planted(String text, Secrets secrets) {
    Matcher place = PLACE.matcher(text);
    if (place.matches() && place.group(1).equals("response")) {
      return planted(root.get("response"), secrets);
    }
    if (place.matches() && place.group(1).equals("vector")) {
      ArrayNode numbers = JSON.createArrayNode();
      for (float number : secrets.vector(Position.valueOf(place.group(3)))) {
        numbers.add(number);
      }
      return numbers;
    }
    return JsonNodeFactory.instance.textNode(
        place.replaceAll(
            found -> Matcher.quoteReplacement(secret(PLACE.matcher(found.group()), secrets))));
  }

  private static String secret(Matcher place, Secrets secrets) {
    if (!place.matches()) {
      throw new IllegalArgumentException();
    }
    Position position = Position.valueOf(place.group(3));
    return switch (place.group(1)) {
      case "text" -> secrets.text(position);
      case "word" -> secrets.word(position);
      case "link" -> secrets.link(position);
      case "base64" -> secrets.base64(position);
      case "dataUri" -> secrets.dataUri(place.group(2), position);
      case "vectorInBase64" -> secrets.vectorInBase64(position);
      default -> throw new IllegalArgumentException(place.group());
    };
  }

  private static String write(JsonNode node) {
    try {
      return JSON.writeValueAsString(node);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
