// SPDX-License-Identifier: Apache-2.0
package io.openinference.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.openinference.sdk.OpenInferencePipeline;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The set-up of the way to the collector while the application works. */
class DeferredPipelineTest {

  @Test
  void aSpanStartsWhileTheSetUpRuns() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch released = new CountDownLatch(1);
    DeferredPipeline pipeline = new DeferredPipeline(() -> slow(begun, released));
    try (SdkTracerProvider provider =
        SdkTracerProvider.builder().addSpanProcessor(pipeline).build()) {
      pipeline.setUpInBackground();
      assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
      try {
        assertThat(
                CompletableFuture.supplyAsync(
                    () -> provider.get("shop").spanBuilder("work").startSpan()))
            .succeedsWithin(5, TimeUnit.SECONDS);
      } finally {
        released.countDown();
      }
    }
  }

  private static OpenInferencePipeline slow(CountDownLatch begun, CountDownLatch released) {
    begun.countDown();
    try {
      released.await(30, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return OpenInferencePipeline.create(SpanExporter.composite());
  }
}
