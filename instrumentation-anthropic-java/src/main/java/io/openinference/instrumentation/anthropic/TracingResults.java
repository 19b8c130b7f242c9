// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.anthropic;

import com.anthropic.core.http.AsyncStreamResponse;
import com.anthropic.core.http.HttpResponse;
import com.anthropic.core.http.HttpResponseFor;
import com.anthropic.core.http.StreamResponse;
import io.openinference.instrumentation.api.call.CallRecorder;
import io.openinference.instrumentation.api.call.OpenResult;
import io.openinference.instrumentation.api.call.TracingFuture;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Takes what a call returned: records it, or wraps what goes on after the call. */
final class TracingResults {

  /** Returns what to give to the application in place of the result. */
  static @Nullable Object trace(@Nullable Object result, CallRecorder<?> call) {
    try {
      return wrap(result, call);
    } catch (Throwable fault) {
      call.giveUp(fault);
      return result;
    }
  }

  @SuppressWarnings("FutureReturnValueIgnored") // It is returned, as an Object.
  private static @Nullable Object wrap(@Nullable Object result, CallRecorder<?> call) {
    if (result instanceof CompletableFuture<?> future) {
      return TracingFuture.of(future, call, TracingResults::trace);
    }
    if (result instanceof AsyncStreamResponse<?> stream) {
      return new TracingAsyncStreamResponse<>(stream, call);
    }
    if (result instanceof StreamResponse<?> stream) {
      return new TracingStreamResponse<>(stream, new OpenResult(call));
    }
    if (result instanceof HttpResponseFor<?> response) {
      return new TracingHttpResponseFor<>(response, new OpenResult(call));
    }
    if (result instanceof HttpResponse response) {
      return new TracingHttpResponse(response, new OpenResult(call));
    }
    if (result != null) {
      call.recordResponse(result);
    }
    call.end();
    return result;
  }

  private TracingResults() {}
}
