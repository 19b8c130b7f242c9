// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.gemini;

import static io.openinference.instrumentation.api.ContentBudget.ENTRY;

import io.openinference.instrumentation.api.ContentBudget;
import io.openinference.instrumentation.api.stream.LatestFields;
import io.openinference.instrumentation.api.stream.StreamedObject;
import io.openinference.instrumentation.api.wire.JsonSize;
import io.openinference.instrumentation.api.wire.WireObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A candidate whose parts come in pieces. */
final class PartialCandidate {

  private static final String CONTENT = "content";
  private static final String PARTS = "parts";
  private static final String CALL = "functionCall";

  /** The reason of a chunk that names none. */
  private static final String NO_REASON = "FINISH_REASON_UNSPECIFIED";

  /** Objects whose lists take further elements with each chunk. */
  private static final Set<String> METADATA =
      Set.of("citationMetadata", "groundingMetadata", "urlContextMetadata");

  private static final String LOG_PROBABILITIES = "logprobsResult";

  private final ContentBudget budget;
  private final StreamedObject metadata;
  private final LatestFields fields;
  private final LatestFields content;

  /** The parts that grow, and the maps of parts that arrived whole. */
  private final List<Object> parts = new ArrayList<>();

  /**
   * @param budget limits the size of the candidate
   */
  PartialCandidate(ContentBudget budget) {
    this.budget = budget;
    this.metadata = StreamedObject.response(budget);
    this.fields = new LatestFields(budget);
    this.content = new LatestFields(budget);
  }

  /** Adds the candidate of a chunk, and returns true if the chunk has content. */
  boolean add(WireObject candidate) {
    candidate.fields().forEach((name, value) -> put(String.valueOf(name), value));
    return addContent(candidate.object(CONTENT));
  }

  private void put(String name, @Nullable Object value) {
    if (METADATA.contains(name) && value instanceof Map) {
      metadata.merge(Map.of(name, value));
    } else if (name.equals(LOG_PROBABILITIES) && value instanceof Map) {
      metadata.merge(Map.of("logprobs", value));
    } else if (!name.equals(CONTENT) && !(NO_REASON.equals(value) && fields.has(name))) {
      fields.put(name, value);
    }
  }

  private boolean addContent(WireObject chunk) {
    boolean hasContent = false;
    for (WireObject part : chunk.objects(PARTS)) {
      hasContent |= addPart(part);
    }
    content.putAll(chunk, PARTS);
    return hasContent;
  }

  private boolean addPart(WireObject part) {
    if (part.string("text") != null) {
      return addText(part);
    }
    if (part.get(CALL) instanceof Map<?, ?>) {
      return addCall(part);
    }
    if (GeminiContents.isEmpty(part) || !budget.takeWhole(ENTRY + JsonSize.of(part.fields()))) {
      return false;
    }
    return parts.add(part.fields());
  }

  private boolean addText(WireObject part) {
    PartialText last = last() instanceof PartialText text ? text : null;
    if (last == null || !last.continuesWith(part)) {
      boolean isEmpty = part.text("text") == null && part.text(PartialText.SIGNATURE) == null;
      if (isEmpty || !budget.takeWhole(ENTRY)) {
        return false;
      }
      last = new PartialText(budget, part);
      parts.add(last);
    }
    last.add(part);
    return part.text("text") != null;
  }

  private boolean addCall(WireObject part) {
    PartialCall open = openCall(part);
    if (open == null) {
      // An empty call ends the call before, and may do so twice.
      if (part.object(CALL).isEmpty()) {
        if (last() instanceof PartialCall ended) {
          ended.addBeside(part);
        }
        return false;
      }
      if (!budget.takeWhole(ENTRY)) {
        return false;
      }
      open = new PartialCall(budget);
      parts.add(open);
    }
    open.add(part);
    return true;
  }

  /** The pieces of several calls may come in turn, and with texts between them. */
  private @Nullable PartialCall openCall(WireObject part) {
    for (int i = parts.size() - 1; i >= 0; i--) {
      if (parts.get(i) instanceof PartialCall call && call.continuesWith(part)) {
        return call;
      }
    }
    return null;
  }

  private @Nullable Object last() {
    return parts.isEmpty() ? null : parts.get(parts.size() - 1);
  }

  Map<String, Object> toMap() {
    Map<String, Object> candidate = new LinkedHashMap<>();
    Map<String, Object> merged = content.toMap();
    if (!parts.isEmpty()) {
      List<Object> plain = new ArrayList<>(parts.size());
      parts.forEach(part -> plain.add(plain(part)));
      merged.put(PARTS, plain);
    }
    if (!merged.isEmpty()) {
      candidate.put(CONTENT, merged);
    }
    candidate.putAll(fields.toMap());
    Map<String, Object> grown = metadata.toMap();
    Object logProbabilities = grown.remove("logprobs");
    candidate.putAll(grown);
    if (logProbabilities != null) {
      candidate.put(LOG_PROBABILITIES, logProbabilities);
    }
    return candidate;
  }

  private static Object plain(Object part) {
    if (part instanceof PartialText text) {
      return text.toMap();
    }
    return part instanceof PartialCall call ? call.toMap() : part;
  }
}
