// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.stream;

import io.openinference.instrumentation.api.ContentBudget;
import io.openinference.instrumentation.api.call.StreamAccumulator;
import io.openinference.instrumentation.api.wire.WireObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Accumulates the chunks of models that continue a text. Each family of models has its own form,
 * and the chunks reveal the form.
 *
 * <pre>{@code
 * {"outputText":"Ber"}                {"results":[{"outputText":"Bergen"}]}
 * {"generation":"Ber"}                {"generation":"Bergen"}
 * {"outputs":[{"text":"Ber"}]}        {"outputs":[{"text":"Bergen"}]}
 * {"text":"Ber"}                      {"generations":[{"text":"Bergen"}]}
 * {"choices":[{"text":"Ber"}]}        {"choices":[{"text":"Bergen"}]}
 * }</pre>
 *
 * @since 0.1.0
 */
public final class StreamedTexts implements StreamAccumulator {

  private static final String RESULTS = "results";
  private static final String GENERATIONS = "generations";
  private static final String OUTPUT_TEXT = "outputText";
  private static final String TEXT = "text";
  private static final String[] LISTS = {RESULTS, "outputs", GENERATIONS};
  private static final String[] TEXTS = {OUTPUT_TEXT, "generation", TEXT};
  private static final String[] REASONS = {"completionReason", "stop_reason", "finish_reason"};

  /** The fields of a chunk that grow. */
  private static final String[] GROWING =
      Stream.of(LISTS, TEXTS).flatMap(Stream::of).toArray(String[]::new);

  private final StreamedBlocks texts;
  private final LatestFields fields;
  private final StreamedChat chat;
  private boolean isChat;
  private @Nullable String list;

  /**
   * Creates an accumulator.
   *
   * @param budget limits the size of the response
   */
  public StreamedTexts(ContentBudget budget) {
    this.texts = new StreamedBlocks(budget);
    this.fields = new LatestFields(budget);
    this.chat = new StreamedChat(budget);
  }

  /** Returns the objects that hold the texts of a response, or the response itself. */
  public static List<WireObject> outputs(WireObject response) {
    String list = listOf(response);
    return list == null ? List.of(response) : response.objects(list);
  }

  private static @Nullable String listOf(WireObject response) {
    for (String list : LISTS) {
      if (!response.objects(list).isEmpty()) {
        return list;
      }
    }
    return null;
  }

  /** Returns the text of one of the {@link #outputs}, or null. */
  public static @Nullable String text(WireObject output) {
    return output.firstString(TEXTS);
  }

  /** Returns the reason why one of the {@link #outputs} ended, or null. */
  public static @Nullable String finishReason(WireObject output) {
    return output.firstText(REASONS);
  }

  @Override
  public boolean add(Map<String, ?> event) {
    WireObject chunk = WireObject.of(event);
    isChat |= chunk.get("choices") != null;
    if (isChat) {
      return chat.add(event);
    }
    list = list(chunk);
    boolean hasContent = false;
    long position = 0;
    for (WireObject output : outputs(chunk)) {
      Long index = output.number("index");
      WireObject piece = piece(output);
      hasContent |=
          !piece.isEmpty() && texts.add(index == null ? Long.valueOf(position) : index, piece);
      position++;
    }
    fields.putAll(chunk, GROWING);
    return hasContent;
  }

  /** Returns the list that the response would have for the texts of the chunks. */
  private @Nullable String list(WireObject chunk) {
    String own = listOf(chunk);
    if (own != null || chunk.string(OUTPUT_TEXT) != null) {
      return own == null ? RESULTS : own;
    }
    return chunk.string(TEXT) == null ? list : GENERATIONS;
  }

  private static WireObject piece(WireObject output) {
    Map<String, @Nullable Object> piece = new LinkedHashMap<>();
    for (String name : TEXTS) {
      piece.put(name, output.string(name));
    }
    for (String name : REASONS) {
      piece.put(name, output.text(name));
    }
    piece.values().removeIf(Objects::isNull);
    return WireObject.of(piece);
  }

  @Override
  public Map<String, ?> response() {
    if (isChat || (texts.isEmpty() && fields.isEmpty())) {
      return chat.response();
    }
    Map<String, Object> response = new LinkedHashMap<>();
    if (list == null) {
      response.putAll(texts.first());
    } else {
      response.put(list, texts.toList());
    }
    response.putAll(fields.toMap());
    return response;
  }
}
