// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.gemini;

import static io.openinference.instrumentation.api.ContentBudget.ENTRY;

import io.openinference.instrumentation.api.ContentBudget;
import io.openinference.instrumentation.api.stream.LatestFields;
import io.openinference.instrumentation.api.wire.JsonSize;
import io.openinference.instrumentation.api.wire.WireObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A candidate whose parts come in pieces. */
final class PartialCandidate {

  private static final String CONTENT = "content";
  private static final String PARTS = "parts";
  private static final String CALL = "functionCall";

  private final ContentBudget budget;
  private final LatestFields fields;
  private final LatestFields content;

  /** The parts that grow, and the maps of parts that arrived whole. */
  private final List<Object> parts = new ArrayList<>();

  /**
   * @param budget limits the size of the candidate
   */
  PartialCandidate(ContentBudget budget) {
    this.budget = budget;
    this.fields = new LatestFields(budget);
    this.content = new LatestFields(budget);
  }

  /** Adds the candidate of a chunk, and returns true if the chunk has content. */
  boolean add(WireObject candidate) {
    fields.putAll(candidate, CONTENT);
    return addContent(candidate.object(CONTENT));
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
    if (part.isEmpty() || !budget.takeWhole(ENTRY + JsonSize.of(part.fields()))) {
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
    PartialCall open = last() instanceof PartialCall call && call.continuesWith(part) ? call : null;
    if (open == null) {
      if (!budget.takeWhole(ENTRY)) {
        return false;
      }
      open = new PartialCall(budget);
      parts.add(open);
    }
    open.add(part);
    return true;
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
    return candidate;
  }

  private static Object plain(Object part) {
    if (part instanceof PartialText text) {
      return text.toMap();
    }
    return part instanceof PartialCall call ? call.toMap() : part;
  }
}
