// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.anthropic;

import static io.openinference.instrumentation.api.ContentBudget.ENTRY;

import io.openinference.instrumentation.api.ContentBudget;
import io.openinference.instrumentation.api.wire.JsonSize;
import io.openinference.instrumentation.api.wire.WireJson;
import io.openinference.instrumentation.api.wire.WireObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A block of a message that arrives in pieces. */
final class PartialBlock {

  private static final String TYPE = "type";
  private static final String INPUT = "input";
  private static final String PARTIAL_JSON = "partial_json";
  private static final String CITATION = "citation";
  private static final String CITATIONS = "citations";

  private final ContentBudget budget;
  private final Map<String, Object> fields = new LinkedHashMap<>();
  private final StringBuilder input = new StringBuilder();

  /**
   * @param budget limits the size of all blocks of a stream
   */
  PartialBlock(ContentBudget budget) {
    this.budget = budget;
  }

  /**
   * Adds the start of the block, which may already have content.
   *
   * @return true if the start has content
   */
  boolean start(WireObject start) {
    // A repeated or late start does not replace content that has arrived.
    start
        .fields()
        .forEach(
            (key, value) -> {
              if (key instanceof String name && value != null && !hasContent(name)) {
                put(name, value);
              }
            });
    if (!fields.containsKey(TYPE)) {
      putType(typeOfFields(start));
    }
    return hasContent(start);
  }

  private void putType(@Nullable String type) {
    if (type != null) {
      put(TYPE, type);
    }
  }

  private boolean hasContent(String name) {
    Object known = fields.get(name);
    return known instanceof StringBuilder text
        ? !text.isEmpty()
        : known instanceof Growing list && !list.elements.isEmpty();
  }

  private static boolean hasContent(WireObject start) {
    String type = start.string(TYPE);
    String known = type == null ? typeOfFields(start) : type;
    boolean growsFromNothing = "text".equals(known) || "thinking".equals(known);
    return growsFromNothing ? start.text(String.valueOf(known)) != null : !start.isEmpty();
  }

  private void put(String name, Object value) {
    if (value instanceof String text && !isWhole(name)) {
      append(name, text);
    } else if (name.equals(CITATIONS) && value instanceof List<?> list) {
      list.forEach(this::addCitation);
    } else if (fields.containsKey(name) || takes(name, value)) {
      fields.put(name, value);
    }
  }

  private boolean takes(String name, Object value) {
    int size = ENTRY + name.length() + JsonSize.of(value);
    return isWhole(name) ? budget.takeSmall(size) : budget.takeWhole(size);
  }

  /** These strings arrive whole. All other strings grow. */
  private static boolean isWhole(String name) {
    return name.equals(TYPE) || name.equals("id") || name.equals("name");
  }

  /**
   * Adds a piece.
   *
   * @return true if the piece has content
   */
  boolean extend(WireObject delta) {
    boolean hasContent = false;
    String type = delta.string(TYPE);
    if (!fields.containsKey(TYPE)) {
      putType(type == null ? typeOfFields(delta) : typeOf(type));
    }
    for (Map.Entry<?, ?> field : delta.fields().entrySet()) {
      Object value = field.getValue();
      if (field.getKey() instanceof String name && value != null && !name.equals(TYPE)) {
        hasContent |= extend(name, value);
      }
    }
    return hasContent;
  }

  private boolean extend(String name, Object value) {
    if (name.equals(CITATION)) {
      addCitation(value);
    } else if (name.equals(PARTIAL_JSON) && value instanceof String json) {
      budget.append(json, input);
    } else if (value instanceof String text) {
      append(name, text);
    } else {
      put(name, value);
    }
    return !"".equals(value);
  }

  private void append(String name, String text) {
    StringBuilder grown = fields.get(name) instanceof StringBuilder known ? known : null;
    if (grown == null && budget.takeWhole(ENTRY + name.length())) {
      grown = new StringBuilder();
      fields.put(name, grown);
    }
    if (grown != null) {
      budget.append(text, grown);
    } else {
      budget.leaveOut(text.length());
    }
  }

  private void addCitation(@Nullable Object citation) {
    if (citation != null && budget.takeWhole(ENTRY + JsonSize.of(citation))) {
      Growing list = fields.get(CITATIONS) instanceof Growing known ? known : new Growing();
      list.elements.add(citation);
      fields.put(CITATIONS, list);
    }
  }

  /** Returns the type of a block whose start is missing, judged by the type of its first piece. */
  private static String typeOf(String deltaType) {
    return switch (deltaType) {
      case "text_delta", "citations_delta" -> "text";
      case "thinking_delta", "signature_delta" -> "thinking";
      case "input_json_delta" -> "tool_use";
      case "compaction_delta" -> "compaction";
      default -> deltaType;
    };
  }

  /** Returns the type of a block, judged by the fields of a start or a piece without a type. */
  private static @Nullable String typeOfFields(WireObject part) {
    if (part.string(PARTIAL_JSON) != null || part.get(INPUT) != null) {
      return "tool_use";
    }
    if (part.string("thinking") != null) {
      return "thinking";
    }
    return part.string("text") == null ? null : "text";
  }

  Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    fields.forEach((name, value) -> map.put(name, plain(value)));
    if (!input.isEmpty()) {
      String json = input.toString();
      Map<String, ?> parsed = WireJson.parseAll(json);
      map.put(INPUT, parsed == null ? json : parsed);
    }
    return map;
  }

  private static Object plain(Object value) {
    if (value instanceof StringBuilder text) {
      return text.toString();
    }
    return value instanceof Growing list ? List.copyOf(list.elements) : value;
  }

  private static final class Growing {
    private final List<Object> elements = new ArrayList<>();
  }
}
