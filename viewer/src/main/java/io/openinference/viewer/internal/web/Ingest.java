// SPDX-License-Identifier: Apache-2.0
package io.openinference.viewer.internal.web;

import io.openinference.viewer.internal.otlp.OtlpBatch;
import io.openinference.viewer.internal.store.Prices;
import io.openinference.viewer.internal.store.SpanFacts;
import io.openinference.viewer.internal.store.SpanRow;
import io.openinference.viewer.internal.store.TraceStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Hands received spans to the store, and waits until they are committed. */
final class Ingest {

  private final TraceStore store;
  private final Prices prices;
  private final RunningSpans running;
  private final LongAdder received = new LongAdder();
  private final LongAdder rejected = new LongAdder();

  Ingest(TraceStore store, Prices prices, RunningSpans running) {
    this.store = store;
    this.running = running;
    this.prices = prices;
  }

  /**
   * Writes the spans and returns after the commit.
   *
   * @return the number of spans that were not there yet
   * @throws HttpError with status 503 if the store is busy, 507 if it cannot write
   */
  long write(OtlpBatch batch, @Nullable String project) throws HttpError {
    rejected.add(batch.rejected());
    if (batch.items().isEmpty()) {
      return 0;
    }
    List<SpanRow> rows = rows(batch, project);
    running.ended(rows);
    CompletableFuture<Long> committed = store.write(rows);
    if (committed == null) {
      throw new HttpError(503, "The viewer has too much to write. Send again.");
    }
    try {
      long added = committed.get();
      received.add(rows.size());
      return added;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new HttpError(503, "The viewer stops.");
    } catch (ExecutionException failure) {
      throw new HttpError(507, "The viewer cannot write: " + failure.getCause());
    }
  }

  /** Takes spans that have started. They are not stored. */
  void started(OtlpBatch batch, @Nullable String project) {
    running.started(rows(batch, project));
  }

  private List<SpanRow> rows(OtlpBatch batch, @Nullable String project) {
    long now = System.currentTimeMillis();
    List<SpanRow> rows = new ArrayList<>(batch.items().size());
    for (OtlpBatch.Item item : batch.items()) {
      rows.add(SpanFacts.of(item, project, now, prices));
    }
    return rows;
  }

  long received() {
    return received.sum();
  }

  long rejected() {
    return rejected.sum();
  }
}
