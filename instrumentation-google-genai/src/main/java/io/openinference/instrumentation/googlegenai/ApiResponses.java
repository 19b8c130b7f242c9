// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.googlegenai;

import com.google.genai.ApiResponse;
import io.openinference.instrumentation.api.call.CallRecorder;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/** The responses of traced calls that the library has not closed. */
final class ApiResponses {

  // Guarded by itself. Weak, because nobody may close a response. No value refers to its key.
  private final Map<ApiResponse, OpenResponse> open = new WeakHashMap<>();

  /** Keeps what records a response until the library reads it. */
  void add(ApiResponse response, CallRecorder<?> recorder) {
    synchronized (open) {
      open.put(response, new OpenResponse(recorder));
    }
  }

  /** Returns what records a response, or null for one that nobody traces. */
  @Nullable OpenResponse find(@Nullable Object response) {
    synchronized (open) {
      return open.get(response);
    }
  }
}
