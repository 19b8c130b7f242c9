// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bedrock;

import io.openinference.instrumentation.api.ContentBudget;
import io.openinference.instrumentation.api.call.CallRecorder;
import io.openinference.instrumentation.api.wire.EventFrames;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * The response of one call as its bytes arrive, also where the SDK sends the request again.
 *
 * <p>The SDK's interceptor finds it in the context. All methods are guarded: they run inside the
 * SDK, which would fail the call.
 */
final class WireResponse {

  private static final ContextKey<WireResponse> KEY = ContextKey.named("openinference-bedrock");
  private static final String STREAM = "application/vnd.amazon.eventstream";

  private final CallRecorder<?> call;
  private final CallDetails details;
  private final AtomicBoolean claimed = new AtomicBoolean();
  private final Object lock = new Object();

  // Guarded by lock.
  private @Nullable ContentBudget budget;
  private @Nullable ByteArrayOutputStream body;
  private @Nullable EventFrames frames;
  private boolean isOver;
  private int attempt;

  WireResponse(CallRecorder<?> call, CallDetails details) {
    this.call = call;
    this.details = details;
  }

  Context storeIn(Context context) {
    return context.with(KEY, this);
  }

  /** Returns the response of the call that begins in the current context, once. */
  static @Nullable WireResponse claim(Object request) {
    WireResponse response = Context.current().get(KEY);
    return response != null
            && response.details.requestType() == request.getClass()
            && response.claimed.compareAndSet(false, true)
        ? response
        : null;
  }

  /**
   * Takes the start of a response. A call has several where the SDK tries again.
   *
   * @return what {@link #accept} wants to know, or -1 where the body is of no use
   */
  int begin(SdkHttpResponse response) {
    synchronized (lock) {
      attempt++;
      if (isOver || !response.isSuccessful()) {
        return -1;
      }
      details.answered(response);
      boolean isStream = response.firstMatchingHeader("Content-Type").orElse("").startsWith(STREAM);
      frames = isStream ? new EventFrames() : null;
      body = isStream ? null : new ByteArrayOutputStream();
      closeBudget();
      budget = ContentBudget.open();
      if (isStream) {
        call.recordEvent(FrameAccumulator.RESTART);
      }
      return attempt;
    }
  }

  /** Takes bytes of a response. */
  void accept(int ofAttempt, byte[] bytes, int offset, int length) {
    try {
      synchronized (lock) {
        if (isOver || ofAttempt != attempt) {
          return;
        }
        if (frames != null) {
          frames.accept(bytes, offset, length, call::recordEvent);
        } else if (body != null && budget != null) {
          body.write(bytes, offset, budget.take(length));
        }
      }
    } catch (Throwable fault) {
      finish();
      Tracing.GUARD.handleLibrary("response", fault);
    }
  }

  /** Records what the call returned. The bytes go before the SDK's object, which lacks fields. */
  void record(@Nullable Object result) {
    byte[] bytes;
    boolean isStream;
    synchronized (lock) {
      bytes = body == null ? new byte[0] : body.toByteArray();
      isStream = frames != null;
    }
    finish();
    if (bytes.length == 0 && result instanceof SdkPojo model) {
      // The SDK's class loader may not see our interceptor.
      byte[] blob = details.method().equals("invokeModel") ? SdkModels.blob(model, "body") : null;
      bytes = blob == null ? bytes : blob;
    }
    if (bytes.length > 0) {
      call.recordBody(new String(bytes, StandardCharsets.UTF_8), /* isJson= */ false);
    } else if (!isStream && result instanceof SdkPojo model) {
      call.recordResponse(model);
    }
  }

  /** Lets go of what has arrived, and takes no more. */
  void finish() {
    synchronized (lock) {
      isOver = true;
      body = null;
      frames = null;
      closeBudget();
    }
  }

  private void closeBudget() {
    if (budget != null) {
      budget.close();
      budget = null;
    }
  }
}
