// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A trace as Phoenix lists it.
 *
 * @since 0.1.0
 */
public final class PhoenixTrace extends ServerValue implements TimedValue {

  PhoenixTrace(Map<String, @Nullable Object> json) {
    super(json);
  }

  /** Returns the id of the row in Phoenix. */
  public String id() {
    return text("id");
  }

  /** Returns the id of the trace, 32 hexadecimal digits. */
  public String traceId() {
    return text("trace_id");
  }

  /** Returns the id of the project. */
  public String projectId() {
    return text("project_id");
  }

  /** Returns the number of tokens of the prompts. */
  public long promptTokens() {
    return count("token_count_prompt");
  }

  /** Returns the number of tokens of the answers. */
  public long completionTokens() {
    return count("token_count_completion");
  }

  /** Returns the number of tokens of prompts and answers. */
  public long totalTokens() {
    return count("token_count_total");
  }

  /**
   * Returns the spans, each with {@code span_id}, {@code parent_id}, {@code name}, {@code
   * span_kind}, {@code status_code} and times. Empty unless they were asked for.
   */
  public List<Map<String, @Nullable Object>> spans() {
    return Json.maps(json().get("spans"));
  }
}
