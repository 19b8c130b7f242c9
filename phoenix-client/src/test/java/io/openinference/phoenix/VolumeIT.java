// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix;

import static org.assertj.core.api.Assertions.assertThat;

import io.openinference.semconv.AnnotatorKind;
import io.openinference.semconv.OpenInferenceSpanKind;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Logger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Many spans and annotations, against a real Phoenix. */
@Tag("full")
class VolumeIT extends AbstractPhoenixIT {

  private static final Logger logger = Logger.getLogger(VolumeIT.class.getName());
  private static final int SPANS = 100_000;
  private static final int BATCH = 1_000;
  private static final int ANNOTATIONS = 10_000;
  private static final long MAX_GROWTH = 16 << 20;

  private final String project = unique("volume");

  @Test
  void areReadInConstantMemoryAndAnnotated() {
    List<String> some = new ArrayList<>();
    for (int sent = 0; sent < SPANS; sent += BATCH) {
      List<PhoenixSpan> batch = new ArrayList<>();
      String trace = id(32);
      for (int i = 0; i < BATCH; i++) {
        PhoenixSpan span =
            span(trace, "span " + (sent + i), OpenInferenceSpanKind.CHAIN)
                .attribute("input.value", "x".repeat(1_000))
                .build();
        batch.add(span);
        if (some.size() < ANNOTATIONS) {
          some.add(span.spanId());
        }
      }
      client.spans().log(project, batch);
    }
    awaitAll();

    long start = System.nanoTime();
    long growth = growthWhileReading();
    logger.info(SPANS + " spans in " + seconds(start) + " s, heap + " + growth / 1024 + " KiB");
    assertThat(growth).isLessThan(MAX_GROWTH);

    start = System.nanoTime();
    List<PhoenixAnnotation> annotations =
        some.stream()
            .map(id -> PhoenixAnnotation.ofSpan(id, "quality", AnnotatorKind.CODE).score(1).build())
            .toList();
    assertThat(client.annotations().log(annotations)).hasSize(ANNOTATIONS).doesNotHaveDuplicates();
    logger.info(ANNOTATIONS + " annotations in " + seconds(start) + " s");
    assertThat(
            client.annotations().ofSpans(project, some).stream().map(PhoenixAnnotation::targetId))
        .hasSize(ANNOTATIONS)
        .doesNotHaveDuplicates();
  }

  private void awaitAll() {
    SpanQuery newest = SpanQuery.builder().select("name").limit(SPANS + 1).build();
    for (int i = 0; i < 600 && client.spans().query(project, newest).size() < SPANS; i++) {
      LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
    }
    assertThat(client.spans().query(project, newest).size()).isEqualTo(SPANS);
  }

  /** Reads all spans, and returns how much more heap is in use at the end than after a tenth. */
  private long growthWhileReading() {
    int read = 0;
    long early = 0;
    boolean[] seen = new boolean[SPANS];
    for (PhoenixSpan span : client.spans().list(project)) {
      int number = Integer.parseInt(span.name().substring("span ".length()));
      assertThat(seen[number]).isFalse();
      seen[number] = true;
      read++;
      if (read == SPANS / 10) {
        early = usedHeap();
      }
    }
    assertThat(read).isEqualTo(SPANS);
    return usedHeap() - early;
  }

  private static long usedHeap() {
    WeakReference<Object> garbage = new WeakReference<>(new Object());
    while (garbage.get() != null) {
      System.gc();
    }
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  private static long seconds(long start) {
    return Duration.ofNanos(System.nanoTime() - start).toSeconds();
  }
}
