// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import dev.langchain4j.model.chat.response.StreamingHandle;

/** Ends the spans of a cancelled stream, for which LangChain4j fires no other event. */
final class TracingStreamingHandle implements StreamingHandle {

  private final StreamingHandle delegate;
  private final StreamRecorder recorder;

  TracingStreamingHandle(StreamingHandle delegate, StreamRecorder recorder) {
    this.delegate = delegate;
    this.recorder = recorder;
  }

  boolean isOf(StreamingHandle handle) {
    return delegate == handle;
  }

  @Override
  public void cancel() {
    delegate.cancel();
    recorder.cancel();
  }

  @Override
  public boolean isCancelled() {
    return delegate.isCancelled();
  }
}
