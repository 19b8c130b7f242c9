// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.stream;

import static io.openinference.instrumentation.api.ContentBudget.ENTRY;

import io.openinference.instrumentation.api.ContentBudget;
import io.openinference.instrumentation.api.call.StreamAccumulator;
import io.openinference.instrumentation.api.wire.JsonSize;
import io.openinference.instrumentation.api.wire.WireJson;
import io.openinference.instrumentation.api.wire.WireObject;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The blocks of a message that arrive in pieces, each piece with the index of its block. In a block
 * and in the objects inside it, strings grow, and lists take further elements.
 *
 * <pre>{@code
 * 0 {"text":"Ber"}    0 {"text":"gen"}    1 {"toolUse":{"input":"{}"}}
 *
 * [{"text":"Bergen"},{"toolUse":{"input":{}}}]
 * }</pre>
 *
 * <p>{@link StreamedObject} recognizes pieces that repeat earlier content. This class expects that
 * no piece does.
 *
 * @since 0.1.0
 */
public final class StreamedBlocks {

  /** Strings that arrive whole. All other strings grow. */
  private static final Set<String> WHOLE =
      Set.of(
          "toolUseId",
          "tool_use_id",
          "name",
          "type",
          "id",
          "status",
          "format",
          "stop_reason",
          "finish_reason",
          "completionReason");

  private static final String INPUT = "input";

  /** Bytes of media and of encrypted reasoning. */
  private static final Set<String> BASE64 = Set.of("bytes", "redactedContent");

  private static final Pattern END_OF_PADDING = Pattern.compile("(?<==)(?=[^=])");

  private final ContentBudget budget;
  private final IndexedParts<Map<String, Object>> blocks;

  /**
   * Creates a message without blocks.
   *
   * @param budget limits the size of all blocks
   */
  public StreamedBlocks(ContentBudget budget) {
    this.budget = budget;
    this.blocks = new IndexedParts<>(budget, LinkedHashMap::new);
  }

  /**
   * Returns an accumulator for a stream whose events bring pieces of one object.
   *
   * @param pieces returns the piece that an event brings; empty if it brings none
   */
  public static StreamAccumulator ofPieces(
      ContentBudget budget, Function<WireObject, ? extends Map<?, ?>> pieces) {
    StreamedBlocks blocks = new StreamedBlocks(budget);
    return new StreamAccumulator() {
      @Override
      public boolean add(Map<String, ?> event) {
        return blocks.add(0L, WireObject.of(pieces.apply(WireObject.of(event))));
      }

      @Override
      public Map<String, ?> response() {
        return blocks.first();
      }
    };
  }

  /** Tells whether no block has arrived. */
  public boolean isEmpty() {
    return blocks.isEmpty();
  }

  /**
   * Adds a piece to a block.
   *
   * @param index the index of the block, or null for the last block
   * @return true if the piece has content
   */
  public boolean add(@Nullable Long index, WireObject piece) {
    Map<String, Object> block = blocks.at(index);
    return block != null && merge(block, piece.fields());
  }

  private boolean merge(Map<String, Object> target, Map<?, ?> piece) {
    boolean hasContent = false;
    for (Map.Entry<?, ?> field : piece.entrySet()) {
      Object value = field.getValue();
      if (value != null) {
        hasContent |= merge(target, String.valueOf(field.getKey()), value);
      }
    }
    return hasContent;
  }

  @SuppressWarnings("unchecked") // This class made all maps inside.
  private boolean merge(Map<String, Object> target, String name, Object value) {
    Object known = target.get(name);
    if (value instanceof String text && !WHOLE.contains(name)) {
      return grow(target, name, text);
    }
    if (value instanceof Map<?, ?> object && !(known instanceof StringBuilder)) {
      if (known == null && budget.takeWhole(ENTRY + name.length())) {
        known = new LinkedHashMap<String, Object>();
        target.put(name, known);
      }
      return known instanceof Map && merge((Map<String, Object>) known, object);
    }
    if (value instanceof List<?> list) {
      addAll(target, name, list);
      return false;
    }
    if (known == null && budget.takeSmall(ENTRY + name.length() + JsonSize.of(value))) {
      target.put(name, value);
    }
    return false;
  }

  private boolean grow(Map<String, Object> target, String name, String text) {
    StringBuilder grown = target.get(name) instanceof StringBuilder builder ? builder : null;
    if (grown == null) {
      if (!budget.takeWhole(ENTRY + name.length())) {
        budget.leaveOut(text.length());
        return false;
      }
      grown = new StringBuilder();
      target.put(name, grown); // Some servers send an empty object before the arguments arrive.
    }
    budget.append(text, grown);
    return !text.isEmpty();
  }

  private void addAll(Map<String, Object> target, String name, List<?> list) {
    Elements elements = target.get(name) instanceof Elements known ? known : new Elements();
    target.put(name, elements);
    for (Object element : list) {
      if (element != null && budget.takeWhole(ENTRY + JsonSize.of(element))) {
        elements.list.add(element);
      }
    }
  }

  /** Returns the blocks in the order of their indices. */
  public List<Object> toList() {
    return blocks.toList(StreamedBlocks::plain);
  }

  /** Returns the block with the lowest index, or an empty map if no block has arrived. */
  public Map<String, Object> first() {
    List<Object> all = toList();
    return !all.isEmpty() && all.get(0) instanceof Map<?, ?> first ? plain(first) : Map.of();
  }

  private static Map<String, Object> plain(Map<?, ?> block) {
    Map<String, Object> plain = new LinkedHashMap<>();
    block.forEach((name, value) -> plain.put(String.valueOf(name), plain(name, value)));
    return plain;
  }

  private static Object plain(Object name, Object value) {
    if (value instanceof Map<?, ?> map) {
      return plain(map);
    }
    if (value instanceof Elements elements) {
      return elements.list;
    }
    return value instanceof StringBuilder text ? plainText(name, text.toString()) : value;
  }

  private static Object plainText(Object name, String text) {
    if (name instanceof String known && BASE64.contains(known)) {
      return joined(text);
    }
    if (!INPUT.equals(name)) {
      return text;
    }
    // The arguments of a tool without parameters are an empty text.
    Map<String, ?> parsed = text.isBlank() ? Map.of() : WireJson.parseAll(text);
    return parsed == null ? text : parsed;
  }

  /** Returns base64 as one, where padding in the middle tells that each piece had its own. */
  private static String joined(String base64) {
    String[] pieces = END_OF_PADDING.split(base64, -1);
    if (pieces.length == 1) {
      return base64;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      for (String piece : pieces) {
        bytes.writeBytes(Base64.getDecoder().decode(piece));
      }
      return Base64.getEncoder().encodeToString(bytes.toByteArray());
    } catch (IllegalArgumentException e) {
      return base64; // The stream has ended early, or it is no base64.
    }
  }

  /**
   * The elements that have arrived. A separate class tells these lists from lists of the wire,
   * which stay unchanged.
   */
  private static final class Elements {
    private final List<Object> list = new ArrayList<>();
  }
}
