// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bedrock;

import io.openinference.instrumentation.api.ContentBudget;
import io.openinference.instrumentation.api.call.StreamAccumulator;
import io.openinference.instrumentation.api.stream.StreamedBlocks;
import io.openinference.instrumentation.api.wire.EventFrames;
import io.openinference.instrumentation.api.wire.ModelReader;
import io.openinference.instrumentation.api.wire.WireJson;
import io.openinference.instrumentation.api.wire.WireObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Takes the frames of an event stream.
 *
 * <p>The SDK sends a request again after an exception in the stream, and all events come again. The
 * accumulator then begins again too.
 */
final class FrameAccumulator implements StreamAccumulator {

  /** Tells that the stream begins again, because the SDK has sent the request again. */
  static final EventFrames.Frame RESTART = new EventFrames.Frame("", "", "");

  private final ContentBudget budget;
  private final Function<ContentBudget, ? extends StreamAccumulator> factory;
  private final boolean isOfChunks;
  private StreamAccumulator events;
  private @Nullable Object metrics;

  /**
   * @param isOfChunks true if the events bring chunks that a model writes; false if each event is
   *     an object of one field, which is its type
   */
  FrameAccumulator(
      ContentBudget budget,
      Function<ContentBudget, ? extends StreamAccumulator> factory,
      boolean isOfChunks) {
    this.budget = budget;
    this.factory = factory;
    this.isOfChunks = isOfChunks;
    this.events = factory.apply(budget);
  }

  /** Returns an accumulator for events that bring pieces of one object. */
  static FrameAccumulator ofPieces(
      ContentBudget budget, Function<WireObject, ? extends Map<?, ?>> pieces) {
    return new FrameAccumulator(
        budget, limit -> StreamedBlocks.ofPieces(limit, pieces), /* isOfChunks= */ false);
  }

  @Override
  public boolean addModel(Object model, ModelReader models) {
    if (!(model instanceof EventFrames.Frame frame)) {
      return false;
    }
    if (frame.equals(RESTART)) {
      metrics = null;
      budget.restart();
      events = factory.apply(budget);
      return false;
    }
    if (!frame.kind().equals("event")) {
      return false; // The call fails by it, or the SDK tries again.
    }
    Map<String, Object> payload = WireJson.parse(frame.payload());
    payload.remove("p"); // Fills events up, so that their lengths tell nothing of their texts.
    return isOfChunks ? addChunk(payload) : add(Map.of(frame.type(), payload));
  }

  private boolean addChunk(Map<String, ?> payload) {
    String json = decoded(WireObject.of(payload).text("bytes"));
    if (json == null) {
      return false;
    }
    Map<String, Object> chunk = WireJson.parse(json);
    Object counts = chunk.remove(BodyShapes.METRICS);
    metrics = counts == null ? metrics : counts;
    return add(chunk);
  }

  /** Returns the text behind base64, or null if it is none. */
  static @Nullable String decoded(@Nullable String base64) {
    try {
      return base64 == null
          ? null
          : new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  @Override
  public boolean add(Map<String, ?> event) {
    return events.add(event);
  }

  @Override
  public Map<String, ?> response() {
    Map<String, ?> response = events.response();
    if (metrics == null) {
      return response;
    }
    Map<String, Object> extended = new LinkedHashMap<>(response);
    extended.put(BodyShapes.METRICS, metrics);
    return extended;
  }
}
