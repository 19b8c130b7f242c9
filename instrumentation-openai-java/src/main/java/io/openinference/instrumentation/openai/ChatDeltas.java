// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import static io.openinference.instrumentation.openai.ModelFields.isAbsent;
import static io.openinference.instrumentation.openai.ModelFields.onlyElement;
import static io.openinference.instrumentation.openai.ModelFields.string;
import static io.openinference.instrumentation.openai.ModelFields.value;

import com.openai.core.JsonField;
import com.openai.core.JsonNull;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionChunk.Choice;
import com.openai.models.chat.completions.ChatCompletionChunk.Choice.Delta;
import com.openai.models.chat.completions.ChatCompletionChunk.Choice.Delta.ToolCall;
import io.openinference.instrumentation.api.stream.StreamedList;
import io.openinference.instrumentation.api.stream.StreamedObject;
import io.openinference.instrumentation.api.stream.StreamedText;
import io.openinference.instrumentation.api.wire.WireObject;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Appends the text of chunks that bring only text, which are nearly all chunks of a chat.
 *
 * <pre>{@code
 * {"id":"c", "model":"m", "choices":[{"index":0, "delta":{"role":"assistant", "content":"Pa"}}]}
 * {"id":"c", "model":"m", "choices":[{"index":0, "delta":{                    "content":"ris"}}]}
 *  --------------------               ---------           ------------------  ---------------
 *  the same fields with               the same            the same or         appended to the
 *  any values: ChunkFrame             choice              absent              text: StreamedText
 * }</pre>
 *
 * <p>The first chunk is merged as JSON, and {@link #rememberMerged} keeps what the next ones are
 * compared with. {@link #appendText} takes a chunk as long as all of the above holds and all else is absent: the
 * known fields by their getters, those of later releases by {@link NewerFields}. Any other chunk is
 * merged as JSON, and the chunks after it are compared with it.
 *
 * <p>The result of such a chunk equals the result of {@link StreamedObject}, but its JSON is not
 * needed. {@link StreamedObject} merges all other chunks.
 */
final class ChatDeltas {

  private static final NewerFields DELTA =
      NewerFields.of(Delta.class, "content", "function_call", "refusal", "role", "tool_calls");
  private static final NewerFields TOOL_CALL =
      NewerFields.of(ToolCall.class, "index", "id", "function", "type");
  private static final NewerFields FUNCTION =
      NewerFields.of(ToolCall.Function.class, "arguments", "name");

  private final StreamedObject response;
  // Its text is appended. Its other fields are not merged yet.
  private @Nullable ChatCompletionChunk last;
  // The frame and the texts of the last chunk that was merged as JSON.
  private @Nullable ChunkFrame frame;
  private @Nullable String role;
  private @Nullable StreamedText content;
  private @Nullable Object toolCall;
  private @Nullable StreamedText arguments;

  /**
   * @param response what all chunks are merged into
   */
  ChatDeltas(StreamedObject response) {
    this.response = response;
  }

  /**
   * Appends the text of a chunk.
   *
   * @return false if the chunk is to be merged as JSON, and nothing was appended
   */
  boolean appendText(Object model) {
    try {
      return frame != null && appendTextOf(frame, model);
    } catch (LinkageError e) {
      // A release without one of the methods; its chunks are read as JSON.
      return false;
    }
  }

  private boolean appendTextOf(ChunkFrame frame, Object model) {
    if (!(model instanceof ChatCompletionChunk chunk)
        || !(onlyElement(chunk._choices()) instanceof Choice choice)
        || !(value(choice._delta()) instanceof Delta delta)
        || !frame.isSameIn(chunk, choice)
        || !appendTextOf(delta)) {
      return false;
    }
    last = chunk;
    return true;
  }

  /** Merges the other fields of the last chunk whose text was appended. */
  void mergeFieldsAroundText() {
    if (last != null) {
      Object chunk = last;
      last = null;
      response.merge(WireObject.of(Models.JSON.toMap(chunk)).without("choices"));
    }
  }

  @SuppressWarnings("deprecation") // Some servers still send function_call.
  private boolean appendTextOf(Delta delta) {
    Map<String, ?> unknown = delta._additionalProperties();
    if (!DELTA.areAbsent(delta)
        || !isAbsent(delta._functionCall())
        || !isAbsent(delta._refusal())
        || !(isAbsent(delta._role()) || (role != null && role.equals(role(delta))))
        || !(unknown.isEmpty() || areNull(unknown))) {
      return false;
    }
    if (isAbsent(delta._toolCalls())) {
      return append(string(delta._content()), content);
    }
    return isAbsent(delta._content())
        && onlyElement(delta._toolCalls()) instanceof ToolCall call
        && append(argumentsOf(call), arguments);
  }

  private static @Nullable String role(Delta delta) {
    JsonField<?> field = delta._role();
    return string(value(field) instanceof Delta.Role known ? known._value() : field);
  }

  private static boolean areNull(Map<String, ?> fields) {
    for (Object value : fields.values()) {
      if (!(value instanceof JsonNull)) {
        return false;
      }
    }
    return true;
  }

  private boolean append(@Nullable String text, @Nullable StreamedText target) {
    if (target == null || text == null || text.isEmpty()) {
      return false;
    }
    target.append(text);
    return true;
  }

  /** Returns arguments that go on with those of the chunk before. */
  private @Nullable String argumentsOf(ToolCall call) {
    if (!TOOL_CALL.areAbsent(call)
        || toolCall == null
        || !toolCall.equals(value(call._index()))
        || !isAbsent(call._id())
        || !isAbsent(call._type())
        || !call._additionalProperties().isEmpty()
        || !(value(call._function()) instanceof ToolCall.Function function)
        || !FUNCTION.areAbsent(function)
        || !isAbsent(function._name())
        || !function._additionalProperties().isEmpty()) {
      return null;
    }
    return string(function._arguments());
  }

  /**
   * Makes a chunk that was merged as JSON the chunk that later chunks are compared with.
   *
   * @param event the chunk as a map equal to its JSON
   */
  void rememberMerged(Object model, Map<String, ?> event) {
    frame = null;
    role = null;
    content = null;
    toolCall = null;
    arguments = null;
    try {
      rememberChunk(model, event);
    } catch (LinkageError e) {
      // As above: the next chunk is read as JSON too.
      frame = null;
    }
  }

  private void rememberChunk(Object model, Map<String, ?> event) {
    if (model instanceof ChatCompletionChunk chunk
        && onlyElement(chunk._choices()) instanceof Choice choice
        && value(choice._delta()) instanceof Delta delta) {
      StreamedObject message = message(choice);
      if (message != null) {
        frame = ChunkFrame.of(chunk, choice, event);
        rememberTexts(delta, message);
      }
    }
  }

  private void rememberTexts(Delta delta, StreamedObject message) {
    role = role(delta);
    content = message.text("content");
    if (onlyElement(delta._toolCalls()) instanceof ToolCall call) {
      StreamedList calls = message.list("tool_calls");
      StreamedObject merged = calls == null ? null : calls.at(value(call._index()));
      StreamedObject function = merged == null ? null : merged.object("function");
      toolCall = value(call._index());
      arguments = function == null ? null : function.text("arguments");
    }
  }

  private @Nullable StreamedObject message(Choice choice) {
    StreamedList choices = response.list("choices");
    StreamedObject merged = choices == null ? null : choices.at(value(choice._index()));
    return merged == null ? null : merged.object("message");
  }
}
