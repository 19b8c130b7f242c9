// SPDX-License-Identifier: Apache-2.0
package io.openinference.benchmarks.soak;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Says in the prompt which call it is of, so that each span tells where it belongs.
 *
 * @param call the number of the call
 * @param callerSpanId the span that the spans of the call belong below
 * @param project the project of the call
 * @param answer how the model's server is to answer
 */
record CallMark(int call, String callerSpanId, String project, String answer) {

  private static final Pattern MARK =
      Pattern.compile("call (\\d+) below ([0-9a-f]{16}) in (\\w+) answer (\\w+)");
  private static final String PADDING = " Where is my parcel, and when will it be here?".repeat(16);

  /** Returns the mark in a text, or null if there is none. */
  static @Nullable CallMark find(CharSequence text) {
    Matcher matcher = MARK.matcher(text);
    return matcher.find()
        ? new CallMark(
            Integer.parseInt(matcher.group(1)),
            matcher.group(2),
            matcher.group(3),
            matcher.group(4))
        : null;
  }

  String text() {
    return String.format(
        Locale.ROOT, "call %d below %s in %s answer %s", call, callerSpanId, project, answer);
  }

  String prompt() {
    return text() + "." + PADDING;
  }
}
