// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import io.openinference.instrumentation.api.ContentBudget;
import io.openinference.instrumentation.api.call.StreamAccumulator;
import io.openinference.instrumentation.api.wire.BoundedCopy;
import io.openinference.instrumentation.api.wire.WireObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Keeps the finished images of a stream, or the last partial image of a stream that was cut. */
final class ImageGenerationAccumulator implements StreamAccumulator {

  private final ContentBudget budget;
  private final List<String> completed = new ArrayList<>();
  private @Nullable String sketch;
  // The fields of the event with the last image.
  private Map<?, ?> last = Map.of();

  ImageGenerationAccumulator(ContentBudget budget) {
    this.budget = budget;
  }

  @Override
  public boolean add(Map<String, ?> event) {
    WireObject object = WireObject.of(event);
    String image = object.text("b64_json");
    if (image == null) {
      return false;
    }
    String type = object.string("type");
    if (type != null && type.endsWith(".partial_image")) {
      keepSketch(image, object);
    } else {
      keepImage(image, object);
    }
    return true;
  }

  private void keepImage(String image, WireObject event) {
    giveSketchBack();
    if (budget.takeWhole(ContentBudget.ENTRY + image.length())) {
      completed.add(image);
    }
    // Half an image is none, but what came with it counts.
    last = fields(event);
  }

  private void keepSketch(String image, WireObject event) {
    if (completed.isEmpty()) {
      giveSketchBack();
      sketch = budget.takeWhole(image.length()) ? image : null;
      last = fields(event);
    }
  }

  private void giveSketchBack() {
    if (sketch != null) {
      budget.giveBack(sketch.length());
      sketch = null;
    }
  }

  private static Map<?, ?> fields(WireObject event) {
    try (ContentBudget one = ContentBudget.open()) {
      return BoundedCopy.of(event.without("type", "b64_json", "partial_image_index"), one);
    }
  }

  @Override
  public Map<String, ?> response() {
    if (last.isEmpty() && completed.isEmpty() && sketch == null) {
      return Map.of();
    }
    Map<String, Object> response = new LinkedHashMap<>();
    WireObject fields = WireObject.of(last);
    fields
        .without("created_at")
        .forEach((name, value) -> response.put(String.valueOf(name), value));
    Object created = fields.get("created_at");
    if (created != null) {
      response.put("created", created);
    }
    List<String> images = completed.isEmpty() && sketch != null ? List.of(sketch) : completed;
    response.put("data", images.stream().map(image -> Map.of("b64_json", image)).toList());
    return response;
  }
}
