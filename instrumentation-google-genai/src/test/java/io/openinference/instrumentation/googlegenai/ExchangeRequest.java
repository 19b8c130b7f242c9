// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.googlegenai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.genai.types.Content;
import com.google.genai.types.CreateCachedContentConfig;
import com.google.genai.types.EmbedContentConfig;
import com.google.genai.types.GenerateContentConfig;
import com.google.genai.types.GenerateImagesConfig;
import io.openinference.conformance.Exchange;
import java.util.ArrayList;
import java.util.List;

/** Makes the arguments of a call from the JSON that the call sends. */
final class ExchangeRequest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Exchange exchange;
  private final ObjectNode body;

  ExchangeRequest(Exchange exchange) {
    this.exchange = exchange;
    try {
      body = (ObjectNode) JSON.readTree(exchange.request());
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  String operation() {
    return exchange.operation();
  }

  boolean isOfVertex() {
    return exchange.path().startsWith("publishers/");
  }

  /** Returns the model, which the path has. */
  String model() {
    return exchange.path().replaceAll(".*/|:.*", "");
  }

  String modelOfBody() {
    return body.path("model").asText().replaceAll(".*/", "");
  }

  List<Content> contents() {
    List<Content> contents = new ArrayList<>();
    body.path("contents").forEach(content -> contents.add(Content.fromJson(content.toString())));
    return contents;
  }

  /** Returns the parameters, which a call has beside system instruction, tools and settings. */
  GenerateContentConfig config() {
    ObjectNode config = body.deepCopy();
    config.remove(List.of("contents", "generationConfig"));
    addAll(config, body.path("generationConfig"));
    return GenerateContentConfig.fromJson(config.toString());
  }

  List<String> texts() {
    List<String> texts = new ArrayList<>();
    body.path("requests")
        .forEach(request -> texts.add(request.at("/content/parts/0/text").asText()));
    body.path("instances").forEach(instance -> texts.add(instance.path("content").asText()));
    return texts;
  }

  /** Returns the parameters of the first text, which are those of all. */
  EmbedContentConfig embeddingConfig() {
    JsonNode first = isOfVertex() ? body.at("/instances/0") : body.at("/requests/0");
    ObjectNode config = JSON.createObjectNode();
    addAll(config, body.path("parameters"));
    addAll(config, first);
    config.remove(List.of("model", "content"));
    JsonNode taskType = config.remove("task_type");
    if (taskType != null) {
      config.set("taskType", taskType);
    }
    return EmbedContentConfig.fromJson(config.toString());
  }

  private static void addAll(ObjectNode config, JsonNode fields) {
    fields.properties().forEach(field -> config.set(field.getKey(), field.getValue()));
  }

  String prompt() {
    return body.at("/instances/0/prompt").asText();
  }

  GenerateImagesConfig imageConfig() {
    return GenerateImagesConfig.builder()
        .numberOfImages(body.at("/parameters/sampleCount").asInt())
        .build();
  }

  CreateCachedContentConfig cacheConfig() {
    ObjectNode config = body.deepCopy();
    config.remove("model");
    return CreateCachedContentConfig.fromJson(config.toString());
  }
}
