// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import io.openinference.instrumentation.api.wire.WireObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Keeps the finished images of a stream, or of one that was cut the last sketch. */
final class ImageGenerationAccumulator implements StreamAccumulator {

  private final List<Map<?, ?>> completed = new ArrayList<>();
  private @Nullable Map<?, ?> sketch;

  @Override
  public boolean add(Map<String, ?> event) {
    WireObject object = WireObject.of(event);
    if (object.text("b64_json") == null) {
      return false;
    }
    String type = object.string("type");
    if (type != null && type.endsWith(".partial_image")) {
      sketch = event;
    } else {
      completed.add(event);
    }
    return true;
  }

  @Override
  public Map<String, ?> response() {
    List<Map<?, ?>> images = completed;
    if (images.isEmpty() && sketch != null) {
      images = List.of(sketch);
    }
    if (images.isEmpty()) {
      return Map.of();
    }
    Map<String, Object> response = new LinkedHashMap<>();
    WireObject last = WireObject.of(images.get(images.size() - 1));
    last.without("type", "b64_json", "partial_image_index", "created_at")
        .forEach((name, value) -> response.put(String.valueOf(name), value));
    Object created = last.get("created_at");
    if (created != null) {
      response.put("created", created);
    }
    response.put("data", images.stream().map(ImageGenerationAccumulator::image).toList());
    return response;
  }

  private static Map<String, Object> image(Map<?, ?> event) {
    Object base64 = event.get("b64_json");
    return base64 == null ? Map.of() : Map.of("b64_json", base64);
  }
}
