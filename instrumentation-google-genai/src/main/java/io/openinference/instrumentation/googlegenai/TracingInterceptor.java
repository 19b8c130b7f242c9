// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.googlegenai;

import com.google.genai.errors.ApiException;
import io.openinference.instrumentation.api.call.CallRecorder;
import io.openinference.instrumentation.api.call.OpenResult;
import io.openinference.instrumentation.spi.GuardedScope;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import org.jspecify.annotations.Nullable;

/** Traces the requests of a wrapped client. */
final class TracingInterceptor implements Interceptor {

  /** The library reads the whole body of an error; ours is for the message alone. */
  private static final long MAX_ERROR_BODY = 1 << 20;

  private final Tracing tracing;
  private final CallerContexts callers;

  TracingInterceptor(Tracing tracing, CallerContexts callers) {
    this.tracing = tracing;
    this.callers = callers;
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    Request request = chain.request();
    ApiCall call = callOf(request);
    StartedCall started = call == null ? null : start(call, chain);
    if (call == null || started == null) {
      return chain.proceed(request);
    }
    Response response;
    try (Scope ignored = GuardedScope.of(started.context())) {
      response = chain.proceed(request);
    } catch (Throwable failure) {
      started.fail(failure);
      throw failure;
    }
    CallRecorder<?> recorder = started.recorder();
    return recorder == null ? response : trace(response, call, recorder);
  }

  private static @Nullable ApiCall callOf(Request request) {
    try {
      return ApiCall.of(request.method(), String.join("/", request.url().pathSegments()));
    } catch (Throwable fault) {
      Tracing.GUARD.handleLibrary("path", fault);
      return null;
    }
  }

  private @Nullable StartedCall start(ApiCall call, Chain chain) {
    try {
      Context caller = callers.take(chain.call());
      return tracing.start(
          call,
          caller == null ? GuardedScope.currentContext() : caller,
          () -> bodyText(chain.request().body()));
    } catch (Throwable fault) {
      Tracing.GUARD.handleLibrary("start", fault);
      return null;
    }
  }

  private static @Nullable String bodyText(@Nullable RequestBody body) throws IOException {
    if (body == null || body.isOneShot() || body.isDuplex()) {
      return null;
    }
    Buffer buffer = new Buffer();
    body.writeTo(buffer);
    return buffer.readUtf8();
  }

  private static Response trace(Response response, ApiCall call, CallRecorder<?> recorder) {
    try {
      ResponseBody body = response.body();
      if (body == null || (!response.isSuccessful() && !call.isInteraction())) {
        recorder.fail(failureOf(response));
        return response;
      }
      recorder.recordHttpStatus(response.code());
      OpenResult open = new OpenResult(recorder);
      return response
          .newBuilder()
          .body(TracedBodies.isStream(body) ? TracedBodies.tee(body, open) : read(body, open))
          .build();
    } catch (Throwable fault) {
      recorder.giveUp(fault);
      return response;
    }
  }

  /** Reads at once, so that the span ends also where a cancelled application never reads. */
  private static ResponseBody read(ResponseBody body, OpenResult open) {
    return TracedBodies.readAll(TracedBodies.tee(body, open));
  }

  /** Returns the exception that the library throws for a status. */
  private static Throwable failureOf(Response response) throws IOException {
    Response copy = response.newBuilder().body(response.peekBody(MAX_ERROR_BODY)).build();
    try {
      ApiException.throwFromResponse(copy);
      return new IOException("HTTP status " + response.code());
    } catch (ApiException failure) {
      return failure;
    }
  }
}
