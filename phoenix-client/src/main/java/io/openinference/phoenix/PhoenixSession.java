// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A session: the traces of one conversation. Its start is that of the first trace, and its end that
 * of the last one.
 *
 * @since 0.1.0
 */
public final class PhoenixSession extends ServerValue implements TimedValue {

  PhoenixSession(Map<String, @Nullable Object> json) {
    super(json);
  }

  /** Returns the id of the row in Phoenix. */
  public String id() {
    return text("id");
  }

  /** Returns the id that the application gave, in {@code session.id}. */
  public String sessionId() {
    return text("session_id");
  }

  /** Returns the id of the project. */
  public String projectId() {
    return text("project_id");
  }

  /** Returns the number of tokens of prompts and answers. */
  public long totalTokens() {
    return count("token_count_total");
  }

  /** Returns the ids of the traces, in the order of their starts. */
  public List<String> traceIds() {
    return Json.maps(json().get("traces")).stream()
        .map(trace -> String.valueOf(trace.get("trace_id")))
        .toList();
  }
}
