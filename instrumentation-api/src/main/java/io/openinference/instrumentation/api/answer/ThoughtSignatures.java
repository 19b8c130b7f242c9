// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.answer;

import io.openinference.instrumentation.api.wire.WireObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the signatures of Gemini's thoughts, which Gemini wants back with the next request.
 *
 * <pre>{@code
 * {"id":"call_1","function":{...},"extra_content":{"google":{"thought_signature":"c2ln"}}}
 * }</pre>
 *
 * @since 0.1.0
 */
public final class ThoughtSignatures {

  private static final String THOUGHT_SIGNATURE = "thought_signature";

  /** Returns the signature of a tool call, which may stand in the call or in its function. */
  public static @Nullable String ofToolCall(WireObject call, WireObject function) {
    String signature = of(call);
    return signature == null ? of(function) : signature;
  }

  /** Returns the signature that an object carries in fields that OpenAI's API does not have. */
  public static @Nullable String of(WireObject holder) {
    WireObject extra = holder.object("extra_content");
    for (WireObject place :
        List.of(extra.object("google"), extra, holder.object("provider_specific_fields"), holder)) {
      String signature = place.text(THOUGHT_SIGNATURE);
      if (signature != null) {
        return signature;
      }
    }
    List<?> several = holder.object("provider_specific_fields").list("thought_signatures");
    return !several.isEmpty() && several.get(0) instanceof String first && !first.isEmpty()
        ? first
        : null;
  }

  private ThoughtSignatures() {}
}
