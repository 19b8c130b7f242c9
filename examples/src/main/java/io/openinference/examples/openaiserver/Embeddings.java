// SPDX-License-Identifier: Apache-2.0
package io.openinference.examples.openaiserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** {@code POST /v1/embeddings}. */
final class Embeddings implements Endpoint {

  @Override
  public Reply reply(JsonNode request) throws ApiException {
    int dimensions = request.path("dimensions").asInt(WordVector.DIMENSIONS);
    if (dimensions < 1) {
      throw ApiException.badRequest("'dimensions' must be at least 1.", "dimensions");
    }
    boolean base64 = request.path("encoding_format").asText("float").equals("base64");
    ObjectNode body =
        Json.object().put("object", "list").put("model", request.get("model").asText());
    ArrayNode data = body.putArray("data");
    long tokens = 0;
    for (String text : texts(request.path("input"))) {
      ObjectNode item = data.addObject().put("object", "embedding").put("index", data.size() - 1);
      putVector(item, WordVector.of(text, dimensions), base64);
      tokens += Tokenizer.count(text);
    }
    body.putObject("usage").put("prompt_tokens", tokens).put("total_tokens", tokens);
    return new Reply.Document(body, Usage.ofRequest(tokens, 0));
  }

  private static List<String> texts(JsonNode input) throws ApiException {
    List<String> texts = new ArrayList<>();
    for (JsonNode item : input.isArray() ? input : List.of(input)) {
      if (!item.isTextual() || item.asText().isEmpty()) {
        throw ApiException.badRequest("'input' must be a text or a list of texts.", "input");
      }
      texts.add(item.asText());
    }
    if (texts.isEmpty()) {
      throw ApiException.badRequest("'input' must not be empty.", "input");
    }
    return texts;
  }

  private static void putVector(ObjectNode item, float[] vector, boolean base64) {
    if (base64) {
      ByteBuffer bytes =
          ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
      bytes.asFloatBuffer().put(vector);
      item.put("embedding", Base64.getEncoder().encodeToString(bytes.array()));
      return;
    }
    ArrayNode values = item.putArray("embedding");
    for (float value : vector) {
      values.add(value);
    }
  }
}
