// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.googlegenai;

import static io.openinference.instrumentation.api.ContentBudget.ENTRY;

import io.openinference.instrumentation.api.ContentBudget;
import io.openinference.instrumentation.api.stream.LatestFields;
import io.openinference.instrumentation.api.wire.JsonSize;
import io.openinference.instrumentation.api.wire.WireJson;
import io.openinference.instrumentation.api.wire.WireObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A step of an interaction that comes in pieces. */
final class PartialStep {

  private static final String TYPE = "type";
  private static final String TEXT = "text";
  private static final String CONTENT = "content";
  private static final String SUMMARY = "summary";
  private static final String ARGUMENTS = "arguments";

  private final ContentBudget budget;
  private final LatestFields fields;
  private final List<Object> contents = new ArrayList<>();
  private final StringBuilder arguments = new StringBuilder();
  private @Nullable StringBuilder lastText;

  /**
   * @param budget bounds what the step grows to
   */
  PartialStep(ContentBudget budget) {
    this.budget = budget;
    this.fields = new LatestFields(budget);
  }

  /** Takes the start of the step, and returns whether it has content. */
  boolean start(WireObject step) {
    boolean hasContent = false;
    // A repeated or late start does not add content that has arrived.
    if (contents.isEmpty()) {
      for (String name : List.of(CONTENT, SUMMARY)) {
        for (WireObject content : step.objects(name)) {
          hasContent |= addContent(content);
        }
      }
    }
    fields.putAll(step, CONTENT, SUMMARY);
    return hasContent || "function_call".equals(step.string(TYPE));
  }

  /** Takes a piece, and returns whether it has content. */
  boolean extend(WireObject delta) {
    String type = delta.string(TYPE);
    return switch (type == null ? "" : type) {
      case "" -> false;
      case TEXT, "image", "audio", "video", "document" -> {
        typeIfMissing("model_output");
        yield addContent(delta);
      }
      case "thought_summary" -> {
        typeIfMissing("thought");
        yield addContent(delta.object(CONTENT));
      }
      case "thought_signature" -> {
        typeIfMissing("thought");
        fields.put("signature", delta.get("signature"));
        yield false;
      }
      case "arguments_delta" -> {
        typeIfMissing("function_call");
        yield addArguments(delta);
      }
      case "text_annotation_delta" -> false;
      default -> {
        fields.putAll(delta);
        yield true;
      }
    };
  }

  private boolean addArguments(WireObject delta) {
    String json = delta.string(ARGUMENTS);
    if (json == null) {
      fields.put(ARGUMENTS, delta.get(ARGUMENTS));
    } else {
      budget.append(json, arguments);
    }
    return true;
  }

  private boolean addContent(WireObject content) {
    String text = content.string(TEXT);
    if (text == null) {
      lastText = null;
      if (!content.isEmpty() && budget.takeWhole(ENTRY + JsonSize.of(content.fields()))) {
        contents.add(content.fields());
      }
      return !content.isEmpty();
    }
    if (lastText == null && budget.takeWhole(ENTRY)) {
      lastText = new StringBuilder();
      contents.add(lastText);
    }
    if (lastText == null) {
      budget.leaveOut(text.length());
    } else {
      budget.append(text, lastText);
    }
    return !text.isEmpty();
  }

  private void typeIfMissing(String type) {
    if (!fields.has(TYPE)) {
      fields.put(TYPE, type);
    }
  }

  Map<String, Object> toMap() {
    Map<String, Object> map = fields.toMap();
    if (!arguments.isEmpty()) {
      String json = arguments.toString();
      Map<String, ?> parsed = WireJson.parseAll(json);
      map.put(ARGUMENTS, parsed == null ? json : parsed);
    }
    if (!contents.isEmpty()) {
      List<Object> plain = new ArrayList<>(contents.size());
      for (Object content : contents) {
        plain.add(
            content instanceof StringBuilder text
                ? Map.of(TYPE, TEXT, TEXT, text.toString())
                : content);
      }
      map.put("thought".equals(map.get(TYPE)) ? SUMMARY : CONTENT, plain);
    }
    return map;
  }
}
