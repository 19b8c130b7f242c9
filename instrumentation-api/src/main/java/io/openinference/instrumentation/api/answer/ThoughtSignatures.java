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

  /**
   * Returns the signature of a tool call. Servers put the signature in the call or in its function.
   */
  public static @Nullable String ofToolCall(WireObject call, WireObject function) {
    String signature = of(call);
    return signature == null ? of(function) : signature;
  }

  /** Returns the signature that an object carries in fields that OpenAI's API does not have. */
  public static @Nullable String of(WireObject holder) {
    WireObject extra = holder.object("extra_content");
    // The fields lie below the name of the provider, such as google or vertex.
    for (Object place : extra.fields().values()) {
      String signature = in(WireObject.of(place));
      if (signature != null) {
        return signature;
      }
    }
    WireObject ofProvider = holder.object("provider_specific_fields");
    for (WireObject place : new WireObject[] {extra, ofProvider, holder}) {
      String signature = in(place);
      if (signature != null) {
        return signature;
      }
    }
    List<?> several = ofProvider.list("thought_signatures");
    return !several.isEmpty() && several.get(0) instanceof String first && !first.isEmpty()
        ? first
        : null;
  }

  private static @Nullable String in(WireObject place) {
    return place.firstText("thought_signature", "thoughtSignature");
  }

  private ThoughtSignatures() {}
}
