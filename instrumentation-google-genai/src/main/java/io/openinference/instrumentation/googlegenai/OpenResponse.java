// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.googlegenai;

import io.openinference.instrumentation.api.call.CallRecorder;
import io.openinference.instrumentation.api.call.OpenResult;
import io.openinference.instrumentation.bytecode.MethodCall;
import java.lang.ref.WeakReference;
import okhttp3.ResponseBody;
import org.jspecify.annotations.Nullable;

/** Records the body of one response, whenever the library asks for it. */
final class OpenResponse {

  private final CallRecorder<?> recorder;
  // Null once the body has it: whoever drops the body ends the span.
  private @Nullable OpenResult unread;
  private WeakReference<@Nullable OpenResult> result;
  private WeakReference<@Nullable ResponseBody> traced = new WeakReference<>(null);
  private @Nullable ResponseBody read;

  OpenResponse(CallRecorder<?> recorder) {
    this.recorder = recorder;
    OpenResult open = new OpenResult(recorder);
    this.unread = open;
    this.result = new WeakReference<>(open);
  }

  /** Returns the body that the library reads in place of its own. */
  synchronized @Nullable Object body(MethodCall getBody) throws Throwable {
    ResponseBody known = read == null ? traced.get() : read;
    return known == null ? firstBody(getBody) : known;
  }

  private @Nullable Object firstBody(MethodCall getBody) throws Throwable {
    Object body;
    try {
      body = getBody.proceed();
    } catch (Throwable thrown) {
      OpenResult open = result.get();
      if (open != null) {
        open.fail(thrown);
      }
      throw thrown;
    }
    OpenResult open = unread;
    unread = null;
    return open != null && body instanceof ResponseBody original ? tee(original, open) : body;
  }

  private ResponseBody tee(ResponseBody original, OpenResult open) {
    try {
      ResponseBody tee = TracedBodies.tee(original, open);
      traced = new WeakReference<>(tee);
      return tee;
    } catch (Throwable fault) {
      recorder.giveUp(fault);
      return original;
    }
  }

  /** Reads the body at once, so that the span ends where a cancelled application never reads. */
  synchronized void readAll(ResponseBody body) {
    if (!TracedBodies.isStream(body)) {
      read = TracedBodies.readAll(body);
    }
  }

  /** Ends the span: the library reads no more. */
  void close() {
    OpenResult open = result.get();
    if (open != null) {
      open.end();
    }
  }
}
