// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import com.openai.core.http.AsyncStreamResponse;
import com.openai.core.http.HttpResponse;
import com.openai.core.http.HttpResponseFor;
import com.openai.core.http.StreamResponse;
import io.openinference.instrumentation.api.call.ResponseTracer;
import io.openinference.instrumentation.api.call.ResultTracer;

/** Handles the results of openai-java's calls. */
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
