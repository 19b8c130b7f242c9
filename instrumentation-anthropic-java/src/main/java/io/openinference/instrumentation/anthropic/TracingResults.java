// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.anthropic;

import com.anthropic.core.http.AsyncStreamResponse;
import com.anthropic.core.http.HttpResponse;
import com.anthropic.core.http.HttpResponseFor;
import com.anthropic.core.http.StreamResponse;
import io.openinference.instrumentation.api.call.ResponseTracer;
import io.openinference.instrumentation.api.call.ResultTracer;

/** Handles the results of anthropic-java's calls. */
final class TracingResults {

  static final ResultTracer TRACER =
      new ResponseTracer<>(
          HttpResponse.class,
          HttpResponse::statusCode,
          response -> response.headers().values("content-type"),
          HttpResponseFor.class,
          StreamResponse.class,
          AsyncStreamResponse.class,
          stream -> ((AsyncStreamResponse<?>) stream).onCompleteFuture());

  private TracingResults() {}
}
