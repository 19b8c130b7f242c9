// SPDX-License-Identifier: Apache-2.0
package io.openinference.masking;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.util.Set;

/** Puts credentials into each object of a body, under each kind of name. */
final class PlantedCredentials {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** The names in these are the user's, tokens of a model, or typed by the API. */
  private static final Set<String> LEFT_OUT =
      Set.of("variables", "metadata", "logprobs", "usage", "properties", "error");

  private static final String FIELDS =
      """
      {"api_key": "%1$s", "clientSecret": "%1$s", "Authorization": "Bearer %1$s",
       "access-token": "%1$s", "db_password": "%1$s", "headers": {"X-Any": "%1$s"},
       "domain_secrets": [{"domain": "a.example", "name": "KEY", "value": "%1$s"}],
       "authentication": {"type": "api_key", "key": "%1$s"},
       "server_url": "https://me:%1$s@h.example/mcp?token=%1$s",
       "unknown": {"list": [{"private_key": ["%1$s"]}]}}
      """;

  static String plant(String json, Needle needle) {
    try {
      JsonNode root = JSON.readTree(json);
      plantInto(root, (ObjectNode) JSON.readTree(FIELDS.formatted(needle.text())));
      return JSON.writeValueAsString(root);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void plantInto(JsonNode node, ObjectNode credentials) {
    node.properties()
        .forEach(
            field -> {
              if (!LEFT_OUT.contains(field.getKey())) {
                plantInto(field.getValue(), credentials);
              }
            });
    if (node.isArray()) {
      node.forEach(element -> plantInto(element, credentials));
    }
    if (node instanceof ObjectNode object) {
      credentials
          .properties()
          .forEach(
              field -> {
                if (!object.has(field.getKey())) {
                  object.set(field.getKey(), field.getValue());
                }
              });
    }
  }

  private PlantedCredentials() {}
}
